"""Asking for a decision between meetings: written, sent, answered, counted, closed."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from arbj_portal.core.documents import store_document
from arbj_portal.core.models import Document, OutgoingMessage
from arbj_portal.core.outbox import Recipient, queue_message, withdraw
from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import date_text, plural
from meetings.actions.carrying import carry_in
from meetings.actions.numbers import decision_numbers, lock_committee
from meetings.consulting import (
    address_of_link,
    subject_of_question,
    text_of_question,
    text_of_result,
)
from meetings.models import (
    Consultation,
    ConsultationAnswer,
    ConsultationDocument,
    ConsultationLink,
    Decision,
)
from meetings.voices import Tally, mandates_asked, mandates_with_voice, voices_of
from members.models import Representative, User

Outcome = Decision.Outcome


def become(consultation: Consultation, state: Consultation.State) -> None:
    """Take a state that is allowed from the present one; else somebody was faster."""
    if not consultation.may_become(state):
        raise ValidationError(
            f"La consultation est maintenant à l’état « {consultation.get_state_display()} »."
        )
    consultation.state = state


@action
def write_consultation(*, by: User, submission: UUID, values: dict[str, Any]) -> Consultation:
    """Prepare a consultation, as a draft that the coordination alone reads."""
    claim = claim_submission(token=submission, by=by)
    consultation = Consultation.objects.create(created_by=by, **values)
    lead_to(claim, consultation.get_absolute_url())
    return consultation


@action
def revise_consultation(
    *, by: User, consultation: Consultation, version: int, values: dict[str, Any]
) -> Consultation:
    """Change a draft; what was sent keeps its words."""
    consultation = lock(consultation, version)
    if not consultation.is_draft:
        raise ValidationError("La consultation a été envoyée : son texte ne change plus.")
    return write(consultation, values)


@action
def attach_to_consultation(
    *, by: User, submission: UUID, consultation: Consultation, file: UploadedFile, title: str
) -> Document:
    """Add a document for those who are asked, until they are."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, consultation.get_absolute_url())
    consultation = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    if not consultation.is_draft:
        raise ValidationError("La consultation a été envoyée : ses documents ne changent plus.")
    document = store_document(by=by, file=file, title=title, visibility=Visibility.PARTNERS)
    ConsultationDocument.objects.create(consultation=consultation, document=document)
    return document


@action
def open_consultation(*, by: User, consultation: Consultation, version: int) -> Consultation:
    """Ask everybody who has a voice: each gets their own link, or is to be called."""
    consultation = lock(consultation, version)
    become(consultation, Consultation.State.OPEN)
    if consultation.until < timezone.localdate():
        raise ValidationError("La date limite est passée : changez-la avant d’envoyer.")
    mandates = list(mandates_asked(consultation))
    if not mandates:
        raise ValidationError("Personne n’a de voix dans cette instance aujourd’hui.")
    consultation.opened_at, consultation.opened_by = timezone.now(), by
    consultation.save()
    for mandate in mandates:
        ask(by=by, consultation=consultation, mandate=mandate)
    return consultation


def ask(*, by: User, consultation: Consultation, mandate: Representative) -> ConsultationLink:
    link = ConsultationLink(consultation=consultation, representative=mandate)
    text = text_of_question(consultation, mandate, by, address_of_link(link))
    subject = subject_of_question(consultation)
    link.message = post(by, consultation, mandate, subject, text)
    link.save()
    return link


def post(
    by: User, consultation: Consultation, mandate: Representative, subject: str, text: str
) -> OutgoingMessage | None:
    """The message, to whoever has an address."""
    to = Recipient(str(mandate.person), mandate.person.mail_address)
    if not to.address:
        return None
    return queue_message(
        by=by,
        to=to,
        subject=subject,
        text=text,
        about=consultation.get_absolute_url(),
        about_title=consultation.title,
        reply_to=by.email,
    )


@action
def revoke_consultation_link(
    *, by: User, consultation: Consultation, version: int, mandate: Representative
) -> None:
    """The link that somebody holds serves no more."""
    lock(consultation, version).save(update_fields=["version"])
    links = consultation.links.unrevoked().filter(representative=mandate)
    links.update(revoked_at=timezone.now(), revoked_by=by)


@action
def renew_consultation_link(
    *, by: User, consultation: Consultation, version: int, mandate: Representative
) -> ConsultationLink:
    """Ask somebody again, by another link; the former one serves no more."""
    revoke_consultation_link(by=by, consultation=consultation, version=version, mandate=mandate)
    if not consultation.takes_answers:
        raise ValidationError("Cette consultation n’attend plus de réponse.")
    return ask(by=by, consultation=consultation, mandate=mandate)


@action
def answer_consultation(
    *,
    by: User | None,
    consultation: Consultation,
    mandate: Representative,
    answer: str,
    comment: str = "",
) -> None:
    """Answer in the name of one's organisation, until the last day; the last answer counts."""
    consultation = lock_for_answer(consultation)
    if not consultation.takes_answers:
        raise ValidationError("Cette consultation n’attend plus de réponse.")
    write_answer(consultation, mandate, answer, comment, by)


