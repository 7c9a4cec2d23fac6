"""What the demonstration lacks and the tests of access need: something hidden at each level."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pgtrigger
from django.core.files.base import ContentFile
from django.utils import timezone

from agreements.models import (
    Activity,
    ActivityDocument,
    ActivityOrganization,
    Agreement,
    AgreementDocument,
    Contribution,
    Milestone,
    Objective,
    Party,
    StatusChange,
)
from arbj_portal.core.documents import store_document
from arbj_portal.core.models import Document, OutgoingMessage
from arbj_portal.core.outbox import Recipient, keep_file, queue_message
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Role, Visibility
from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    Attendance,
    CarriedFollowUp,
    Comment,
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
    Reply,
)
from members.models import (
    AccountInvitation,
    Category,
    Committee,
    Membership,
    Organization,
    OrganizationContact,
    Person,
    PersonContact,
    Representative,
)
from tests.access_world import (
    ADMINISTRATION,
    COMMITTEE,
    OTHER_COMMITTEE,
    STAFF,
    TOKEN,
    World,
    attach,
    demonstration,
    name_parts,
)

JUNE_2014 = Period.from_edtf("2014-06")
LOCKS = [
    f"meetings.{model}:locked_once_adopted"
    for model in ("AgendaItem", "AgendaItemDocument", "Decision", "FollowUp")
]


@contextmanager
def whole_world(media: Path) -> Iterator[World]:
    with demonstration(media) as world:
        add_what_the_stranger_reads(world)
        add_what_the_partner_reads(world)
        add_what_the_staff_reads(world)
        name_parts(world)
        yield world


def add_what_the_stranger_reads(world: World) -> None:
    """Another committee, with all that a committee has, for those who sit there."""
    committee = Committee.objects.create(
        name=world.canary("committee", OTHER_COMMITTEE), acronym="AUTRE", mandate="…"
    )
    world.objects["committee.other"] = committee
    mandate = add_circle(world, "other", committee, Visibility.PARTNERS, OTHER_COMMITTEE)
    add_consultation(world, "other", mandate, OTHER_COMMITTEE)
    stranger = world.users["stranger"]
    stranger.person = mandate.person
    stranger.save()
    add_contacts(world, mandate, OTHER_COMMITTEE)


def add_what_the_partner_reads(world: World) -> None:
    committee = world.objects["committee.public"]
    partner = world.users["partner"]
    add_circle(world, "partners", committee, Visibility.PARTNERS, COMMITTEE)
    projet = world.objects["meeting.partners"]
    point = projet.agenda_items.get()
    world.objects["followup.own"] = FollowUp.objects.create(
        agenda_item=point, text=world.canary("own follow-up", COMMITTEE), person=partner.person
    )
    attach_to_point(world, "partners", point, world.canary("point’s document", COMMITTEE))
    Comment.objects.create(
        minutes=projet.minutes, author=partner, text=world.canary("own comment", COMMITTEE)
    )
    own = Representative.objects.get(person=partner.person)
    called = world.objects["meeting.called"]
    Reply.objects.create(
        meeting=called,
        representative=own,
        answer=Reply.Answer.PRESENT,
        note=world.canary("own reply", COMMITTEE),
    )
    add_proposal(world, "own", own, COMMITTEE, proposed_by=partner)
    OrganizationContact.objects.filter(organization=own.membership.organization).update(
        address=world.canary("address of one’s own organisation", COMMITTEE)
    )
    PersonContact.objects.filter(person=own.person).update(
        phone=world.canary("one’s own telephone", COMMITTEE)
    )
    unwritten = add_meeting(
        committee, 150, world.canary("meeting without minutes", COMMITTEE), Visibility.PARTNERS
    )
    AgendaItem.objects.create(
        meeting=unwritten, position=1, title=world.canary("point of the agenda", COMMITTEE)
    )
    world.objects["meeting.unwritten"] = unwritten
    add_reserved_projets(world, own)


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


def add_what_the_staff_reads(world: World) -> None:
    """Coordination only; drafts; closed sessions; contacts; what was said to the coordination."""
    committee = world.objects["committee.public"]
    world.objects["committee.coordination"] = Committee.objects.create(
        name=world.canary("hidden committee", STAFF),
        acronym="CACHE",
        visibility=Visibility.COORDINATION,
    )
    add_circle(world, "coordination", committee, Visibility.COORDINATION, STAFF)
    for name in ("partners", "coordination"):
        person = world.objects[f"person.{name}"]
        add_contacts(world, Representative.objects.get(person=person), STAFF)
    for name in ("public", "projet", "partners"):
        add_closed_session(world, world.objects[f"meeting.{name}"], name)
    add_what_closed_sessions_left_open(world)
    add_drafts(world, committee)
    add_missed_projet(world)
    add_documents(world)
    add_words_to_the_staff(world)
    add_mail(world)


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


def add_mail(world: World) -> None:
    """What a demonstration kept, and what a real portal could not deliver."""
    file = keep_file(
        by=None,
        name=world.canary("file of a message", STAFF),
        media_type="text/plain",
        content=world.canary("content of a file", STAFF).encode(),
    )
    world.objects["message.kept"] = queue_message(
        by=world.users["coordination"],
        to=Recipient(world.canary("recipient", STAFF), "quelquun@exemple.test"),
        subject=world.canary("subject of a message", STAFF),
        text=world.canary("text of a message", STAFF),
        files=[file],
        about=world.objects["meeting.public"].get_absolute_url(),
        about_title=world.canary("what a message is about", STAFF),
    )
    failed = OutgoingMessage.objects.create(
        recipient_address="refuse@exemple.test",
        subject=world.canary("subject of a message that failed", STAFF),
        text="…",
        message_id="<1@exemple.test>",
        state=OutgoingMessage.State.FAILED,
        attempts=1,
        last_error=world.canary("why a message failed", STAFF),
    )
    failed.files.add(file)
    world.objects["message.failed"] = failed
    world.objects["sentfile.failed"] = {"pk": failed.pk, "file_pk": file.pk}


def add_circle(
    world: World,
    level: str,
    committee: Committee,
    visibility: Visibility,
    readers: frozenset[str],
) -> Representative:
    """One of each thing a committee has, at one level; returns the mandate of who sits there."""
    organization = Organization.objects.create(
        name=world.canary(f"{level} organisation", readers),
        category=Category.objects.first(),
        public_phone=world.canary(f"{level} organisation’s public telephone", readers),
        visibility=visibility,
    )
    membership = Membership.objects.create(
        committee=committee,
        organization=organization,
        invitation=Membership.Invitation.ACCEPTED,
        started_on=date(2014, 4, 1),
        visibility=visibility,
    )
    mandate = add_mandate(world, membership, f"{level} person", readers)
    ended = add_mandate(world, membership, f"{level} person who left", readers)
    ended.ended_on = date(2016, 6, 30)
    ended.save()
    agreement = add_agreement(world, level, committee, visibility, readers)
    Party.objects.filter(agreement=agreement).update(organization=organization)
    add_activity(world, level, agreement, visibility, readers)
    add_projet(world, level, mandate, visibility, readers)
    world.objects |= {
        f"organization.{level}": organization,
        f"membership.{level}": membership,
        f"person.{level}": mandate.person,
        f"mandate.{level}": mandate,
    }
    return mandate


def add_mandate(
    world: World, membership: Membership, what: str, readers: frozenset[str]
) -> Representative:
    person = Person.objects.create(
        first_name="Dominique",
        last_name=world.canary(what, readers),
        function=world.canary(f"function of the {what}", readers),
    )
    return Representative.objects.create(
        person=person, membership=membership, started_on=date(2014, 4, 1)
    )


def add_contacts(world: World, mandate: Representative, readers: frozenset[str]) -> None:
    organization, person = mandate.membership.organization, mandate.person
    OrganizationContact.objects.create(
        organization=organization,
        email=f"{world.canary(f'internal e-mail of {organization}', readers)}@portail.test",
        phone=world.canary(f"internal telephone of {organization}", readers),
        address=world.canary(f"address of {organization}", readers),
        note=world.canary(f"note about {organization}", STAFF),
    )
    PersonContact.objects.create(
        person=person,
        email=f"{world.canary(f'e-mail of {person}', readers)}@portail.test",
        phone=world.canary(f"telephone of {person}", readers),
    )


def add_agreement(
    world: World,
    level: str,
    committee: Committee,
    visibility: Visibility,
    readers: frozenset[str],
) -> Agreement:
    def canary(what: str) -> str:
        return world.canary(f"{level} agreement: {what}", readers)

    agreement = Agreement.objects.create(
        title=canary("title"),
        kind=Agreement.Kind.SPECIFIC,
        number=canary("number"),
        programme=canary("programme"),
        purpose=canary("purpose"),
        outcome=canary("outcome"),
        next_steps=canary("next steps"),
        committee=committee,
        earlier=world.objects["agreement.public"],
        earlier_link=Agreement.Link.ARISES_FROM,
        visibility=visibility,
    )
    party = Party.objects.create(
        agreement=agreement,
        organization=Organization.objects.get(acronym="BAnQ"),
        shown_as=canary("party"),
    )
    Contribution.objects.create(party=party, promised=1234, note=canary("contribution"))
    objective = Objective.objects.create(
        agreement=agreement,
        position=1,
        text=canary("objective"),
        status=Objective.Status.NOT_MET,
        cause=canary("cause"),
        follow_up=canary("what follows"),
    )
    Milestone.objects.create(
        agreement=agreement,
        objective=objective,
        title=canary("milestone"),
        target=JUNE_2014,
        actual=JUNE_2014,
        status=Milestone.Status.MET,
        evidence=canary("evidence"),
    )
    StatusChange.objects.create(
        agreement=agreement,
        status=agreement.status,
        effective=JUNE_2014,
        reason=canary("reason of a status"),
    )
    world.objects[f"agreement.{level}"] = agreement
    world.objects[f"document.{level}"] = attach(
        world, AgreementDocument, agreement, canary("document"), visibility
    )
    return agreement


def add_activity(
    world: World,
    level: str,
    agreement: Agreement,
    visibility: Visibility,
    readers: frozenset[str],
) -> None:
    activity = Activity.objects.create(
        agreement=agreement,
        title=world.canary(f"{level} activity", readers),
        kind=Activity.Kind.STUDY,
        period=JUNE_2014,
        place=world.canary(f"{level} activity’s place", readers),
        description=world.canary(f"{level} activity’s description", readers),
        visibility=visibility,
    )
    activity.objective_links.create(objective=agreement.objectives.get())
    ActivityOrganization.objects.create(
        activity=activity, organization=agreement.parties.get().organization
    )
    attach(
        world,
        ActivityDocument,
        activity,
        world.canary(f"{level} activity’s document", readers),
        visibility,
    )
    world.objects[f"activity.{level}"] = activity


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


def add_documents(world: World) -> None:
    """A level too narrow on an open owner, a level too wide on a hidden one."""
    for name, link, visibility in (
        ("agreement.public", AgreementDocument, Visibility.COORDINATION),
        ("activity.public", ActivityDocument, Visibility.COORDINATION),
        ("meeting.public", MeetingDocument, Visibility.COORDINATION),
        ("agreement.coordination", AgreementDocument, Visibility.PUBLIC),
        ("meeting.draft", MeetingDocument, Visibility.PUBLIC),
    ):
        title = world.canary(f"{visibility} document of {name}", STAFF)
        document = attach(world, link, world.objects[name], title, visibility)
        kind, level = name.split(".")
        world.objects[f"document.{visibility}_of_{level}_{kind}"] = document


def add_words_to_the_staff(world: World) -> None:
    coordination = world.users["coordination"]
    Comment.objects.create(
        minutes=world.objects["meeting.partners"].minutes,
        author=coordination,
        text=world.canary("somebody else’s comment", STAFF),
    )
    called = world.objects["meeting.called"]
    silent = Representative.objects.current().exclude(replies__meeting=called).first()
    add_proposal(
        world,
        "other",
        silent,
        STAFF,
        document=store_document(
            by=None,
            file=ContentFile(b"%PDF-1.7\n%%EOF", name="f.pdf"),
            title=world.canary("document of somebody else’s proposal", STAFF),
        ),
    )
    Reply.objects.create(
        meeting=called,
        representative=silent,
        answer=Reply.Answer.ABSENT,
        note=world.canary("somebody else’s reply", STAFF),
    )
    Membership.objects.filter(pk=Membership.objects.order_by("pk").first().pk).update(
        invitation_note=world.canary("note about an invitation", STAFF)
    )
    invitation = AccountInvitation.objects.create(
        email=f"{world.canary('e-mail of an invitation', ADMINISTRATION)}@portail.test",
        roles=[Role.PARTNER],
        token_sha256=AccountInvitation.digest(TOKEN),
        expires_at=timezone.now() + timedelta(days=2),
        created_by=world.users["administration"],
    )
    world.objects["invitation.sent"] = invitation
