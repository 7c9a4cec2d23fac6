"""The page of sections: each saved by itself, each coming back as it was typed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    PDF_BYTES,
    make_agreement,
    make_document,
    make_objective,
    make_ready,
    make_status_change,
    period,
)
from tests.agreements.pages import (
    KEY_FIELDS,
    filled,
    page_of,
    rejected,
    saved,
    section,
    send,
    text_of,
    typed,
)
from tests.forms_in_pages import forms_of
from tests.members.factories import make_person


@pytest.fixture
def agreement() -> Agreement:
    return make_agreement("Mobilisation", status="signed")


@pytest.fixture
def client(administration: User) -> Client:
    return client_of(administration)


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
    assert "Une entente ne peut pas venir avant elle-même" in section(response, "fiche")


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
    if slug == "etat":
        assert "La fiche dit maintenant : « Signée »" in section(response, slug)
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


def test_a_section_sent_twice_is_known_before_it_is_read(
    client: Client, agreement: Agreement
) -> None:
    """What the first one chose may be gone when the second arrives."""
    earlier = make_agreement()
    data = typed(client, agreement, "fiche", earlier=earlier.pk, earlier_link="succeeds")
    assert saved(send(client, agreement, "fiche", data), agreement, "fiche")
    Agreement.objects.update(earlier=None, earlier_link="")
    earlier.delete()
    assert saved(send(client, agreement, "fiche", data), agreement, "fiche")


def test_the_page_of_sections_is_read_only(client: Client, agreement: Agreement) -> None:
    """Each section is sent to its own address."""
    assert client.post(reverse("agreement_edit", args=[agreement.pk])).status_code == 405


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
        ({"effective": "septembre 2013"}, "Prend effet : L’état d’avant, « Signée », a pris effet"),
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


def test_the_signed_copy_stands_beside_the_status(client: Client) -> None:
    agreement = make_ready(make_agreement(status="awaiting_signature", visibility="public"))
    data = typed(
        client, agreement, "etat", status="signed", effective="29 mai 2014", reason="Signée."
    )
    data["etat-file"] = SimpleUploadedFile("copie.pdf", PDF_BYTES)
    assert saved(send(client, agreement, "etat", data), agreement, "etat")
    change = agreement.status_changes.get()
    assert str(change.document) == "Signée, 29 mai 2014"
    assert agreement.attachments.get().document == change.document
    page = reverse("agreement_detail", args=[agreement.pk])
    link = f'href="{change.document.get_absolute_url()}"'
    told = {reader: reader.get(page).content.decode().count(link) for reader in (client, Client())}
    assert list(told.values()) == [2, 0]


def test_a_file_that_is_refused_leaves_the_status(client: Client, agreement: Agreement) -> None:
    data = typed(client, agreement, "etat", status="in_force", effective="2014", reason="Motif")
    data["etat-file"] = SimpleUploadedFile("copie.pdf", b"rien")
    response = send(client, agreement, "etat", data)
    assert rejected(response, "etat")
    agreement.refresh_from_db()
    assert (agreement.status, agreement.attachments.count()) == ("signed", 0)


def test_an_ended_agreement_has_no_status_to_go_to(client: Client) -> None:
    ended = make_agreement(status="completed")
    assert "C’est un état final" in section(page_of(client, ended), "etat")


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
