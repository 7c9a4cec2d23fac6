"""What was said of a status by mistake: corrected or withdrawn, and told as such."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.actions.statuses import correct_status, withdraw_status
from agreements.history import agreement_history
from agreements.models import Agreement, StatusChange
from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.history_pages import changes_of
from arbj_portal.timeline.models import TimelineEntry
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    PDF_BYTES,
    make_agreement,
    make_contribution,
    make_document,
    make_movement,
    make_party,
    make_status_change,
    period,
)
from tests.agreements.pages import filled, part_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(administration: User) -> list[StatusChange]:
    agreement = make_agreement("Mobilisation", visibility="public")
    steps = {"signed": "2013-10", "in_force": "2013-11", "terminated": "2014-05"}
    return [
        make_status_change(agreement, status, effective=period(when), author=administration)
        for status, when in steps.items()
    ]


def correct(change: StatusChange, by: User, **told: object) -> StatusChange:
    agreement = Agreement.objects.get(pk=change.agreement_id)
    fields = {"status": change.status, "effective": change.effective, "reason": change.reason}
    return correct_status(
        by=by,
        change=change,
        version=agreement.version,
        correction="Mauvais bouton.",
        **fields | told,
    )


def withdraw(change: StatusChange, by: User) -> StatusChange:
    agreement = Agreement.objects.get(pk=change.agreement_id)
    return withdraw_status(
        by=by, change=change, version=agreement.version, correction="Jamais résiliée."
    )


def told(agreement_pk: int) -> tuple[str, list[str], int]:
    """The status of an agreement, the states its timeline tells, and its version."""
    agreement = Agreement.objects.get(pk=agreement_pk)
    entries = TimelineEntry.objects.filter(agreement=agreement).order_by("starts_on")
    return agreement.status, [entry.status for entry in entries], agreement.version


def test_a_mistaken_end_becomes_the_right_one(
    changes: list[StatusChange], administration: User
) -> None:
    last = correct(changes[2], administration, status="suspended", reason="Suspension.")
    assert (last.status, last.reason, last.correction) == (
        "suspended",
        "Suspension.",
        "Mauvais bouton.",
    )
    assert (last.corrected_by, last.corrected_at is not None) == (administration, True)
    assert told(last.agreement_id) == ("suspended", ["signed", "in_force", "suspended"], 2)


def test_a_change_that_never_was_is_withdrawn_and_stays_to_be_read(
    changes: list[StatusChange], administration: User
) -> None:
    last = withdraw(changes[2], administration)
    assert told(last.agreement_id) == ("in_force", ["signed", "in_force"], 2)
    assert last.agreement.status_changes.count() == 3
    page = client_of(None).get(last.agreement.get_absolute_url())
    assert part_of(page, "<h2>Historique</h2>", "</li>").startswith(
        "Résiliée Mai 2014 Motif Retiré le "
    )
    assert "Jamais résiliée." in part_of(page, "<h2>Historique</h2>", "</li>")
    assert "Alain Administration" not in part_of(page, "<h2>Historique</h2>", "</ol>")


@pytest.mark.parametrize(
    ("place", "given", "refused"),
    [
        (
            1,
            {"effective": "2013-09"},
            "L’état d’avant, « Signée », a pris effet plus tard : octobre 2013.",
        ),
        (
            1,
            {"effective": "2014-06"},
            "L’état d’après, « Résiliée », a pris effet plus tôt : mai 2014.",
        ),
        (
            1,
            {"effective": "2190"},
            "Cette date est à venir : l’état change le jour où il prend effet.",
        ),
        (1, {"effective": "../2014"}, "Dites depuis quand, même à un an près."),
        (
            0,
            {"status": "in_negotiation"},
            "De « En négociation », une entente ne passe pas à « En vigueur ».",
        ),
        (
            2,
            {"status": "completed"},
            "De « En vigueur », une entente ne passe pas à « Terminée, mandat réalisé ».",
        ),
    ],
)
def test_a_correction_keeps_the_order_and_the_passages(
    place: int,
    given: dict[str, str],
    refused: str,
    changes: list[StatusChange],
    administration: User,
) -> None:
    read = {name: period(value) if name == "effective" else value for name, value in given.items()}
    with pytest.raises(ValidationError) as refusal:
        correct(changes[place], administration, **read)
    assert refusal.value.message_dict == {name: [refused] for name in given}
    assert told(changes[0].agreement_id) == ("terminated", ["signed", "in_force", "terminated"], 1)


def test_a_signature_that_never_was_leaves_the_description(administration: User) -> None:
    agreement = make_agreement(signed=period("2014-03"))
    make_status_change(agreement, "awaiting_signature", effective=period("2014"))
    change = make_status_change(agreement, "signed", effective=period("2014-03"))
    withdraw(change, administration)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.signed) == ("awaiting_signature", None)


def test_what_proves_a_state_or_a_payment_is_not_detached(
    changes: list[StatusChange], administration: User
) -> None:
    agreement = changes[0].agreement
    signed, paid = make_document(agreement), make_document(agreement)
    StatusChange.objects.filter(pk=changes[0].pk).update(document=signed)
    movement = make_movement(make_contribution(make_party(agreement)), "paid", 1, document=paid)
    client = client_of(administration)
    for document, proven in ((signed, changes[0]), (paid, movement)):
        address = reverse("agreement_detach", args=[agreement.pk, document.pk])
        told = text_of(client.post(address, follow=True))
        assert f"Ce document prouve « {proven} » : joignez-y d’abord" in told
        assert agreement.attachments.filter(document=document).exists()


def test_the_signed_copy_may_come_later(changes: list[StatusChange], administration: User) -> None:
    client, change = client_of(administration), changes[0]
    address = reverse("status_correct", args=[change.pk])
    typed = filled(client.get(address), "correction", correction="La copie est arrivée.")
    sent = typed | {"file": SimpleUploadedFile("copie.pdf", PDF_BYTES)}
    assert client.post(address, sent).url == change.agreement.get_absolute_url()
    change.refresh_from_db()
    assert (str(change.document), change.status) == ("Signée, octobre 2013", "signed")
    assert change.agreement.attachments.get().document == change.document


def refusal_of(act: Callable[..., StatusChange], *given: Any) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        act(*given)
    return refusal.value.messages


def test_what_cannot_be_corrected_says_why(
    changes: list[StatusChange], administration: User
) -> None:
    first, second, last = changes
    assert refusal_of(correct, second, administration) == [
        "Rien n’est changé : corrigez l’état, la date, le motif ou la pièce."
    ]
    assert refusal_of(withdraw, first, administration) == [
        "C’est le premier état de l’entente : corrigez-le plutôt."
    ]
    last = correct(last, administration, status="suspended")
    assert refusal_of(withdraw, second, administration) == [
        "De « Signée », une entente ne passe pas à « Suspendue »."
    ]
    withdraw(last, administration)
    assert refusal_of(withdraw, last, administration) == ["Ce changement est déjà retiré."]


def test_the_second_of_two_corrections_is_told(
    changes: list[StatusChange], administration: User
) -> None:
    given = {"by": administration, "change": changes[2], "version": 1, "correction": "…"}
    withdraw_status(**given)
    with pytest.raises(StaleFormError):
        correct_status(status="suspended", effective=period("2014-05"), reason="Autre", **given)


def test_the_history_tells_what_stood_before(
    changes: list[StatusChange], administration: User
) -> None:
    correct(changes[2], administration, effective=period("2014-04"))
    newest = changes_of(*agreement_history(changes[0].agreement))[:10]
    (change,) = [change for change in newest if change.kind == "changement d’état"][:1]
    assert [tuple(field) for field in change.fields] == [
        ("prend effet", "mai 2014", "avril 2014"),
        ("motif de la correction", "", "Mauvais bouton."),
    ]


def test_the_page_corrects_and_withdraws(changes: list[StatusChange], administration: User) -> None:
    client: Client = client_of(administration)
    address = reverse("status_correct", args=[changes[2].pk])
    form = client.get(address).context["form"]
    sent = {
        "version": 1,
        "submission": form["submission"].value(),
        "status": "terminated",
        "effective": "avril 2014",
        "reason": "Fin.",
        "correction": "",
    }
    refused = client.post(address, sent)
    assert refused.context["form"].errors == {"correction": ["Ce champ est obligatoire."]}
    answer = client.post(address, sent | {"correction": "Un mois trop tard."})
    assert answer.url == changes[2].agreement.get_absolute_url()
    assert StatusChange.objects.get(pk=changes[2].pk).effective == period("2014-04")
    form = client.get(address).context["form"]
    client.post(
        address,
        sent
        | {
            "version": 2,
            "submission": form["submission"].value(),
            "is_withdrawn": "on",
            "correction": "Jamais.",
        },
    )
    assert told(changes[0].agreement_id) == ("in_force", ["signed", "in_force"], 3)
