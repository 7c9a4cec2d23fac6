"""The history of an agreement and of an activity, as the coordination reads it."""

from typing import Any

import pghistory
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Activity, Agreement
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    make_activity,
    make_agreement,
    make_contribution,
    make_document,
    make_milestone,
    make_objective,
    make_party,
)
from tests.agreements.pages import filled, text_of
from tests.members.factories import make_organization


def told(client: Client, owner: Agreement | Activity) -> list[tuple[Any, ...]]:
    """Each change of the first page: who, what, and its fields from what to what."""
    name = f"{owner._meta.model_name}_history"
    page = client.get(reverse(name, args=[owner.pk])).context["page"]
    return [
        (
            change.moment.who,
            f"{change.act}, {change.kind}, {change.name}",
            {label: (before, after) for label, before, after in change.fields},
        )
        for change in page
    ]


def save(client: Client, agreement: Agreement, slug: str, key: str, **changes: Any) -> None:
    page = client.get(reverse("agreement_edit", args=[agreement.pk]))
    data = filled(
        page, f"{slug}-{key}", **{f"{slug}-{name}": value for name, value in changes.items()}
    )
    response = client.post(reverse("agreement_section", args=[agreement.pk, slug]), data)
    assert response.status_code == 302


def test_the_history_tells_who_changed_what_from_what_to_what(administration: User) -> None:
    agreement = make_agreement("Mobilisation", status="signed")
    make_contribution(make_party(agreement, shown_as="MIDI"), promised=40_000)
    make_objective(agreement, position=1, text="concerter")
    make_milestone(agreement, title="Diagnostic")
    client = client_of(administration)
    save(client, agreement, "fiche", "title", title="Mobilisation-Diversité", signed="2013-10")
    save(
        client,
        agreement,
        "etat",
        "status",
        status="in_force",
        effective="octobre 2013",
        reason="Signée par tous.",
    )
    changes = {"0-cash_promised": "50 000 $", "0-cash_is_ceiling": "on"}
    save(client, agreement, "parties", "version", **changes)
    save(client, agreement, "objectifs", "version", **{"0-status": "met"})
    changes = {"0-status": "met", "0-actual": "mars 2015"}
    save(client, agreement, "jalons", "version", **changes)
    who = "Alain Administration"
    found = [change for change in told(client, agreement) if change[0] == who]
    assert sorted(found, key=lambda change: (change[1], *change[2])) == [
        (
            who,
            "Ajout, changement d’état, En vigueur",
            {
                "état": ("", "En vigueur"),
                "prend effet": ("", "octobre 2013"),
                "motif": ("", "Signée par tous."),
            },
        ),
        (
            who,
            "Modification, contribution, MIDI, en argent",
            {
                "promise": ("40\xa0000\xa0$", "50\xa0000\xa0$"),
                "à hauteur de ce montant": ("non", "oui"),
            },
        ),
        (
            who,
            "Modification, entente, ",
            {
                "titre": ("Mobilisation", "Mobilisation-Diversité"),
                "signée": ("", "octobre 2013"),
            },
        ),
        (who, "Modification, entente, ", {"état": ("Signée", "En vigueur")}),
        (
            who,
            "Modification, jalon, Diagnostic",
            {"atteint": ("", "mars 2015"), "état": ("Prévu", "Atteint")},
        ),
        (who, "Modification, objectif, 1. concerter", {"état": ("Non amorcé", "Atteint")}),
    ]


def test_what_was_taken_away_is_told_too(administration: User) -> None:
    agreement = make_agreement()
    organization = make_organization("Ministère")
    party = make_party(agreement, organization=organization, shown_as="MIDI")
    make_contribution(party, promised=40_000, note="Précision")
    document = make_document(agreement, title="Entente signée")
    client = client_of(administration)
    save(client, agreement, "parties", "version", **{"0-DELETE": "on"})
    client.post(reverse("agreement_detach", args=[agreement.pk, document.pk]))
    removals = [change for change in told(client, agreement) if change[1].startswith("Retrait")]
    who = "Alain Administration"
    assert removals == [
        (
            who,
            "Retrait, partie, Ministère",
            {"organisme": ("Ministère", ""), "nom affiché": ("MIDI", "")},
        ),
        (
            who,
            "Retrait, contribution, MIDI, en argent",
            {"promise": ("40\xa0000\xa0$", ""), "précision": ("Précision", "")},
        ),
        (who, "Retrait, document d’une entente, Entente signée", {}),
    ]


def test_a_save_that_changes_nothing_leaves_no_trace(administration: User) -> None:
    agreement = make_agreement()
    make_objective(agreement)
    client = client_of(administration)
    before = told(client, agreement)
    save(client, agreement, "fiche", "title")
    save(client, agreement, "objectifs", "version")
    agreement.refresh_from_db()
    assert agreement.version == 3
    assert told(client, agreement) == before


def test_one_history_is_not_another(administration: User) -> None:
    agreement, other = make_agreement("Une entente"), make_agreement("Une autre")
    make_objective(other, text="objectif d’ailleurs")
    make_document(other, title="Document d’ailleurs")
    make_contribution(make_party(other, shown_as="Partie d’ailleurs"))
    page = client_of(administration).get(reverse("agreement_history", args=[agreement.pk]))
    assert "ailleurs" not in text_of(page)
    assert len(page.context["page"]) == 1


def test_the_page_says_it_in_french(administration: User) -> None:
    agreement = make_agreement("Mobilisation")
    client = client_of(administration)
    save(client, agreement, "fiche", "title", title="Autre", number="7")
    words = text_of(client.get(reverse("agreement_history", args=[agreement.pk])))
    assert (
        "Alain Administration Modification : entente "
        "Titre Avant : Mobilisation → Après : Autre "
        "Numéro Avant : (vide) → Après : 7" in words
    )
    assert "système Ajout : entente Titre Mobilisation" in words


def test_the_history_of_an_activity_tells_what_it_is_tied_to(
    coordination: User,
) -> None:
    agreement = make_agreement()
    activity = make_activity(agreement, place="Chapais")
    objective = make_objective(agreement, position=2, text="informer")
    organization = make_organization("Centre")
    client = client_of(coordination)
    address = reverse("activity_edit", args=[activity.pk])
    data = filled(
        client.get(address),
        "period",
        place="Chibougamau",
        objectives=[objective.pk],
        organizations=[organization.pk],
    )
    client.post(address, data)
    found = [change for change in told(client, activity) if change[0] == "Claire Coordination"]
    assert found == [
        ("Claire Coordination", "Modification, activité, ", {"lieu": ("Chapais", "Chibougamau")}),
        ("Claire Coordination", "Ajout, objectif d’une activité, 2. Informer", {}),
        ("Claire Coordination", "Ajout, organisme d’une activité, Centre", {}),
    ]


def test_a_long_history_is_read_by_pages_in_as_many_queries(administration: User) -> None:
    agreement = make_agreement()
    client = client_of(administration)
    address = reverse("agreement_history", args=[agreement.pk])

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    def change(count: int) -> None:
        with pghistory.context(user=administration.pk):
            for number in range(count):
                agreement.number = f"{count}-{number}"
                agreement.save()

    change(2)
    once = queries()
    change(60)
    assert queries() == once
    pages = [client.get(address, {"page": number}).context["page"] for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [25, 25, 13]
    assert client.get(address, {"page": "x"}).status_code == 200
