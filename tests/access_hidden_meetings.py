"""Meetings and all that hangs on them, hidden at each level: see tests/access_hidden.py."""

from datetime import date, time, timedelta
from typing import Any

import pgtrigger
from django.utils import timezone

from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility
from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    Attendance,
    CarriedFollowUp,
    Consultation,
    ConsultationAnswer,
    ConsultationDocument,
    Decision,
    Erratum,
    FollowUp,
    Meeting,
    MeetingDocument,
    Minutes,
    PointProposal,
)
from members.models import (
    Committee,
    Membership,
    Person,
    Representative,
)
from tests.access_world import (
    COMMITTEE,
    STAFF,
    World,
    attach,
)

LOCKS = [
    f"meetings.{model}:locked_once_adopted"
    for model in ("AgendaItem", "AgendaItemDocument", "Decision", "FollowUp")
]


def add_meeting(
    committee: Committee, number: int | None, title: str, visibility: Visibility, **fields: Any
) -> Meeting:
    return Meeting.objects.create(
        **{
            "committee": committee,
            "number": number,
            "title": title,
            "date": timezone.localdate() - timedelta(days=20),
            "starts_at": time(9),
            "status": Meeting.Status.HELD,
            "visibility": visibility,
        }
        | fields
    )


def add_projet(
    world: World,
    level: str,
    mandate: Representative,
    visibility: Visibility,
    readers: frozenset[str],
) -> None:
    """A meeting that was held, with the projet of its minutes, and one that is to come."""
    committee = mandate.membership.committee
    number = {"other": 1, "partners": 110, "coordination": 120}[level]
    meeting = add_meeting(
        committee,
        number,
        world.canary(f"{level} meeting", readers),
        visibility,
        place=world.canary(f"{level} meeting’s place", readers),
        agreement=world.objects[f"agreement.{level}"],
    )
    Minutes.objects.create(
        meeting=meeting, state=Minutes.State.PROPOSED, visibility=Visibility.PARTNERS
    )
    Attendance.objects.create(meeting=meeting, person=mandate.person, representative=mandate)
    Attendance.objects.create(meeting=meeting, guest_name=world.canary(f"{level} guest", readers))
    world.objects[f"followup.{level}"] = add_point(
        world, meeting, f"{level} meeting", readers, person=mandate.person
    )
    attach(
        world,
        MeetingDocument,
        meeting,
        world.canary(f"{level} meeting’s document", readers),
        visibility,
    )
    world.objects[f"meeting.{level}"] = meeting
    world.objects[f"meeting.{level}_called"] = add_meeting(
        committee,
        number + 1,
        world.canary(f"{level} meeting to come", readers),
        visibility,
        status=Meeting.Status.CONVENED,
        date=timezone.localdate() + timedelta(days=20),
        link=f"https://{world.canary(f'{level} meeting’s link', readers)}.test/",
    )


def add_point(
    world: World,
    meeting: Meeting,
    what: str,
    readers: frozenset[str],
    person: Person,
    **fields: Any,
) -> FollowUp:
    """A point with all that it may hold; returns its follow-up."""
    point = AgendaItem.objects.create(
        **{"meeting": meeting, "position": 90, "parent": None}
        | fields
        | {
            "title": world.canary(f"{what}: point", readers),
            "notes": f"<p>{world.canary(f'{what}: notes', readers)}</p>",
        }
    )
    decision = Decision.objects.create(
        agenda_item=point,
        number=world.canary(f"{what}: number of a decision", readers),
        text=world.canary(f"{what}: decision", readers),
    )
    return FollowUp.objects.create(
        agenda_item=point,
        decision=decision,
        text=world.canary(f"{what}: follow-up", readers),
        note=world.canary(f"{what}: note of a follow-up", readers),
        person=person,
        due_on=timezone.localdate() - timedelta(days=3),
    )


def attach_to_point(
    world: World, name: str, point: AgendaItem, title: str, level: str = Visibility.PARTNERS
) -> Document:
    document = attach(world, AgendaItemDocument, point, title, level)
    world.objects[f"attached_point.{name}"] = {
        "pk": point.meeting_id,
        "item_pk": point.pk,
        "document_pk": document.pk,
    }
    return document


