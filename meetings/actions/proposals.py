"""Points that partners propose, and what the coordination answers."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.actions import action, claim_submission, lead_to, lock
from arbj_portal.core.documents import store_document
from arbj_portal.core.outbox import Recipient, queue_message
from arbj_portal.core.roles import Visibility
from meetings.actions.documents import narrow_documents, share
from meetings.actions.points import insert_point
from meetings.arranging import Place
from meetings.calls import answer_to_proposal
from meetings.models import AgendaItem, AgendaItemDocument, Meeting, PersonalLink, PointProposal
from meetings.seats import mandates_on
from members.models import Representative, User

State = PointProposal.State


def lock_meeting(pk: int) -> Meeting:
    """Proposals change nothing that one reads of a meeting: its version stays."""
    return Meeting.objects.select_for_update(no_key=True).get(pk=pk)


@action
def propose_point(
    *,
    by: User | None,
    submission: UUID,
    meeting: Meeting,
    mandate: Representative,
    title: str,
    reason: str,
    minutes_wanted: int | None = None,
    file: UploadedFile | None = None,
    leads_to: str = "",
) -> PointProposal:
    """Ask for a point, by a mandate of the day; its file is the coordination's until accepted."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, leads_to or reverse("point_propose", args=[meeting.pk]))
    meeting = lock_meeting(meeting.pk)
    if not meeting.takes_proposals:
        raise ValidationError("Il n’est plus temps de proposer un point pour cette rencontre.")
    if not mandates_on(meeting.committee_id, meeting.date).filter(pk=mandate.pk).exists():
        raise ValidationError("Ce mandat ne court pas le jour de la rencontre.")
    document = None
    if file:
        document = store_document(by=by, file=file, title=title, visibility=Visibility.COORDINATION)
    return PointProposal.objects.create(
        meeting=meeting,
        representative=mandate,
        title=title,
        reason=reason,
        minutes_wanted=minutes_wanted,
        document=document,
        proposed_by=by,
    )


@action
def propose_by_link(
    *,
    by: None,
    submission: UUID,
    link: PersonalLink,
    title: str,
    reason: str,
    minutes_wanted: int | None = None,
    file: UploadedFile | None = None,
) -> PointProposal:
    """Ask for a point without an account, by a link that still serves."""
    meeting = lock_meeting(link.meeting_id)
    link = PersonalLink.objects.select_related("representative").get(pk=link.pk)
    link.meeting = meeting
    if not link.serves:
        raise ValidationError("Ce lien ne sert plus.")
    return propose_point(
        by=by,
        submission=submission,
        meeting=meeting,
        mandate=link.representative,
        title=title,
        reason=reason,
        minutes_wanted=minutes_wanted,
        file=file,
        leads_to=reverse("link_propose", args=[link.token]),
    )


@action
def accept_proposal(
    *, by: User, proposal: PointProposal, version: int, place: Place, answer: str = ""
) -> AgendaItem:
    """Put a proposed point on the agenda, its file with it, and tell who proposed it."""
    meeting = lock_meeting(proposal.meeting_id)
    proposal = settle(by, proposal, version, State.ACCEPTED, answer)
    meeting.version += 1
    item = insert_point(
        meeting,
        place,
        {
            "title": proposal.title,
            "minutes_planned": proposal.minutes_wanted,
            "presenter_id": proposal.representative.person_id,
            "proposal": proposal,
        },
        by,
    )
    if proposal.document:
        share(proposal.document, meeting.visibility)
        AgendaItemDocument.objects.create(agenda_item=item, document=proposal.document)
        narrow_documents(meeting)
    return item


@action
def decline_proposal(
    *, by: User, proposal: PointProposal, version: int, answer: str
) -> PointProposal:
    """Say why a proposed point does not come to the agenda, to who proposed it."""
    lock_meeting(proposal.meeting_id)
    if not answer:
        raise ValidationError({"answer": "Dites pourquoi : la personne qui propose le lira."})
    return settle(by, proposal, version, State.DECLINED, answer)


def settle(
    by: User, proposal: PointProposal, version: int, state: str, answer: str
) -> PointProposal:
    """Answer a proposal that still waits, once, and write to who proposed it."""
    proposal = lock(proposal, version)
    if not proposal.is_waiting:
        raise ValidationError(f"Cette proposition est déjà « {proposal.get_state_display()} ».")
    proposal.state, proposal.answer = state, answer
    proposal.answered_at, proposal.answered_by = timezone.now(), by
    proposal.save()
    person = proposal.representative.person
    if address := person.mail_address:
        subject, text = answer_to_proposal(proposal)
        queue_message(
            by=by,
            to=Recipient(str(person), address),
            subject=subject,
            text=text,
            about=proposal.meeting.get_absolute_url(),
            about_title=proposal.meeting.title,
            reply_to=by.email,
        )
    return proposal
