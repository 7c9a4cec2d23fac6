"""The page of sections: each saved by itself, each coming back as it was typed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    PDF_BYTES,
    make_agreement,
    make_contribution,
    make_document,
    make_milestone,
    make_objective,
    make_party,
    make_status_change,
    period,
)
from tests.agreements.pages import filled, part_of, text_of
from tests.forms_in_pages import forms_of
from tests.members.factories import make_organization, make_person

KEY_FIELDS = {
    "fiche": "fiche-title",
    "etat": "etat-status",
    "parties": "parties-version",
    "objectifs": "objectifs-version",
    "jalons": "jalons-version",
    "documents": "documents-title",
}


@pytest.fixture
def agreement() -> Agreement:
    return make_agreement("Mobilisation", status="signed")


@pytest.fixture
def client(administration: User) -> Client:
    return client_of(administration)


def page_of(client: Client, agreement: Agreement) -> HttpResponse:
    return client.get(reverse("agreement_edit", args=[agreement.pk]))


def typed(client: Client, agreement: Agreement, slug: str, **changes: Any) -> dict[str, Any]:
    changes = {f"{slug}-{name}": value for name, value in changes.items()}
    return filled(page_of(client, agreement), KEY_FIELDS[slug], **changes)


def send(client: Client, agreement: Agreement, slug: str, data: dict[str, Any]) -> HttpResponse:
    return client.post(reverse("agreement_section", args=[agreement.pk, slug]), data)


def section(response: HttpResponse, slug: str) -> str:
    return part_of(response, f'<section class="section" id="{slug}"')


def saved(response: HttpResponse, agreement: Agreement, slug: str) -> bool:
    address = f"{reverse('agreement_edit', args=[agreement.pk])}#{slug}"
    return (response.status_code, response.get("Location")) == (302, address)


def rejected(response: HttpResponse, slug: str) -> bool:
    """Only the section that was sent shows errors, and the title says so."""
    html = response.content.decode()
    return (
        response.status_code == 200
        and "<title>Erreur\xa0: " in html
        and html.count('class="error-summary"') == 1
        and "à corriger" in section(response, slug)
    )


def test_the_administration_sees_every_section(client: Client, agreement: Agreement) -> None:
    page = page_of(client, agreement)
    assert [part["section"].slug for part in page.context["sections"]] == list(KEY_FIELDS)
    assert "<title>Modifier · Mobilisation · Portail</title>" in page.content.decode()


def test_the_coordination_sees_what_it_may_edit(coordination: User, agreement: Agreement) -> None:
    page = page_of(client_of(coordination), agreement)
    assert [part["section"].slug for part in page.context["sections"]] == [
        "objectifs",
        "jalons",
        "documents",
    ]


def test_no_two_fields_of_the_page_share_a_name_or_an_id(
    client: Client, agreement: Agreement
) -> None:
    make_objective(agreement)
    make_document(agreement)
    html = page_of(client, agreement).content.decode()
    ids = [piece.partition('"')[0] for piece in html.split(' id="')[1:]]
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_the_fiche_is_saved_and_says_so_where_it_stands(
    client: Client, agreement: Agreement
) -> None:
    earlier, person = make_agreement("D’avant"), make_person()
    response = send(
        client,
        agreement,
        "fiche",
        typed(
            client,
            agreement,
            "fiche",
            title="Autre titre",
            number="2013-7",
            signed="octobre 2013",
            in_force="depuis octobre 2013",
            person_in_charge=person.pk,
            earlier=earlier.pk,
            earlier_link="succeeds",
            purpose="But",
        ),
    )
    assert saved(response, agreement, "fiche")
    agreement.refresh_from_db()
    assert (agreement.title, agreement.number, agreement.version) == ("Autre titre", "2013-7", 2)
    assert (agreement.signed.text, agreement.in_force.text) == (
        "octobre 2013",
        "depuis octobre 2013",
    )
    assert (agreement.person_in_charge, agreement.earlier) == (person, earlier)
    page = page_of(client, agreement)
    assert "La fiche est enregistrée." in section(page, "fiche")
    assert text_of(page).count("La fiche est enregistrée.") == 1
    assert "La fiche est enregistrée." not in text_of(page_of(client, agreement))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Titre : Ce champ est obligatoire."),
        ("title", "x" * 1_000_000, "Titre : Assurez-vous que cette valeur comporte au plus 200"),
        ("title", "a\x07b", "Titre : Ce texte contient des caractères qui ne s’écrivent pas."),
        ("title", "a\x00b", "Titre : Le caractère nul n’est pas autorisé."),
        ("purpose", "x" * 1_000_000, "But : Assurez-vous que cette valeur comporte au plus 8000"),
        ("kind", "invented", "Type d’entente : Sélectionnez un choix valide."),
        ("signed", "l’an prochain", "Signée : "),
        ("signed", "année 0", "Signée : "),
        ("signed", "10000", "Signée : "),
        ("signed", "octobre 2199", "Signée : Cette date est à venir."),
        ("signed", "depuis 2013", "Signée : Indiquez aussi la fin de la période."),
        ("signed", "22 mai et 9 octobre 2014", "Signée : Indiquez une seule période"),
        ("in_force", "mars 2015 à janvier 2014", "Période visée : La fin précède le début"),
        ("committee", "999999999999999999999", "Instance qui y travaille : Sélectionnez"),
        ("earlier_link", "succeeds", "Entente antérieure : Choisissez l’entente antérieure"),
        ("version", "", "Version : Ce champ est obligatoire."),
        ("submission", "x", "Submission : Saisissez un UUID valide."),
    ],
)
def test_a_rejected_fiche_comes_back_as_it_was_typed(
    field: str, value: str, message: str, client: Client, agreement: Agreement
) -> None:
    data = typed(client, agreement, "fiche", number="Numéro tapé", **{field: value})
    response = send(client, agreement, "fiche", data)
    assert rejected(response, "fiche")
    assert message in section(response, "fiche").replace("'", "’")
    if field not in {"version", "submission"}:
        assert filled(response, "fiche-title")["fiche-number"] == ["Numéro tapé"]
    agreement.refresh_from_db()
    assert (agreement.title, agreement.version) == ("Mobilisation", 1)
    assert "Modifier l’entente Mobilisation." in text_of(response)


def test_an_agreement_cannot_come_after_one_that_follows_it(
    client: Client, agreement: Agreement
) -> None:
    later = make_agreement(earlier=agreement, earlier_link="succeeds")
    response = send(
        client,
        agreement,
        "fiche",
        typed(client, agreement, "fiche", earlier=later.pk, earlier_link="succeeds"),
    )
    assert rejected(response, "fiche")
    assert "Entente antérieure : Cette entente vient elle-même après" in section(response, "fiche")


def test_an_earlier_agreement_goes_with_its_link(client: Client, agreement: Agreement) -> None:
    other = make_agreement()
    data = typed(client, agreement, "fiche", earlier=other.pk)
    response = send(client, agreement, "fiche", data)
    assert "Lien avec l’entente antérieure : Dites quel lien" in section(response, "fiche")


@pytest.mark.parametrize("slug", ["fiche", "etat", "parties", "objectifs", "jalons"])
def test_a_save_over_a_newer_version_is_refused_once(
    slug: str, client: Client, agreement: Agreement
) -> None:
    changes = {"etat": {"status": "in_force", "effective": "2014", "reason": "Motif"}}
    data = typed(client, agreement, slug, **changes.get(slug, {}))
    Agreement.objects.update(version=5)
    response = send(client, agreement, slug, data)
    assert rejected(response, slug)
    assert "a été modifiée entre-temps" in section(response, slug)
    agreement.refresh_from_db()
    assert (agreement.version, agreement.status) == (5, "signed")
    again = filled(response, KEY_FIELDS[slug])
    assert saved(send(client, agreement, slug, again), agreement, slug)


@pytest.mark.parametrize("slug", ["fiche", "etat", "parties", "objectifs", "jalons", "documents"])
def test_a_section_sent_twice_is_saved_once(
    slug: str, client: Client, agreement: Agreement
) -> None:
    changes: dict[str, Any] = {
        "etat": {"status": "in_force", "effective": "2014", "reason": "Motif"},
        "documents": {"title": "Entente signée"},
    }
    data = typed(client, agreement, slug, **changes.get(slug, {}))
    for _ in range(2):
        if slug == "documents":
            data["documents-file"] = SimpleUploadedFile("entente.pdf", PDF_BYTES)
        assert saved(send(client, agreement, slug, data), agreement, slug)
    agreement.refresh_from_db()
    assert agreement.version == (1 if slug == "documents" else 2)
    assert agreement.attachments.count() == (slug == "documents")
    assert agreement.status_changes.count() == (slug == "etat")
    assert "Ce formulaire avait déjà été reçu" in text_of(page_of(client, agreement))


def test_a_status_is_chosen_among_the_allowed_ones(client: Client, agreement: Agreement) -> None:
    (form,) = [
        form
        for form in forms_of(page_of(client, agreement).content.decode())
        if "etat-status" in form.fields
    ]
    assert form.fields["etat-status"].offered == ["", "in_force", "terminated", "replaced"]
    data = typed(
        client, agreement, "etat", status="in_force", effective="octobre 2013", reason="Signée."
    )
    assert saved(send(client, agreement, "etat", data), agreement, "etat")
    agreement.refresh_from_db()
    assert agreement.status == "in_force"
    page = section(page_of(client, agreement), "etat")
    assert "Le nouvel état est inscrit" in page
    assert "En vigueur Octobre 2013" in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"status": ""}, "Nouvel état : Ce champ est obligatoire."),
        ({"status": "completed"}, "Nouvel état : De « Signée », une entente ne passe pas à"),
        ({"status": "invented"}, "Nouvel état : Sélectionnez un choix valide."),
        ({"effective": ""}, "Prend effet : Ce champ est obligatoire."),
        ({"effective": "2199"}, "Prend effet : Cette date est à venir"),
        ({"effective": "septembre 2013"}, "Prend effet : L’état « Signée » a pris effet après"),
        ({"reason": " "}, "Motif : Ce champ est obligatoire."),
    ],
)
def test_a_status_without_what_it_asks_is_refused(
    changes: dict[str, str], message: str, client: Client, agreement: Agreement
) -> None:
    make_status_change(agreement, "signed", effective=period("2013-10"))
    sent = {"status": "in_force", "effective": "2014", "reason": "Mon motif"} | changes
    response = send(client, agreement, "etat", typed(client, agreement, "etat", **sent))
    assert rejected(response, "etat")
    assert message in section(response, "etat")
    agreement.refresh_from_db()
    assert (agreement.status, agreement.status_changes.count()) == ("signed", 1)


def test_an_ended_agreement_has_no_status_to_go_to(client: Client) -> None:
    ended = make_agreement(status="completed")
    assert "C’est un état final" in section(page_of(client, ended), "etat")


def test_parties_are_edited_added_and_removed(client: Client, agreement: Agreement) -> None:
    kept = make_party(agreement, shown_as="ARBJ")
    make_contribution(kept, promised=50_000, is_ceiling=True)
    gone = make_party(agreement)
    ministry = make_organization("Ministère")
    data = typed(
        client,
        agreement,
        "parties",
        **{
            "0-cash_promised": "50 000,50 $",
            "0-in_kind_promised": "1000",
            "0-in_kind_note": "Prêt de locaux",
            "1-DELETE": "on",
            "2-organization": ministry.pk,
            "2-shown_as": "MIDI (alors MICC)",
            "2-cash_promised": "50000",
        },
    )
    assert saved(send(client, agreement, "parties", data), agreement, "parties")
    assert not agreement.parties.filter(pk=gone.pk).exists()
    told = [
        (str(party), row.form, str(row.promised), row.is_ceiling)
        for party in agreement.parties.all()
        for row in party.contributions.order_by("form")
    ]
    assert told == [
        ("ARBJ", "cash", "50000.50", True),
        ("ARBJ", "in_kind", "1000.00", False),
        ("MIDI (alors MICC)", "cash", "50000.00", False),
    ]
    assert "Total promis : 101 000,50 $" in section(page_of(client, agreement), "parties")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"1-shown_as": "Sans organisme"}, "Partie 2, Organisme : Ce champ est obligatoire."),
        ({"0-cash_promised": "-5"}, "Partie 1, Promise : Ce montant ne peut pas être négatif."),
        ({"0-cash_promised": "beaucoup"}, "Partie 1, Promise : Écrivez un montant en chiffres"),
        ({"0-cash_used": "9" * 30}, "Partie 1, Utilisée : Ce montant dépasse 9 999 999 999,99 $."),
        ({"0-cash_paid": "9" * 1_000_000}, "Partie 1, Versée : Écrivez un montant en chiffres"),
        (
            {"0-cash_promised": "", "0-cash_paid": "5"},
            "Partie 1, Promise : Donnez le montant",
        ),
        ({"0-in_kind_note": "Locaux"}, "Partie 1, Promise : Donnez le montant"),
        ({"0-organization": "0"}, "Partie 1, Organisme : Sélectionnez un choix valide."),
        ({"0-key": "x"}, "Partie 1, "),
        ({"TOTAL_FORMS": "x"}, "Cette section est incomplète : rechargez la page."),
        ({"TOTAL_FORMS": "5000"}, "Cette section a 60 lignes au plus."),
    ],
)
def test_rejected_parties_come_back_as_they_were_typed(
    changes: dict[str, str], message: str, client: Client, agreement: Agreement
) -> None:
    party = make_party(agreement, shown_as="ARBJ")
    make_contribution(party, promised=7)
    data = typed(client, agreement, "parties", **{"0-shown_as": "Nom tapé"} | changes)
    response = send(client, agreement, "parties", data)
    assert rejected(response, "parties")
    assert message in section(response, "parties")
    if "TOTAL_FORMS" not in changes:
        assert filled(response, "parties-version")["parties-0-shown_as"] == ["Nom tapé"]
    party.refresh_from_db()
    assert (party.shown_as, party.contributions.get().promised) == ("ARBJ", 7)


def test_the_same_party_twice_is_refused_beside_its_name(
    client: Client, agreement: Agreement
) -> None:
    party = make_party(agreement)
    data = typed(client, agreement, "parties", **{"1-organization": party.organization_id})
    response = send(client, agreement, "parties", data)
    assert rejected(response, "parties")
    assert "Partie 2, Organisme : Cet organisme est déjà une des parties." in section(
        response, "parties"
    )


def test_objectives_are_edited_added_and_numbered(client: Client, agreement: Agreement) -> None:
    first = make_objective(agreement, position=1, text="premier")
    second = make_objective(agreement, position=2, text="deuxième")
    data = typed(
        client,
        agreement,
        "objectifs",
        **{
            "0-position": "2",
            "1-position": "1",
            "1-status": "not_met",
            "1-cause": "Pas signée.",
            "1-follow_up": "Y travailler.",
            "1-is_derived": "on",
            "2-text": "troisième",
        },
    )
    assert saved(send(client, agreement, "objectifs", data), agreement, "objectifs")
    rows = agreement.objectives.values_list("pk", "position", "text", "status", "is_derived")
    assert list(rows)[:2] == [
        (second.pk, 1, "deuxième", "not_met", True),
        (first.pk, 2, "premier", "not_started", False),
    ]
    assert list(rows)[2][1:] == (3, "troisième", "not_started", False)


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"0-status": "not_met"},
            ["Objectif 1, Cause : Dites pourquoi", "Objectif 1, Suite donnée : Dites quelle"],
        ),
        (
            {"0-status": "abandoned", "0-cause": "Cause"},
            ["Objectif 1, Suite donnée : Dites quelle"],
        ),
        ({"1-position": "1", "1-text": "x"}, ["Objectif 2, Numéro : Un autre objectif porte déjà"]),
        ({"0-position": "0"}, ["Objectif 1, Numéro : Assurez-vous que cette valeur"]),
        ({"0-position": "99999999999999999999"}, ["Objectif 1, Numéro : Assurez-vous"]),
        ({"0-text": ""}, ["Objectif 1, Texte de l’objectif : Ce champ est obligatoire."]),
        ({"0-status": "\ud800"}, ["Objectif 1, État : Sélectionnez un choix valide."]),
    ],
)
def test_rejected_objectives_come_back_as_they_were_typed(
    changes: dict[str, str], messages: list[str], client: Client, agreement: Agreement
) -> None:
    objective = make_objective(agreement, position=1, text="premier")
    data = typed(client, agreement, "objectifs", **{"0-text": "Texte tapé"} | changes)
    data = {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in data.items()
    }
    response = send(client, agreement, "objectifs", data)
    assert rejected(response, "objectifs")
    told = section(response, "objectifs")
    assert [message for message in messages if message not in told] == []
    objective.refresh_from_db()
    assert (objective.text, objective.status) == ("premier", "not_started")


def test_the_coordination_records_progress_and_nothing_else(
    coordination: User, agreement: Agreement
) -> None:
    objective = make_objective(agreement, position=1, text="texte contractuel")
    milestone = make_milestone(agreement, title="Diagnostic", target=period("2015-03"))
    client = client_of(coordination)
    data = typed(
        client,
        agreement,
        "objectifs",
        **{
            "0-status": "met",
            "0-text": "autre texte",
            "0-position": "9",
            "0-DELETE": "on",
            "1-text": "un de plus",
            "1-status": "met",
            "TOTAL_FORMS": "2",
        },
    )
    assert saved(send(client, agreement, "objectifs", data), agreement, "objectifs")
    objective.refresh_from_db()
    assert (objective.position, objective.text, objective.status) == (1, "texte contractuel", "met")
    data = typed(
        client,
        agreement,
        "jalons",
        **{
            "0-status": "met",
            "0-actual": "mars 2015",
            "0-evidence": "Rapport",
            "0-title": "Autre jalon",
            "0-target": "2020",
            "0-DELETE": "on",
        },
    )
    assert saved(send(client, agreement, "jalons", data), agreement, "jalons")
    milestone.refresh_from_db()
    assert (milestone.title, milestone.target.text, milestone.status, milestone.evidence) == (
        "Diagnostic",
        "mars 2015",
        "met",
        "Rapport",
    )
    assert agreement.objectives.count() == 1


def test_a_line_keeps_its_own_words_though_the_lines_have_moved(
    coordination: User, agreement: Agreement
) -> None:
    """A rejected line of progress shows the objective it is about, not the one now in its place."""
    gone = make_objective(agreement, position=1, text="le premier")
    make_objective(agreement, position=2, text="le second")
    client = client_of(coordination)
    data = typed(client, agreement, "objectifs", **{"1-status": "not_met"})
    gone.delete()
    response = send(client, agreement, "objectifs", data)
    assert rejected(response, "objectifs")
    assert "Objectif 2 Le second" in section(response, "objectifs")


def test_milestones_are_edited_and_added(client: Client, agreement: Agreement) -> None:
    objective, person = make_objective(agreement), make_person()
    make_milestone(agreement, title="Diagnostic")
    data = typed(
        client,
        agreement,
        "jalons",
        **{
            "0-status": "partially_met",
            "0-actual": "mars 2015",
            "1-title": "Plan",
            "1-target": "2016",
            "1-objective": objective.pk,
            "1-responsible": person.pk,
        },
    )
    assert saved(send(client, agreement, "jalons", data), agreement, "jalons")
    first, second = agreement.milestones.all()
    assert (first.status, first.actual.text) == ("partially_met", "mars 2015")
    assert (second.title, second.target.text, second.objective, second.responsible) == (
        "Plan",
        "2016",
        objective,
        person,
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"0-status": "met"}, "Jalon 1, Atteint quand : Dites quand le jalon a été atteint."),
        ({"0-actual": "2014"}, "Jalon 1, Atteint quand : Videz cette date"),
        (
            {"0-status": "met", "0-actual": "2199"},
            "Jalon 1, Atteint quand : Cette date est à venir",
        ),
        ({"0-status": "met", "0-actual": "depuis 2014"}, "Jalon 1, Atteint quand : Indiquez aussi"),
        ({"0-target": "un jour"}, "Jalon 1, Prévu pour : "),
        ({"0-title": ""}, "Jalon 1, Jalon : Ce champ est obligatoire."),
        ({"0-objective": "0"}, "Jalon 1, Objectif : Sélectionnez un choix valide."),
    ],
)
def test_rejected_milestones_come_back_as_they_were_typed(
    changes: dict[str, str], message: str, client: Client, agreement: Agreement
) -> None:
    milestone = make_milestone(agreement, title="Diagnostic")
    data = typed(client, agreement, "jalons", **{"0-evidence": "Preuve tapée"} | changes)
    response = send(client, agreement, "jalons", data)
    assert rejected(response, "jalons")
    assert message in section(response, "jalons")
    assert filled(response, "jalons-version")["jalons-0-evidence"] == ["Preuve tapée"]
    milestone.refresh_from_db()
    assert milestone.evidence == ""


def test_an_objective_of_another_agreement_is_no_choice(
    client: Client, agreement: Agreement
) -> None:
    elsewhere = make_objective(make_agreement())
    data = typed(client, agreement, "jalons", **{"0-title": "Jalon", "0-objective": elsewhere.pk})
    response = send(client, agreement, "jalons", data)
    assert "Jalon 1, Objectif : Sélectionnez un choix valide." in section(response, "jalons")


@pytest.mark.parametrize("slug", ["parties", "objectifs", "jalons"])
def test_one_more_line_without_a_script(slug: str, client: Client, agreement: Agreement) -> None:
    """What is typed stays, nothing is judged and nothing is stored."""
    name = {"parties": "shown_as", "objectifs": "cause", "jalons": "evidence"}[slug]
    data = typed(client, agreement, slug, **{f"0-{name}": "Déjà tapé", "add": "1"})
    response = send(client, agreement, slug, data)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Erreur\xa0:" not in html
    assert "à corriger" not in html
    again = filled(response, KEY_FIELDS[slug])
    assert again[f"{slug}-TOTAL_FORMS"] == ["2"]
    assert again[f"{slug}-0-{name}"] == ["Déjà tapé"]
    assert again[f"{slug}-1-{name}"] == [""]
    agreement.refresh_from_db()
    assert agreement.version == 1


@pytest.mark.parametrize("total", ["", "x", "-1", "59", "60", "100000", "9" * 10_000])
def test_one_more_line_of_any_count(total: str, client: Client, agreement: Agreement) -> None:
    data = typed(client, agreement, "objectifs", TOTAL_FORMS=total, add="1")
    assert send(client, agreement, "objectifs", data).status_code == 200


def test_blank_lines_are_no_lines(client: Client, agreement: Agreement) -> None:
    for slug in ("parties", "objectifs", "jalons"):
        data = typed(client, agreement, slug, add="1")
        data = filled(send(client, agreement, slug, data), KEY_FIELDS[slug])
        assert data[f"{slug}-TOTAL_FORMS"] == ["2"]
        assert saved(send(client, agreement, slug, data), agreement, slug)
    assert not agreement.parties.exists()
    assert not agreement.objectives.exists()
    assert not agreement.milestones.exists()


def test_a_document_is_attached_and_detached(client: Client, agreement: Agreement) -> None:
    data = typed(client, agreement, "documents", title="", visibility="coordination")
    data["documents-file"] = SimpleUploadedFile("Entente signée.pdf", PDF_BYTES)
    assert saved(send(client, agreement, "documents", data), agreement, "documents")
    document = agreement.attachments.get().document
    assert (document.title, document.visibility) == ("Entente signée", "coordination")
    assert "Entente signée PDF" in section(page_of(client, agreement), "documents")
    response = client.post(
        reverse("agreement_detach", args=[agreement.pk, document.pk]), follow=True
    )
    assert "Le document est détaché" in section(response, "documents")
    assert not agreement.attachments.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Fichier : Ce champ est obligatoire."),
        (b"", "Fichier : Le fichier soumis est vide."),
        (b"MZ\x00 program", "Fichier : Ce type de fichier n’est pas accepté."),
    ],
)
def test_a_rejected_document_says_why(
    content: bytes | None, message: str, client: Client, agreement: Agreement
) -> None:
    data = typed(client, agreement, "documents", title="Titre tapé")
    if content is not None:
        data["documents-file"] = SimpleUploadedFile("entente.pdf", content)
    response = send(client, agreement, "documents", data)
    assert rejected(response, "documents")
    assert message in section(response, "documents")
    assert filled(response, "documents-title")["documents-title"] == ["Titre tapé"]


def test_a_document_is_offered_no_level_more_open_than_the_agreement(
    client: Client, agreement: Agreement
) -> None:
    Agreement.objects.update(visibility="coordination")
    data = typed(client, agreement, "documents", visibility="public")
    data["documents-file"] = SimpleUploadedFile("entente.pdf", PDF_BYTES)
    assert rejected(send(client, agreement, "documents", data), "documents")
    assert not agreement.attachments.exists()


def test_only_what_is_attached_is_detached(client: Client, agreement: Agreement) -> None:
    elsewhere = make_document(make_agreement())
    for key in (elsewhere.pk, 10**30):
        address = reverse("agreement_detach", args=[agreement.pk, key])
        assert client.post(address).status_code == 404
    assert elsewhere.of_agreements.exists()


def test_a_section_address_opened_by_hand_shows_the_page(
    client: Client, agreement: Agreement
) -> None:
    address = reverse("agreement_section", args=[agreement.pk, "jalons"])
    assert client.get(address).status_code == 200
    unknown = reverse("agreement_section", args=[agreement.pk, "inconnue"])
    assert client.post(unknown).status_code == 404


def test_an_agreement_is_entered_with_its_past(client: Client) -> None:
    address = reverse("agreement_create")
    data = filled(
        client.get(address),
        "effective",
        title="Mobilisation",
        kind="administrative",
        signed="octobre 2013",
        status="completed_partially",
        effective="mars 2015",
        reason="Le mandat n’a pas été réalisé en entier.",
    )
    response = client.post(address, data)
    agreement = Agreement.objects.get()
    edit = reverse("agreement_edit", args=[agreement.pk])
    assert (response.status_code, response["Location"]) == (302, edit)
    assert (agreement.status, agreement.visibility) == ("completed_partially", "partners")
    again = client.post(address, data)
    assert (again.status_code, again["Location"]) == (302, agreement.get_absolute_url())
    assert Agreement.objects.count() == 1


def test_a_rejected_agreement_is_not_entered(client: Client) -> None:
    address = reverse("agreement_create")
    data = filled(
        client.get(address), "effective", title="Mobilisation", reason="", effective="2199"
    )
    response = client.post(address, data)
    assert "<title>Erreur\xa0: Inscrire une entente" in response.content.decode()
    assert filled(response, "effective")["title"] == ["Mobilisation"]
    assert not Agreement.objects.exists()
