"""What the demonstration lacks and the tests of access need: something hidden at each level."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from agreements.models import (
    Action,
    Activity,
    ActivityDocument,
    ActivityOrganization,
    ActivityPhoto,
    Agreement,
    AgreementDocument,
    Contribution,
    Indicator,
    Milestone,
    Movement,
    Objective,
    Party,
    StatusChange,
)
from arbj_portal.core.documents import store_document
from arbj_portal.core.models import OutgoingMessage
from arbj_portal.core.outbox import Recipient, keep_file, queue_message
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Role, Visibility
from arbj_portal.reports.models import AccountabilityReport
from meetings.models import (
    AgendaItem,
    Comment,
    FollowUp,
    MeetingDocument,
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
from tests.access_hidden_meetings import (
    add_closed_session,
    add_consultation,
    add_drafts,
    add_meeting,
    add_missed_projet,
    add_projet,
    add_proposal,
    add_reserved_projets,
    add_what_closed_sessions_left_open,
    attach_to_point,
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
    contribution = Contribution.objects.create(
        party=party, promised=1234, note=canary("contribution"), excess_reason=canary("excess")
    )
    Movement.objects.create(
        contribution=contribution,
        kind=Movement.Kind.PAID,
        amount=1235,
        period=Period.from_edtf("2014-06-03"),
        note=canary("movement"),
    )
    objective = Objective.objects.create(
        agreement=agreement,
        position=1,
        text=canary("objective"),
        status=Objective.Status.NOT_MET,
        cause=canary("cause"),
        follow_up=canary("what follows"),
    )
    Indicator.objects.create(objective=objective, name=canary("indicator"), unit=canary("unit"))
    Action.objects.create(
        objective=objective,
        number=1,
        text=canary("action"),
        partners=canary("partners of an action"),
        means=canary("means"),
        indicator=canary("indicator of an action"),
        progress=canary("progress"),
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
    add_report(world, level, agreement, visibility, canary("report"))
    world.objects[f"agreement.{level}"] = agreement
    world.objects[f"document.{level}"] = attach(
        world, AgreementDocument, agreement, canary("document"), visibility
    )
    return agreement


def add_report(
    world: World, level: str, agreement: Agreement, visibility: Visibility, told: str
) -> None:
    """A deposited one, whose page tells the canary."""
    world.objects[f"report.{level}"] = AccountabilityReport.objects.create(
        agreement=agreement,
        period=JUNE_2014,
        visibility=visibility,
        content=[{"slug": "summary", "title": "En bref", "paragraphs": [told], "tables": []}],
        deposited_at=timezone.now(),
        deposited_by=world.users["administration"],
        deposited_for=visibility,
    )


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
    add_photo(world, level, activity, visibility, readers)


def add_photo(
    world: World,
    level: str,
    activity: Activity,
    visibility: Visibility,
    readers: frozenset[str],
) -> None:
    title = world.canary(f"{level} photo", readers)
    document = attach(world, ActivityDocument, activity, title, visibility)
    photo = ActivityPhoto(
        attachment=activity.attachments.get(document=document),
        alternative=world.canary(f"{level} photo in words", readers),
        caption=world.canary(f"{level} photo’s caption", readers),
        credit=world.canary(f"{level} photo’s credit", readers),
        width=1,
        height=1,
    )
    thumbnail = world.canary(f"{level} photo’s bytes", readers)
    photo.thumbnail.save("photo.jpg", ContentFile(thumbnail.encode()))
    world.objects[f"photo.{level}"] = {"pk": photo.pk, "size": "petite"}


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
