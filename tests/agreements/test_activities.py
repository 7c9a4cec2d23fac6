"""Activities over HTTP: entered from home, read, corrected, shown to whom, taken back."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.models import Activity, Agreement
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility
from members.models import Committee, User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    PDF_BYTES,
    make_activity,
    make_agreement,
    make_document,
    make_objective,
)
from tests.agreements.pages import filled, form_of, part_of, text_of
from tests.members.factories import make_organization

CREATE = "/ententes/activites/ajouter/"


@pytest.fixture
def client(coordination: User) -> Client:
    return client_of(coordination)


@pytest.fixture
def agreement(committee: Committee) -> Agreement:
    return make_agreement("Mobilisation", committee=committee)


def typed(client: Client, address: str = CREATE, **changes: Any) -> dict[str, Any]:
    return filled(client.get(address), "period", **changes)


def activity_data(client: Client, agreement: Agreement, **changes: Any) -> dict[str, Any]:
    changes = {
        "title": "Présentations",
        "kind": "presentation",
        "period": "22 mai et 9 octobre 2014",
        "agreement": agreement.pk,
    } | changes
    return typed(client, **changes)


def test_an_activity_is_entered_for_the_partners(client: Client, agreement: Agreement) -> None:
    objective, organization = make_objective(agreement), make_organization()
    data = activity_data(
        client,
        agreement,
        place="Montréal",
        people_reached="120",
        objectives=[objective.pk],
        organizations=[organization.pk],
    )
    response = client.post(CREATE, data, follow=True)
    activity = Activity.objects.get()
    assert response.redirect_chain == [(activity.get_absolute_url(), 302)]
    assert "L’activité est inscrite, pour les partenaires." in text_of(response)
    assert (activity.period.text, activity.visibility, activity.people_reached) == (
        "22 mai et 9 octobre 2014",
        "partners",
        120,
    )
    assert (activity.objectives.get(), activity.organizations.get()) == (objective, organization)


def test_an_activity_sent_twice_is_entered_once(client: Client, agreement: Agreement) -> None:
    data = activity_data(client, agreement)
    addresses = [client.post(CREATE, data)["Location"] for _ in range(2)]
    assert addresses == [Activity.objects.get().get_absolute_url()] * 2


def test_a_first_document_may_come_with_it(client: Client, agreement: Agreement) -> None:
    data = activity_data(client, agreement, visibility="public")
    data["file"] = SimpleUploadedFile("Affiche de l’atelier.pdf", PDF_BYTES)
    client.post(CREATE, data)
    document = Activity.objects.get().attachments.get().document
    assert (document.title, document.visibility) == ("Affiche de l’atelier", "public")


def test_the_agreement_of_the_address_is_chosen_with_its_objectives(
    client: Client, agreement: Agreement
) -> None:
    objective = make_objective(agreement)
    make_objective(make_agreement())
    form = form_of(client.get(CREATE, {"entente": agreement.pk}), "period")
    assert form.fields["agreement"].values == [str(agreement.pk)]
    assert form.fields["objectives"].offered == [str(objective.pk)]
    assert "objectives" not in form_of(client.get(CREATE), "period").fields


@pytest.mark.parametrize("asked", ["", "x", "\x00", "-1", "99999999999999999999"])
def test_an_unknown_agreement_in_the_address_chooses_none(client: Client, asked: str) -> None:
    form = form_of(client.get(CREATE, {"entente": asked}), "period")
    assert "objectives" not in form.fields


def test_choosing_an_agreement_shows_its_objectives_and_keeps_what_is_typed(
    client: Client, agreement: Agreement
) -> None:
    objective = make_objective(agreement)
    data = typed(client, title="Tapé", agreement=agreement.pk, choose="1")
    response = client.post(CREATE, data)
    form = form_of(response, "period")
    assert form.fields["objectives"].offered == [str(objective.pk)]
    assert form.fields["title"].values == ["Tapé"]
    assert 'class="error-summary"' not in response.content.decode()
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Titre : Ce champ est obligatoire."),
        ({"title": "\x00"}, "Titre : Le caractère nul n’est pas autorisé."),
        ({"description": "x" * 1_000_000}, "Description : Assurez-vous"),
        ({"kind": ""}, "Type d’activité : Ce champ est obligatoire."),
        ({"period": ""}, "Quand : Ce champ est obligatoire."),
        ({"period": "mars 2015 à janvier 2014"}, "Quand : La fin précède le début"),
        ({"period": "30 février 2014"}, "Quand : Le 30 février 2014 n’existe pas."),
        ({"period": "1er mai 10000"}, "Quand : "),
        ({"period": "0000-01-01"}, "Quand : "),
        ({"agreement": ""}, "Entente : Choisissez une entente, ou à défaut une instance."),
        ({"agreement": "0"}, "Entente : Sélectionnez un choix valide."),
        ({"objectives": ["0"]}, "Objectifs : Sélectionnez un choix valide"),
        ({"organizations": ["x"]}, "Organismes : "),
        ({"people_reached": "-1"}, "Personnes rejointes : Assurez-vous"),
        ({"people_reached": "99999999999"}, "Personnes rejointes : Assurez-vous"),
        ({"visibility": "everybody"}, "Qui peut lire : Ce choix n’est pas offert ici"),
    ],
)
def test_a_rejected_activity_comes_back_as_it_was_typed(
    changes: dict[str, Any], message: str, client: Client, agreement: Agreement
) -> None:
    response = client.post(CREATE, activity_data(client, agreement, place="Tapé") | changes)
    assert "<title>Erreur\xa0: Inscrire une activité" in response.content.decode()
    assert message in part_of(response, 'class="error-summary"', "</div>").replace("'", "’")
    assert filled(response, "period")["place"] == ["Tapé"]
    assert not Activity.objects.exists()


def test_an_objective_of_another_agreement_is_no_choice(
    client: Client, agreement: Agreement
) -> None:
    elsewhere = make_objective(make_agreement())
    data = activity_data(client, agreement, objectives=[elsewhere.pk])
    assert 'class="error-summary"' in client.post(CREATE, data).content.decode()
    assert not Activity.objects.exists()


def test_a_refused_file_leaves_no_activity(client: Client, agreement: Agreement) -> None:
    data = activity_data(client, agreement)
    data["file"] = SimpleUploadedFile("programme.exe", b"MZ\x00")
    response = client.post(CREATE, data)
    assert "Fichier : Ce type de fichier n’est pas accepté." in text_of(response)
    assert not Activity.objects.exists()
    assert not Document.objects.exists()


def test_an_activity_of_a_committee_needs_no_agreement(
    client: Client, committee: Committee
) -> None:
    data = typed(client, title="Veille", kind="other", period="2014", committee=committee.pk)
    client.post(CREATE, data)
    assert Activity.objects.get().committee == committee


def read(activity: Activity, user: User | None = None) -> Any:
    return client_of(user).get(activity.get_absolute_url())


def test_the_page_of_an_activity_tells_it(agreement: Agreement) -> None:
    Agreement.objects.update(visibility="public")
    objective = make_objective(agreement, position=3, text="informer", status="met")
    activity = make_activity(
        agreement,
        title="Formation « Immigration 101 »",
        description="Une journée.",
        place="Chibougamau",
        people_reached=1200,
        visibility="public",
    )
    activity.objectives.add(objective)
    activity.organizations.add(make_organization("Centre de formation", visibility="public"))
    page = read(activity)
    assert part_of(page, '<div class="page-head">', "</div>") == (
        "Formation « Immigration 101 » Formation · 23 avril 2014"
    )
    assert part_of(page, '<div class="cols cols-aside">', "<aside") == (
        "Une journée. Objectifs servis 3. Informer Atteint Organismes Centre de formation"
    )
    assert part_of(page, "<aside", "</dl>").partition("> ")[2] == (
        "Fiche Type Formation Quand 23 avril 2014 Lieu Chibougamau Personnes rejointes 1 200 "
        "Entente Mobilisation"
    )


def test_what_an_activity_is_tied_to_shows_as_far_as_one_may_see_it(
    agreement: Agreement, committee: Committee, outsider: User, partner: User
) -> None:
    objective = make_objective(agreement, text="objectif réservé")
    activity = make_activity(agreement, committee=committee, visibility="public")
    activity.objectives.add(objective)
    activity.organizations.add(make_organization("Organisme réservé"))
    make_document(activity, title="Document réservé")
    hidden = ["Mobilisation", committee.name, "réservé"]
    for user in (None, outsider):
        page = text_of(read(activity, user))
        assert [word for word in hidden if word in page] == []
    page = text_of(read(activity, partner))
    assert [word for word in ("Mobilisation", committee.name, "Objectif réservé") if word in page]
    assert "Document réservé" in page


def test_an_activity_is_corrected(client: Client, agreement: Agreement) -> None:
    before, after = make_objective(agreement), make_objective(agreement)
    activity = make_activity(agreement)
    activity.objectives.add(before)
    address = reverse("activity_edit", args=[activity.pk])
    data = typed(client, address, title="Autre titre", objectives=[after.pk])
    response = client.post(address, data)
    activity.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, activity.get_absolute_url())
    assert (activity.title, activity.version, activity.objectives.get()) == (
        "Autre titre",
        2,
        after,
    )


@pytest.mark.parametrize(
    ("name", "field", "changes"),
    [
        ("activity_edit", "period", {"title": "Autre titre"}),
        ("activity_visibility", "visibility", {"visibility": "public"}),
    ],
)
def test_a_correction_sent_twice_is_made_once(
    name: str, field: str, changes: dict[str, str], client: Client, agreement: Agreement
) -> None:
    activity = make_activity(agreement)
    address = reverse(name, args=[activity.pk])
    data = filled(client.get(address), field, **changes)
    answers = [client.post(address, data) for _ in range(2)]
    assert [(page.status_code, page.get("Location")) for page in answers] == [
        (302, activity.get_absolute_url())
    ] * 2
    activity.refresh_from_db()
    assert activity.version == 2


def test_a_correction_over_a_newer_version_is_refused_once(
    client: Client, agreement: Agreement
) -> None:
    activity = make_activity(agreement, title="Titre")
    address = reverse("activity_edit", args=[activity.pk])
    data = typed(client, address, title="Autre titre")
    Activity.objects.update(version=4)
    response = client.post(address, data)
    assert "a été modifiée entre-temps" in text_of(response)
    assert "Modifier · Titre" in response.content.decode()
    again = filled(response, "period")
    assert (again["title"], again["version"]) == (["Autre titre"], ["4"])
    assert client.post(address, again).status_code == 302


def test_choosing_another_agreement_while_correcting_stores_nothing(
    client: Client, agreement: Agreement
) -> None:
    other = make_agreement()
    objective = make_objective(other)
    activity = make_activity(agreement)
    address = reverse("activity_edit", args=[activity.pk])
    data = typed(client, address, agreement=other.pk, choose="1")
    form = form_of(client.post(address, data), "period")
    assert form.fields["objectives"].offered == [str(objective.pk)]
    activity.refresh_from_db()
    assert activity.agreement == agreement


def test_visibility_of_an_activity_is_an_explicit_act(client: Client, agreement: Agreement) -> None:
    activity = make_activity(agreement)
    address = reverse("activity_visibility", args=[activity.pk])
    data = filled(client.get(address), "visibility", visibility="public")
    response = client.post(address, data, follow=True)
    activity.refresh_from_db()
    assert activity.visibility == "public"
    assert "L’activité est publique : tout le monde peut la lire." in text_of(response)


def test_a_document_is_attached_to_an_activity_and_detached(
    client: Client, agreement: Agreement
) -> None:
    activity = make_activity(agreement)
    address = reverse("activity_attach", args=[activity.pk])
    data = filled(client.get(address), "title", title="Photos")
    for _ in range(2):
        data["file"] = SimpleUploadedFile("photos.pdf", PDF_BYTES)
        client.post(address, data)
    document = activity.attachments.get().document
    assert (document.title, document.visibility) == ("Photos", "partners")
    client.post(reverse("activity_detach", args=[activity.pk, document.pk]))
    assert not activity.attachments.exists()


def test_a_document_without_a_file_is_refused(client: Client, agreement: Agreement) -> None:
    address = reverse("activity_attach", args=[make_activity(agreement).pk])
    response = client.post(address, filled(client.get(address), "title", title="Photos"))
    assert "Fichier : Ce champ est obligatoire." in text_of(response)
    assert filled(response, "title")["title"] == ["Photos"]


def entered_by(client: Client, agreement: Agreement, **changes: Any) -> Activity:
    client.post(CREATE, activity_data(client, agreement, **changes))
    return Activity.objects.get()


def test_its_author_takes_back_what_was_entered_by_mistake(
    client: Client, agreement: Agreement
) -> None:
    activity = entered_by(client, agreement)
    address = reverse("activity_edit", args=[activity.pk])
    client.post(address, typed(client, address, title="Corrigée par la même"))
    assert "Retirer l’activité" in text_of(client.get(activity.get_absolute_url()))
    response = client.post(reverse("activity_delete", args=[activity.pk]), follow=True)
    assert response.redirect_chain == [(agreement.get_absolute_url(), 302)]
    assert "L’activité « Corrigée par la même » est retirée." in text_of(response)
    assert not Activity.objects.exists()


def test_what_others_have_seen_or_changed_is_not_taken_back(
    client: Client, agreement: Agreement, administration: User
) -> None:
    activity = entered_by(client, agreement)
    delete = reverse("activity_delete", args=[activity.pk])
    other = client_of(administration)
    assert other.post(delete).status_code == 403
    assert "Retirer l’activité" not in text_of(other.get(activity.get_absolute_url()))
    make_public = reverse("activity_visibility", args=[activity.pk])
    public = filled(client.get(make_public), "visibility", visibility=Visibility.PUBLIC)
    client.post(make_public, public)
    assert client.post(delete).status_code == 403
    back = filled(other.get(make_public), "visibility", visibility=Visibility.PARTNERS)
    other.post(make_public, back)
    assert client.post(delete).status_code == 403
    assert Activity.objects.exists()


def test_a_document_of_somebody_else_keeps_an_activity(
    client: Client, agreement: Agreement, administration: User
) -> None:
    activity = entered_by(client, agreement)
    other = client_of(administration)
    attach = reverse("activity_attach", args=[activity.pk])
    data = filled(other.get(attach), "title")
    data["file"] = SimpleUploadedFile("photos.pdf", PDF_BYTES)
    other.post(attach, data)
    assert client.post(reverse("activity_delete", args=[activity.pk])).status_code == 403