def add_proposal(
    world: World, name: str, mandate: Representative, readers: frozenset[str], **fields: Any
) -> None:
    proposal = PointProposal.objects.create(
        meeting=world.objects["meeting.called"],
        representative=mandate,
        title=world.canary(f"{name} proposal", readers),
        reason=world.canary(f"reason of the {name} proposal", readers),
        **fields,
    )
    world.objects[f"proposal.{name}"] = {"pk": proposal.meeting_id, "proposal_pk": proposal.pk}


def add_consultation(
    world: World, level: str, mandate: Representative, readers: frozenset[str]
) -> None:
    """One that is under way, of which one organisation’s answer is for the staff until it ends."""
    consultation = Consultation.objects.create(
        committee=mandate.membership.committee,
        title=world.canary(f"{level} consultation", readers),
        question=world.canary(f"{level} question", readers),
        context=f"<p>{world.canary(f'{level} context', readers)}</p>",
        until=timezone.localdate() + timedelta(days=3),
        state=Consultation.State.OPEN,
        opened_at=timezone.now(),
        opened_by=world.users["coordination"],
    )
    ConsultationAnswer.objects.create(
        consultation=consultation,
        representative=mandate,
        answer=ConsultationAnswer.Answer.AGAINST,
        comment=world.canary(f"comment of a {level} answer", STAFF),
    )
    attach(
        world,
        ConsultationDocument,
        consultation,
        world.canary(f"{level} consultation’s document", readers),
        Visibility.PARTNERS,
    )
    world.objects[f"consultation.{level}"] = consultation


def add_reserved_projets(world: World, own: Representative) -> None:
    """A committee whose projets are for those who attended: one that the partner did, and the
    agenda of another, whose projet they do not read."""
    committee = Committee.objects.create(
        name=world.canary("committee of reserved projets", COMMITTEE),
        acronym="RESERVE",
        projet_readers=Committee.ProjetReaders.ATTENDEES,
    )
    membership = Membership.objects.create(
        committee=committee,
        organization=own.membership.organization,
        invitation=Membership.Invitation.ACCEPTED,
        started_on=date(2014, 4, 1),
    )
    mandate = Representative.objects.create(
        person=own.person, membership=membership, started_on=date(2014, 4, 1)
    )
    attended, missed = (
        add_meeting(
            committee, number, world.canary(f"{name} meeting", COMMITTEE), Visibility.PARTNERS
        )
        for number, name in ((1, "attended"), (2, "missed"))
    )
    Attendance.objects.create(meeting=attended, person=own.person, representative=mandate)
    add_point(world, attended, "attended meeting", COMMITTEE, person=own.person)
    world.objects["minutes.attended"] = Minutes.objects.create(
        meeting=attended, state=Minutes.State.PROPOSED
    )
    AgendaItem.objects.create(
        meeting=missed, position=1, title=world.canary("point of a missed meeting", COMMITTEE)
    )
    world.objects["point.missed"] = missed.agenda_items.get()


def add_missed_projet(world: World) -> None:
    """What was said at a meeting that the partner missed, while the projet is reserved."""
    point = world.objects.pop("point.missed")
    meeting = point.meeting
    world.objects["minutes.missed"] = Minutes.objects.create(
        meeting=meeting, state=Minutes.State.PROPOSED
    )
    Attendance.objects.create(
        meeting=meeting, guest_name=world.canary("guest of a reserved projet", STAFF)
    )
    Attendance.objects.create(
        meeting=meeting,
        person=Representative.objects.get(membership__committee=meeting.committee).person,
        status=Attendance.Status.EXCUSED,
    )
    meeting.agenda_items.update(notes=f"<p>{world.canary('reserved projet: notes', STAFF)}</p>")
    world.objects["decision.missed"] = Decision.objects.create(
        agenda_item=point,
        number=world.canary("reserved projet: number", STAFF),
        text=world.canary("reserved projet: decision", STAFF),
    )
    world.objects["followup.missed"] = FollowUp.objects.create(
        agenda_item=point,
        text=world.canary("reserved projet: follow-up", STAFF),
        person=world.users["coordination"].person,
        due_on=timezone.localdate() - timedelta(days=2),
    )


