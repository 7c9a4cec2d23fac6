"""What is written about members, over HTTP: what is stored, what is kept when refused."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from arbj_portal.core.periods import Period
from members.models import (
    Committee,
    FormerName,
    Membership,
    Organization,
    OrganizationContact,
    Person,
    Representative,
    User,
)
from tests.members.conftest import client_of
from tests.members.factories import (
    COORDINATION,
    PUBLIC,
    make_category,
    make_committee,
    make_contact,
    make_locality,
    make_mandate,
    make_membership,
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(coordination: User) -> Client:
    return client_of(coordination)


def names_data(*rows: dict[str, str], initial: int = 0) -> dict[str, Any]:
    data = {"noms-TOTAL_FORMS": len(rows), "noms-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"noms-{number}-{name}": value for name, value in row.items()}
    return data


def messages_of(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def organization_data(**fields: Any) -> dict[str, Any]:
    return {
        "submission": uuid4(),
        "name": "Scierie",
        "category": make_category().pk,
        "locality": make_locality().pk,
        **names_data(),
    } | fields


def test_an_organization_is_added_with_the_names_of_the_time(client: Client) -> None:
    rows = [{"name": "Moulin", "acronym": "M", "held": "jusqu’en avril 2014"}, {"name": ""}]
    response = client.post(
        reverse("organization_create"), organization_data(**names_data(*rows)), follow=True
    )
    organization = Organization.objects.get()
    assert response.redirect_chain == [(organization.get_absolute_url(), 302)]
    assert (organization.name, organization.locality.name) == ("Scierie", "Chapais")
    assert organization.visibility == "partners"
    assert "Jusqu’en avril\xa02014\xa0: Moulin (M)" in response.content.decode()


def test_the_same_form_sent_twice_adds_one_organization(client: Client) -> None:
    data = organization_data()
    client.post(reverse("organization_create"), data)
    response = client.post(reverse("organization_create"), data, follow=True)
    organization = Organization.objects.get()
    assert response.redirect_chain == [(organization.get_absolute_url(), 302)]
    assert messages_of(response) == [
        "L’organisme est inscrit.",
        "Ce formulaire avait déjà été reçu\xa0: en voici le résultat.",
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Ce champ est obligatoire."),
        ({"name": "a\x00b"}, "Le caractère nul n’est pas autorisé."),
        ({"name": "a\x07b"}, "Ce texte contient des caractères qui ne s’écrivent pas."),
        ({"name": "é" * 201}, "au plus 200 caractères"),
        ({"name": "a" * 1_000_000}, "au plus 200 caractères"),
        ({"acronym": "a" * 21}, "au plus 20 caractères"),
        ({"category": ""}, "Ce champ est obligatoire."),
        ({"category": "99999999999999999999"}, "Sélectionnez un choix valide."),
        ({"locality": "x"}, "Sélectionnez un choix valide."),
        ({"name": "Déjà là"}, "Un organisme de cette localité porte déjà ce nom."),
        (names_data({"name": "Avant", "held": ""}), "Ce champ est obligatoire."),
        (names_data({"name": "", "held": "2014"}), "Ce champ est obligatoire."),
        (names_data({"name": "Avant", "held": "2015 à 2014"}), "La fin précède le début"),
        (names_data({"name": "Avant", "held": "10000"}), ""),
        (names_data({"name": "Avant", "held": "22 mai et 9 octobre 2014"}), ""),
        (
            names_data({"name": "Avant", "held": "2013"}, {"name": "Avant", "held": "2014"}),
            "Le même ancien nom est inscrit deux fois.",
        ),
        ({"noms-TOTAL_FORMS": "x"}, ""),
        ({"noms-TOTAL_FORMS": "1000"}, ""),
    ],
)
def test_a_refused_organization_is_told_kept_and_not_stored(
    client: Client, change: dict[str, Any], words: str
) -> None:
    make_organization("Déjà là", locality=make_locality())
    response = client.post(
        reverse("organization_create"), organization_data(acronym="GARDÉ") | change
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert words in text.replace("&#x27;", "’")
    assert "<title>Erreur" in text
    assert "acronym" in change or "GARDÉ" in text
    assert Organization.objects.count() == 1


def test_an_organization_is_changed_over_the_version_that_was_read(client: Client) -> None:
    organization = make_organization("Avant")
    FormerName.objects.create(
        organization=organization, name="Moulin", held=Period.from_edtf("../2014-04")
    )
    url = reverse("organization_edit", args=[organization.pk])
    page = client.get(url).content.decode()
    assert 'value="jusqu’en avril 2014"' in page
    data = {
        "version": 1,
        "name": "Après",
        "category": organization.category_id,
        **names_data({"name": "Moulin", "held": "jusqu’en avril 2014", "DELETE": "on"}, initial=1),
    }
    assert client.post(url, data).status_code == 302
    organization.refresh_from_db()
    assert (organization.name, organization.version) == ("Après", 2)
    assert not organization.former_names.exists()


def test_a_newer_version_is_told_and_what_was_typed_is_kept(client: Client) -> None:
    organization = make_organization("Avant")
    url = reverse("organization_edit", args=[organization.pk])
    data = {"version": 1, "category": organization.category_id, **names_data()}
    client.post(url, data | {"name": "Le premier"})
    response = client.post(url, data | {"name": "Le second"})
    text = response.content.decode()
    assert "Cette fiche a été modifiée entre-temps." in text
    assert 'value="Le second"' in text
    organization.refresh_from_db()
    assert organization.name == "Le premier"
    again = {"version": response.context["form"]["version"].value(), "name": "Le second"}
    assert client.post(url, data | again).status_code == 302
    organization.refresh_from_db()
    assert (organization.name, organization.version) == ("Le second", 3)


def test_a_representative_corrects_their_own_contact(partner: User) -> None:
    organization = partner.person.mandates.get().membership.organization
    make_contact(organization, note="Note")
    url = reverse("organization_contact", args=[organization.pk])
    data = {"version": 1, "public_phone": "819 555-0100", "phone": "819 555-0101", "note": "Non"}
    assert client_of(partner).post(url, data).status_code == 302
    contact = OrganizationContact.objects.get()
    organization.refresh_from_db()
    assert (organization.public_phone, contact.phone, contact.note) == (
        "819 555-0100",
        "819 555-0101",
        "Note",
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "pas une adresse", "https://" + "a" * 300]
)
def test_a_site_is_an_address_of_the_web(client: Client, address: str) -> None:
    organization = make_organization()
    url = reverse("organization_contact", args=[organization.pk])
    response = client.post(url, {"version": 1, "website": address})
    assert list(response.context["form"].errors) == ["website"]


def test_visibility_is_an_act_of_its_own(client: Client, membership: Membership) -> None:
    organization = membership.organization
    for name, pk in (("organization", organization.pk), ("membership", membership.pk)):
        url = reverse(f"{name}_visibility", args=[pk])
        response = client.post(url, {"version": 1, "visibility": "public"}, follow=True)
        assert messages_of(response) == ["La visibilité est maintenant\xa0: public."]
    organization.refresh_from_db()
    membership.refresh_from_db()
    assert (organization.visibility, membership.visibility) == (PUBLIC, PUBLIC)


def test_an_invitation_goes_from_the_list_to_the_member(client: Client) -> None:
    committee, organization = make_committee(), make_organization()
    data = {
        "submission": uuid4(),
        "committee": committee.pk,
        "organization": organization.pk,
        "role": "regular",
        "votes": "on",
        "invitation": "to_invite",
    }
    client.post(reverse("membership_create"), data)
    membership = Membership.objects.get()
    url = reverse("membership_invitation", args=[membership.pk])
    steps = [("invited", ""), ("reminded", ""), ("accepted", "2026-02-01")]
    for version, (step, started_on) in enumerate(steps, start=1):
        step_data = {"version": version, "invitation": step, "started_on": started_on}
        assert client.post(url, step_data).status_code == 302
    membership.refresh_from_db()
    assert (membership.invitation, membership.started_on) == ("accepted", date(2026, 2, 1))


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"invitation": "to_invite"}, "invitation"),
        ({"invitation": "nonsense"}, "invitation"),
        ({"invitation": "declined", "started_on": "2026-01-01"}, "started_on"),
        ({"invitation": "accepted", "started_on": "0000-01-01"}, "started_on"),
        ({"invitation": "accepted", "started_on": "1899-12-31"}, "started_on"),
        ({"invitation": "accepted", "started_on": "10000-01-01"}, "started_on"),
        ({"invitation": "accepted", "started_on": "2014-02-30"}, "started_on"),
    ],
)
def test_a_step_out_of_order_is_refused(
    client: Client, committee: Committee, data: dict[str, str], field: str
) -> None:
    membership = make_membership(committee, invitation="invited")
    url = reverse("membership_invitation", args=[membership.pk])
    response = client.post(url, {"version": 1} | data)
    assert list(response.context["form"].errors) == [field]


def test_acceptance_without_a_day_is_of_today(client: Client, committee: Committee) -> None:
    membership = make_membership(committee, invitation="invited")
    url = reverse("membership_invitation", args=[membership.pk])
    with time_machine.travel("2026-03-04 12:00 -0500"):
        client.post(url, {"version": 1, "invitation": "accepted"})
    membership.refresh_from_db()
    assert membership.started_on == date(2026, 3, 4)


def test_a_second_membership_at_once_is_refused_in_words(
    client: Client, membership: Membership
) -> None:
    data = {
        "submission": uuid4(),
        "committee": membership.committee_id,
        "organization": membership.organization_id,
        "role": "regular",
        "invitation": "accepted",
        "started_on": "2020-01-01",
    }
    response = client.post(reverse("membership_create"), data)
    assert response.context["form"].non_field_errors() == [
        "Cet organisme est déjà membre de l’instance pendant une partie de cette période."
    ]


def test_a_membership_ends_and_stays_told(client: Client, membership: Membership) -> None:
    make_mandate(membership)
    url = reverse("membership_end", args=[membership.pk])
    early = client.post(url, {"version": 1, "ended_on": "2013-12-31"})
    assert early.context["form"].errors == {"ended_on": ["La fin précède le début."]}
    response = client.post(url, {"version": 1, "ended_on": "2015-06-30"}, follow=True)
    assert messages_of(response) == ["L’adhésion a pris fin; rien n’est effacé."]
    text = response.content.decode()
    assert text.count("au 30\xa0juin\xa02015") == 2


def test_a_mandate_is_given_corrected_and_followed_by_another(
    client: Client, membership: Membership
) -> None:
    first, second = make_person("Roy"), make_person("Émond")
    data = {
        "submission": uuid4(),
        "person": first.pk,
        "office": "chair",
        "started_on": "2014-05-01",
    }
    client.post(reverse("mandate_create", args=[membership.pk]), data)
    mandate = Representative.objects.get()
    edit = {"version": 1, "office": "vice_chair", "started_on": "2014-05-02"}
    client.post(reverse("mandate_edit", args=[mandate.pk]), edit)
    end = {"version": 2, "ended_on": "2016-06-30", "successor": second.pk}
    response = client.post(reverse("mandate_end", args=[mandate.pk]), end, follow=True)
    assert messages_of(response) == [
        "Le mandat est inscrit.",
        "Le mandat est modifié.",
        "Le mandat a pris fin; rien n’est effacé. Camille Émond siège dès le lendemain.",
    ]
    told = Representative.objects.order_by("pk").values_list("office", "started_on", "ended_on")
    assert list(told) == [
        ("vice_chair", date(2014, 5, 2), date(2016, 6, 30)),
        ("vice_chair", date(2016, 7, 1), None),
    ]


def test_the_same_mandate_twice_is_refused_in_words(client: Client, membership: Membership) -> None:
    mandate = make_mandate(membership)
    data = {"submission": uuid4(), "person": mandate.person_id, "office": "delegate"}
    response = client.post(reverse("mandate_create", args=[membership.pk]), data)
    assert response.context["form"].non_field_errors() == [
        "Cette personne siège déjà pour cet organisme pendant une partie de cette période."
    ]


def test_a_person_is_added_and_corrected(client: Client) -> None:
    data = {"submission": uuid4(), "first_name": "Anne", "last_name": "Roy", "phone": "819"}
    client.post(reverse("person_create"), data)
    person = Person.objects.get()
    url = reverse("person_edit", args=[person.pk])
    assert client.get(url).context["form"].initial["phone"] == "819"
    change = {"version": 1, "civility": "mme", "first_name": "Anne", "last_name": "Roy-Côté"}
    client.post(url, change)
    person.refresh_from_db()
    assert (person.formal_name, person.contact.phone) == ("Mme Roy-Côté", "")


def committee_data(**fields: Any) -> dict[str, Any]:
    return {
        "submission": uuid4(),
        "name": "Table",
        "acronym": "TABLE",
        "kind": "table",
        "quorum_rule": "none",
        "minutes_word": "minutes",
        "adoption_word": "adopted",
        "projet_readers": "partners",
    } | fields


def test_the_administration_makes_and_changes_a_committee(administration: User) -> None:
    client = client_of(administration)
    client.post(reverse("committee_create"), committee_data())
    committee = Committee.objects.get()
    change = committee_data(version=1, quorum_rule="share", quorum_value=50)
    client.post(reverse("committee_edit", args=[committee.pk]), change)
    committee.refresh_from_db()
    assert (committee.quorum_rule, committee.quorum_value) == ("share", 50)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"acronym": "minuscules"}, "acronym"),
        ({"acronym": "DÉJÀ LÀ"}, "acronym"),
        ({"acronym": "LUI"}, "acronym"),
        ({"name": "Lui"}, "name"),
        ({"quorum_rule": "number"}, "__all__"),
        ({"quorum_rule": "none", "quorum_value": 3}, "__all__"),
        ({"quorum_rule": "share", "quorum_value": 101}, "__all__"),
        ({"quorum_rule": "number", "quorum_value": -1}, "quorum_value"),
        ({"quorum_rule": "number", "quorum_value": 99999}, "quorum_value"),
        ({"parent": "1"}, "parent"),
        ({"mandate": "a" * 4001}, "mandate"),
    ],
)
def test_a_refused_committee_is_not_stored(
    administration: User, change: dict[str, Any], field: str
) -> None:
    make_committee("Lui", acronym="LUI", kind="committee")
    response = client_of(administration).post(reverse("committee_create"), committee_data(**change))
    assert list(response.context["form"].errors) == [field]
    assert Committee.objects.count() == 1


def test_who_sat_on_a_day_is_told_under_the_name_of_the_day(client: Client) -> None:
    committee = make_committee("La table")
    ministry = make_organization("MIFI")
    FormerName.objects.create(organization=ministry, name="MIDI", held=Period.from_edtf("../2019"))
    member = make_membership(committee, ministry, ended_on=date(2020, 1, 1))
    make_mandate(member, make_person("Titulaire"), ended_on=date(2014, 5, 29))
    make_mandate(member, make_person("Suivante"), started_on=date(2014, 5, 30))
    url = committee.get_absolute_url()

    def told(day: str) -> list[bool]:
        text = client.get(url, {"date": day}).content.decode()
        return [word in text for word in ("MIDI", "MIFI", "Titulaire", "Suivante")]

    assert told("2014-05-29") == [True, False, True, False]
    assert told("2014-05-30") == [True, False, False, True]
    assert told("2020-01-01") == [False, True, False, True]
    assert told("2020-01-02") == [False, False, False, False]
    assert told("2013-12-31") == [False, False, False, False]


@pytest.mark.parametrize("day", ["0000-01-01", "10000-01-01", "hier", "\x00", "9" * 50])
def test_a_day_that_is_none_shows_today_and_says_so(client: Client, day: str) -> None:
    committee = make_committee()
    response = client.get(committee.get_absolute_url(), {"date": day})
    assert response.status_code == 200
    assert response.context["when_form"].errors


def groups(client: Client, query: str = "") -> list[tuple[str, list[str]]]:
    page = client.get(f"{reverse('organization_list')}{query}").context["page"]
    found: dict[str, list[str]] = {}
    for organization in page:
        found.setdefault(organization.group, []).append(organization.name)
    return list(found.items())


@pytest.fixture
def territory(db: None) -> Committee:
    """A table with members, others to invite, one that left, and a second committee."""
    table = make_committee("Table")
    make_membership(table, make_organization("Zone"), role="lead")
    make_membership(table, make_organization("École", category=make_category("École")))
    make_membership(table, make_organization("Épicerie", locality=make_locality("Matagami")))
    for name, category, invitation in (
        ("Chambre", "Chambre de commerce", "to_invite"),
        ("Migrants", "Acteur en migration", "invited"),
        ("Refus", "Employeur", "declined"),
    ):
        organization = make_organization(name, category=make_category(category))
        make_membership(table, organization, invitation=invitation)
    make_membership(table, make_organization("Partie"), ended_on=date(2015, 1, 1))
    make_membership(
        make_committee("Comité", kind="committee"), make_organization("Ailleurs"), role="observer"
    )
    make_organization("Cachée", visibility=COORDINATION)
    return table


def test_the_list_groups_members_by_role_and_others_after(
    client: Client, territory: Committee
) -> None:
    assert groups(client) == [
        ("Organisme responsable", ["Zone"]),
        ("Membres réguliers", ["École", "Épicerie"]),
        ("Observateurs", ["Ailleurs"]),
        ("Organismes à inviter", ["Migrants", "Chambre"]),
        ("Autres organismes", ["Cachée", "Partie", "Refus"]),
    ]


def test_the_list_is_filtered_by_each_word_of_the_address(
    client: Client, territory: Committee
) -> None:
    assert groups(client, f"?instance={territory.pk}&q=epicerie") == [
        ("Membres réguliers", ["Épicerie"])
    ]
    category = make_category("Chambre de commerce").pk
    assert groups(client, f"?categorie={category}") == [("Organismes à inviter", ["Chambre"])]
    locality = make_locality("Matagami").pk
    assert groups(client, f"?localite={locality}") == [("Membres réguliers", ["Épicerie"])]
    assert groups(client, "?q=rien+de+tel") == []
    everything = groups(client)
    for nonsense in ("?categorie=abc", "?instance=999999999999999999999", "?page=0", "?q=%00"):
        assert groups(client, nonsense) == everything


@pytest.mark.parametrize(
    ("name", "title"),
    [("organization_list", "Aucun organisme"), ("person_list", "Personne")],
)
def test_an_empty_list_blames_filters_only_where_there_are_some(
    coordination: User, name: str, title: str
) -> None:
    Organization.objects.all().delete()
    client = client_of(coordination)

    def said(query: str) -> tuple[bool, bool]:
        text = client.get(reverse(name) + query).content.decode()
        return f"{title} pour l’instant" in text, "Tout afficher" in text

    assert [said(query) for query in ("", "?page=2", "?autre=1", "?q=rien")] == [
        (True, False),
        (True, False),
        (True, False),
        (False, True),
    ]
