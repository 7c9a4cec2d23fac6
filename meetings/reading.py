"""What one person may read of a meeting: the page shows this, and nothing else."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from agreements.models import Agreement
from arbj_portal.core.models import Document
from arbj_portal.core.roles import reads_everything
from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    Attendance,
    Comment,
    Decision,
    Erratum,
    FollowUp,
    LeftOut,
    Meeting,
    MeetingDocument,
    Minutes,
    Reply,
)
from meetings.provenance import tell_provenance
from meetings.quorum import Quorum, quorum_of
from meetings.seats import Seat, in_protocol_order, mandates_for


@dataclass
class Point:
    """A point of the agenda, with those of its parts that are open to the reader."""

    item: AgendaItem
    notes: str = ""
    presenter: Any = None
    objective: Any = None
    documents: list[Document] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
    is_read: bool = False


@dataclass
class AttendanceGroup:
    """« Présences », « Absences motivées »: people of one status, in the order of protocol."""

    status: str
    title: str
    seats: list[Seat]


@dataclass
class Reading:
    """A meeting as one reader finds it."""

    meeting: Meeting
    is_partner: bool
    minutes: Minutes | None
    agreement: Agreement | None
    objectives: list[Any]
    points: list[Point]
    attendance: list[AttendanceGroup]
    guests: list[Attendance]
    comments: list[Comment]
    documents: list[MeetingDocument]
    replies: list[Reply]
    own_replies: list[Reply]
    has_seat: bool
    quorum: Quorum = field(default_factory=lambda: Quorum(None))
    minutes_file: Document | None = None
    adopted_by: Decision | None = None
    proposed_adoption: Decision | None = None
    left_out: list[LeftOut] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)

    @property
    def has_fictitious_people(self) -> bool:
        people = [seat.attendance for group in self.attendance for seat in group.seats]
        return any(row.is_demonstration for row in (*people, *self.guests) if row)


def read_meeting(meeting: Meeting, user: Any) -> Reading:
    """A meeting that the user may see, read part by part with the rule of each part."""
    minutes = (
        Minutes.objects.visible_to(user)
        .filter(meeting=meeting)
        .select_related("document", "published_by")
        .first()
    )
    if minutes:
        minutes.meeting = meeting
    agreements = Agreement.objects.visible_to(user)
    comments = Comment.objects.visible_to(user).filter(minutes=meeting.pk).select_related("author")
    has_seat = meeting.awaits_replies and mandates_for(user, meeting).exists()
    replies = list(replies_to(meeting, user))
    is_partner = reads_everything(user) or (
        Meeting.objects.of_partner(user).filter(pk=meeting.pk).exists()
    )
    reading = Reading(
        meeting=meeting,
        is_partner=is_partner,
        minutes=minutes,
        agreement=row_of(agreements, meeting.agreement_id),
        objectives=list(
            meeting.objectives.filter(agreement__in=agreements).select_related("agreement")
        ),
        points=points_of(meeting, user, minutes, shows_people=is_partner),
        attendance=[],
        guests=[],
        comments=list(comments),
        documents=[],
        replies=replies if reads_everything(user) else [],
        own_replies=[reply for reply in replies if reply.is_of(user)],
        has_seat=has_seat,
    )
    if reads_everything(user) and meeting.is_to_come:
        reading.left_out = list(
            meeting.left_out.select_related(
                "carried_from",
                "adopts_minutes__meeting__committee",
                "about_decision",
                "follow_up",
            )
        )
    if minutes:
        read_attendance(reading, user)
        reading.adopted_by = row_of(
            Decision.objects.visible_to(user).select_related("agenda_item__meeting"),
            minutes.adopted_by_id,
        )
        if reads_everything(user):
            reading.proposed_adoption = Decision.objects.proposing_to_adopt(minutes).first()
        read_errata(reading, user)
    read_documents(reading, user)
    place_comments(reading)
    return reading


def row_of(visible: Any, key: int | None) -> Any:
    """The row of this key, where there is one and it may be seen."""
    return visible.filter(pk=key).first()


def replies_to(meeting: Meeting, user: Any) -> Any:
    if not meeting.is_called:
        return Reply.objects.none()
    replies = Reply.objects.visible_to(user).filter(meeting=meeting)
    return replies.select_related(
        "representative__person__user", "representative__membership__organization"
    )


def points_of(
    meeting: Meeting, user: Any, minutes: Minutes | None, *, shows_people: bool
) -> list[Point]:
    """The points that one may see; their notes and what came out of them with the minutes."""
    items = list(
        AgendaItem.objects.visible_to(user)
        .filter(meeting=meeting)
        .in_order()
        .select_related("parent", "presenter", "objective__agreement")
    )
    tell_provenance(items, user)
    agreements = set(
        Agreement.objects.visible_to(user)
        .filter(pk__in={item.objective.agreement_id for item in items if item.objective})
        .values_list("pk", flat=True)
    )
    decisions = by_item(decisions_of(meeting, user))
    follow_ups = by_item(
        FollowUp.objects.visible_to(user).filter(agenda_item__meeting=meeting).told_to(user)
    )
    return [
        Point(
            item=item,
            notes=item.notes if minutes else "",
            presenter=item.presenter if shows_people or minutes else None,
            objective=item.objective
            if item.objective and item.objective.agreement_id in agreements
            else None,
            decisions=decisions[item.pk],
            follow_ups=follow_ups[item.pk],
            is_read=minutes is not None,
        )
        for item in items
    ]


def by_item(rows: Any) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.agenda_item_id].append(row)
    return found


def decisions_of(meeting: Meeting, user: Any) -> list[Decision]:
    """The decisions of a meeting, each with the earlier minutes that it adopted."""
    decisions: list[Any] = list(
        Decision.objects.visible_to(user)
        .filter(agenda_item__meeting=meeting)
        .prefetch_related("stances__attendance__person")
        .select_related("agenda_item__meeting", "moved_by__person", "seconded_by__person")
        .told_to(user)
        .order_by("id")
    )
    adopted = defaultdict(list)
    minutes = Minutes.objects.visible_to(user).filter(adopted_by__in=decisions)
    for row in minutes.select_related("meeting__committee"):
        adopted[row.adopted_by_id].append(row)
    for decision in decisions:
        decision.adopts = adopted[decision.pk]
    return decisions


def read_attendance(reading: Reading, user: Any) -> None:
    """People by status; whoever has no mandate stands with the guests."""
    meeting = reading.meeting
    attendances = list(
        Attendance.objects.visible_to(user)
        .filter(meeting=meeting)
        .select_related(
            "person",
            "replaced_by__person",
            "representative__membership__organization__locality",
        )
        .prefetch_related("representative__membership__organization__former_names", "exits")
        .order_by("representative__person__last_name", "representative__person__first_name", "id")
    )
    seats = [
        Seat(row.person, meeting.date, row.representative, row)
        for row in attendances
        if row.person and row.representative
    ]
    titles = {
        Attendance.Status.PRESENT: "Présences",
        Attendance.Status.REMOTE: "À distance",
        Attendance.Status.EXCUSED: "Absences motivées",
        Attendance.Status.ABSENT: "Absences",
    }
    for status, title in titles.items():
        of_status = [seat for seat in seats if seat.attendance and seat.attendance.status == status]
        if of_status:
            reading.attendance.append(AttendanceGroup(status, title, in_protocol_order(of_status)))
    reading.guests = [row for row in attendances if not row.representative]
    reading.quorum = quorum_of(meeting, attendances)


def read_documents(reading: Reading, user: Any) -> None:
    """What is attached to the meeting, to its points and to its minutes, and may be read."""
    points = {point.item.pk: point for point in reading.points}
    attached = list(reading.meeting.attachments.select_related("document"))
    of_points = list(
        AgendaItemDocument.objects.filter(agenda_item__in=points).select_related("document")
    )
    file = reading.minutes and reading.minutes.document
    documents = [row.document for row in attached] + [row.document for row in of_points]
    readable = readable_among([*documents, *([file] if file else [])], user)
    reading.documents = [row for row in attached if row.document in readable]
    for row in of_points:
        if row.document in readable:
            points[row.agenda_item_id].documents.append(row.document)
    reading.minutes_file = file if file in readable else None


def readable_among(documents: list[Document], user: Any) -> set[Document]:
    """Those that the user may read; their rule is long, and is asked once for all."""
    if not documents:
        return set()
    keys = [document.pk for document in documents]
    return set(Document.objects.visible_to(user).filter(pk__in=keys).only("pk"))


def read_errata(reading: Reading, user: Any) -> None:
    """All of them at the head of the minutes, and each under its point."""
    errata = Erratum.objects.visible_to(user).filter(minutes=reading.meeting.pk)
    reading.errata = list(errata.select_related("agenda_item__parent", "author"))
    for point in reading.points:
        point.errata = [row for row in reading.errata if row.agenda_item_id == point.item.pk]


def place_comments(reading: Reading) -> None:
    """Each comment under its point; those on the whole, or on a point not shown, stay apart."""
    points: dict[int | None, Point] = {point.item.pk: point for point in reading.points}
    on_the_whole: list[Comment] = []
    for comment in reading.comments:
        point = points.get(comment.agenda_item_id)
        (point.comments if point else on_the_whole).append(comment)
    reading.comments = on_the_whole