def add_closed_session(world: World, meeting: Meeting, name: str) -> None:
    """A closed point, and one under it; what follows is even the partner's to do.

    It stands in adopted minutes as though it had before they were.
    """
    with pgtrigger.ignore(*LOCKS):
        add_closed_points(world, meeting, name)
    if meeting.minutes.is_adopted:
        Erratum.objects.create(
            minutes=meeting.minutes,
            agenda_item=world.objects[f"followup.closed_{name}"].agenda_item,
            date=timezone.localdate(),
            text=world.canary(f"erratum of the closed session of the {name} meeting", STAFF),
            reason=world.canary(f"reason of an erratum of the {name} meeting", STAFF),
            author=world.users["coordination"],
        )


def add_closed_points(world: World, meeting: Meeting, name: str) -> None:
    partner = world.users["partner"].person
    if name == "partners":
        title = world.canary("coordination’s document of an open point", STAFF)
        point = meeting.agenda_items.first()
        world.objects["document.coordination_of_open_point"] = attach(
            world, AgendaItemDocument, point, title, Visibility.COORDINATION
        )
    followup = add_point(
        world,
        meeting,
        f"closed session of the {name} meeting",
        STAFF,
        person=partner,
        position=91,
        is_closed_session=True,
    )
    add_point(
        world,
        meeting,
        f"under the closed session of the {name} meeting",
        STAFF,
        person=partner,
        position=1,
        parent=followup.agenda_item,
    )
    world.objects[f"followup.closed_{name}"] = followup
    add_documents_of_closed_points(world, followup.agenda_item, name)


def add_documents_of_closed_points(world: World, closed: AgendaItem, name: str) -> None:
    """Open to everybody by their own level: their point alone hides them."""
    for what, point in (("closed_point", closed), ("point_under_closed", closed.children.get())):
        title = world.canary(f"document of a {what} of the {name} meeting", STAFF)
        world.objects[f"document.public_of_{what}"] = attach_to_point(
            world, "closed", point, title, Visibility.PUBLIC
        )


def add_what_closed_sessions_left_open(world: World) -> None:
    """On an agenda that everybody reads, and under points that everybody reads."""
    called, promised = world.objects["meeting.called"], world.objects["followup.closed_projet"]
    above, *_ = points = list(called.agenda_items.in_the_open().in_order())
    CarriedFollowUp.objects.create(
        agenda_item=above, follow_up=promised, status=promised.status, times=3
    )
    AgendaItem.objects.filter(pk=points[-1].pk).update(
        carried_from=promised.agenda_item, times_postponed=3
    )
    AgendaItem.objects.create(
        meeting=called,
        position=92,
        title=world.canary("closed point that was put off", STAFF),
        carried_from=promised.agenda_item,
        is_closed_session=True,
    )


def add_drafts(world: World, committee: Committee) -> None:
    draft = add_meeting(
        committee,
        None,
        world.canary("draft meeting", STAFF),
        Visibility.PUBLIC,
        status=Meeting.Status.DRAFT,
        date=timezone.localdate() + timedelta(days=30),
        place=world.canary("draft meeting’s place", STAFF),
    )
    AgendaItem.objects.create(
        meeting=draft, position=1, title=world.canary("draft meeting’s point", STAFF)
    )
    world.objects["meeting.draft"] = draft
    world.objects["consultation.draft"] = Consultation.objects.create(
        committee=committee,
        title=world.canary("draft consultation", STAFF),
        question=world.canary("draft question", STAFF),
        until=timezone.localdate() + timedelta(days=3),
    )
    unwritten = world.objects["meeting.unwritten"]
    Minutes.objects.create(meeting=unwritten, state=Minutes.State.DRAFT)
    unwritten.agenda_items.update(notes=f"<p>{world.canary('draft minutes: notes', STAFF)}</p>")
    point = unwritten.agenda_items.get()
    Decision.objects.create(agenda_item=point, text=world.canary("draft minutes: decision", STAFF))
    world.objects["followup.draft"] = FollowUp.objects.create(
        agenda_item=point,
        text=world.canary("draft minutes: follow-up", STAFF),
        person=world.users["coordination"].person,
        due_on=timezone.localdate() - timedelta(days=1),
    )
    Attendance.objects.create(
        meeting=unwritten, guest_name=world.canary("draft minutes: guest", STAFF)
    )