@action
def answer_by_consultation_link(
    *, by: None, link: ConsultationLink, answer: str, comment: str = ""
) -> None:
    """Answer without an account, by a link that still serves once the consultation is locked."""
    consultation = lock_for_answer(link.consultation)
    link = ConsultationLink.objects.select_related("representative").get(pk=link.pk)
    link.consultation = consultation
    if not link.serves:
        raise ValidationError("Ce lien ne sert plus.")
    write_answer(consultation, link.representative, answer, comment, by)


@action
def record_consultation_answer(
    *,
    by: User,
    consultation: Consultation,
    mandate: Representative,
    answer: str,
    comment: str = "",
) -> None:
    """Write down what somebody answered by telephone or on paper, until the voices are counted."""
    consultation = lock_for_answer(consultation)
    if not consultation.is_open:
        raise ValidationError("Cette consultation est terminée.")
    write_answer(consultation, mandate, answer, comment, by)


def lock_for_answer(consultation: Consultation) -> Consultation:
    """Answers do not wait for a version: whoever closes on fewer of them is told."""
    return Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)


def write_answer(
    consultation: Consultation,
    mandate: Representative,
    answer: str,
    comment: str,
    by: User | None,
) -> None:
    """Another answer of the organisation, unless it said just that already."""
    if not mandates_with_voice(consultation).filter(pk=mandate.pk).exists():
        raise ValidationError("Cette personne n’a pas de voix dans l’instance aujourd’hui.")
    last = consultation.answers.filter(representative__membership=mandate.membership_id).last()
    if last and (last.representative_id, last.answer, last.comment) == (
        mandate.pk,
        answer,
        comment,
    ):
        return
    ConsultationAnswer.objects.create(
        consultation=consultation,
        representative=mandate,
        answer=answer,
        comment=comment,
        answered_by=by,
    )
    consultation.version += 1
    consultation.save(update_fields=["version"])


@action
def close_consultation(
    *, by: User, consultation: Consultation, version: int, outcome: str
) -> Decision:
    """Count the voices; the decision has its number at once, and is noted at the next meeting."""
    committee = lock_committee(consultation.committee_id)
    consultation = lock(consultation, version)
    become(consultation, Consultation.State.CLOSED)
    tally = Tally.of(voices_of(consultation))
    check_end(consultation, tally)
    check_outcome(outcome, tally)
    today = timezone.localdate()
    is_consensus = outcome == Outcome.AGREED
    consultation.decision = Decision.objects.create(
        committee=committee,
        taken_on=today,
        number=next(decision_numbers(committee, today)),
        kind=Decision.Kind.CONSENSUS if is_consensus else Decision.Kind.RESOLUTION,
        text=consultation.question,
        outcome=outcome,
        objective_id=consultation.objective_id,
        is_demonstration=consultation.is_demonstration,
        **tally.votes,
    )
    consultation.save()
    end(by, consultation)
    carry_in(committee.pk)
    return consultation.decision


def check_end(consultation: Consultation, tally: Tally) -> None:
    """Before its last day is over, every voice must have been heard."""
    if consultation.until >= timezone.localdate() and tally.silent:
        until, silent = date_text(consultation.until), tally.silent
        raise ValidationError(
            f"{silent} organisme{plural(silent)} peu{'vent' if silent > 1 else 't'} encore "
            f"répondre jusqu’au {until}."
        )


def check_outcome(outcome: str, tally: Tally) -> None:
    """An outcome that the voices contradict is none."""
    votes_for, against = tally.votes_for, tally.votes_against
    fits = {
        Outcome.AGREED: votes_for > 0 and against == 0,
        Outcome.UNANIMOUS: votes_for > 0 and against == 0,
        Outcome.MAJORITY: votes_for > against > 0,
        Outcome.REJECTED: votes_for <= against,
    }
    if not fits[Outcome(outcome)]:
        raise ValidationError(
            {
                "outcome": f"Les voix disent autre chose\N{NO-BREAK SPACE}: "
                f"{votes_for} pour, {against} contre."
            }
        )


@action
def abandon_consultation(
    *, by: User, consultation: Consultation, version: int, reason: str
) -> Consultation:
    """Give up a consultation, and say why to those who were asked."""
    consultation = lock(consultation, version)
    become(consultation, Consultation.State.ABANDONED)
    consultation.reason = reason
    consultation.save()
    end(by, consultation)
    return consultation


def end(by: User, consultation: Consultation) -> None:
    """What still waits never leaves; those who were asked learn how it ended."""
    links = consultation.links.unrevoked()
    withdraw(by=by, messages=OutgoingMessage.objects.filter(of_consultation__in=links))
    subject = f"Fin de la consultation\N{NO-BREAK SPACE}: {consultation.title}"
    asked = links.select_related(
        "representative__person__contact",
        "representative__person__user",
        "representative__membership__organization",
    )
    for link in asked:
        mandate = link.representative
        post(by, consultation, mandate, subject, text_of_result(consultation, mandate, by))
