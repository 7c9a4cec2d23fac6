"""The page on which a meeting is recorded: its facts, who was there, its points."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from arbj_portal.core.answers import refusals_in
from meetings.forms.attendance import PREFIX, AttendanceForm, guest_formset, guest_rows
from meetings.forms.choices import SharedChoices
from meetings.forms.facts import MeetingFactsForm
from meetings.forms.outcomes import DecisionForm, FollowUpForm
from meetings.forms.points import BasePointFormSet, point_formset, point_row
from meetings.forms.rows import add_row
from meetings.models import Attendance, Meeting
from meetings.records import FollowUpEntry, MeetingRecord, StaleEntryError
from meetings.seats import Seat, seats_of

POINTS, GUESTS = "points", "invites"
STATUS_KEY = re.compile(rf"{PREFIX}([rp]\d+)-status")
MOVED = "Cette personne n’est pas parmi les présences de cette rencontre."
OTHER_LIST = (
    "Les présences cochées sont celles d’une autre date ou d’une autre instance : "
    "revoyez la liste, puis enregistrez de nouveau."
)


class MeetingLog:
    """Every form of the page, over a new meeting or over one that is known.

    Buttons that only change the page (one more row, the list of the date) bring back what was
    typed without judging it: the log is final when none of them was pressed.
    """

    def __init__(
        self,
        *,
        meeting: Meeting | None = None,
        initial: dict[str, Any] | None = None,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
    ) -> None:
        self.meeting = meeting
        self.data = data.copy() if data is not None else None
        self.is_final = self.data is not None and not (
            {"ajouter", "actualiser", "cocher"} & self.data.keys()
        )
        self.facts = MeetingFactsForm(self.data, files, meeting=meeting, initial=initial)
        if self.data is not None and not self.is_final:
            self.answer_button()
        self.build()
        if self.data is not None and not self.is_final:
            self.hush()

    def answer_button(self) -> None:
        if prefix := self.data.get("ajouter"):
            add_row(self.data, prefix)
        if "cocher" in self.data:
            for seat in self.seats:
                key = f"{PREFIX}{seat.key}-status"
                if seat.sits and not self.data.get(key):
                    self.data[key] = Attendance.Status.PRESENT

    def build(self) -> None:
        guests = list(self.meeting.attendances.filter(person=None)) if self.meeting else []
        self.guests = guest_formset(extra=0 if guests else 2)(
            self.data,
            prefix=GUESTS,
            initial=guest_rows(guests),
            form_kwargs={"stored": {guest.pk: guest for guest in guests}},
        )
        keys = {seat.attendance.pk: seat.key for seat in self.seats if seat.attendance}
        keys |= {guest.pk: f"g{row}" for row, guest in enumerate(guests)}
        self.shared = SharedChoices(self.seats, self.guests.named, keys)
        self.people = [self.attendance_form(seat) for seat in self.seats]
        self.points = self.point_forms()

    @property
    def has_list(self) -> bool:
        """Whether the committee and the date are known, so that there is a list at all."""
        return bool(self.facts.peek("committee") and self.facts.peek("date"))

    @property
    def stored_file(self) -> Any:
        minutes = getattr(self.meeting, "minutes", None)
        return minutes and minutes.document

    @cached_property
    def seats(self) -> list[Seat]:
        return seats_of(self.facts.peek("committee"), self.facts.peek("date"), self.meeting)

    def attendance_form(self, seat: Seat) -> AttendanceForm:
        """Bound where the page that was sent had a line for this person."""
        stored = seat.attendance
        initial = {"status": ""}
        if stored:
            initial = {
                "status": stored.status,
                "arrived_at": stored.arrived_at,
                "left_at": stored.left_at,
                "replaced_by": self.shared.keys.get(stored.replaced_by_id, ""),
            }
        is_told = self.data is not None and f"{PREFIX}{seat.key}-status" in self.data
        return AttendanceForm(
            self.data if is_told else None,
            seat=seat,
            attending=self.shared.attending,
            initial=initial,
        )

    def point_forms(self) -> BasePointFormSet:
        items = []
        may_remove = True
        if self.meeting:
            items = list(
                self.meeting.agenda_items.in_order().prefetch_related(
                    "decisions__adopted_minutes", "decisions__follow_ups", "follow_ups", "comments"
                )
            )
            minutes = getattr(self.meeting, "minutes", None)
            may_remove = minutes is None or minutes.is_draft
        return point_formset(extra=0 if items else 3)(
            self.data,
            prefix=POINTS,
            initial=[point_row(item) for item in items],
            form_kwargs={
                "shared": self.shared,
                "stored": {item.pk: item for item in items},
                "may_remove": may_remove,
            },
        )

    def hush(self) -> None:
        for form in (self.facts, *self.people):
            form._errors = ErrorDict()
            form.cleaned_data = {}
        self.guests.hush()
        self.points.hush()

    @property
    def sources(self) -> list[Any]:
        """Everything that may hold an error, in the order of the page."""
        nested = [form.nested for form in self.points.forms if not form.is_removed]
        return [self.facts, self.people, self.guests, self.points, *nested]

    def is_valid(self) -> bool:
        told = [form for form in self.people if form.is_bound]
        parts = [self.facts, *told, self.guests, self.points]
        if not all(part.is_valid() for part in parts):
            return False
        self.check_list()
        self.check_people()
        self.check_movers()
        return all(part.is_valid() for part in parts)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What the action refuses is told of the facts, or of the follow-up that moved on."""
        with refusals_in(self.facts):
            try:
                yield
            except StaleEntryError as error:
                row = self.row_of(error.entry)
                row.cleaned_data.pop(DELETION_FIELD_NAME, None)  # removed rows tell no errors
                with refusals_in(row):
                    raise

    def row_of(self, entry: FollowUpEntry) -> FollowUpForm:
        rows = [form for point in self.points.forms for form in point.follow_ups.forms]
        return next(form for form in rows if form.instance == entry.follow_up)

    def check_list(self) -> None:
        """What was ticked belongs to the list of this committee on this date."""
        ticked = {
            match[1] for key in self.data if (match := STATUS_KEY.fullmatch(key)) and self.data[key]
        }
        if ticked - {seat.key for seat in self.seats}:
            self.facts.add_error("date", OTHER_LIST)

    def check_people(self) -> None:
        seen = set()
        for form in self.recorded:
            if form.seat.person.pk in seen:
                form.add_error("status", "Cette personne figure déjà parmi les présences.")
            seen.add(form.seat.person.pk)
            replaced_by = form.cleaned_data["replaced_by"]
            if replaced_by and replaced_by not in self.keys_there:
                form.add_error("replaced_by", MOVED)

    def check_movers(self) -> None:
        for form in self.decisions:
            for name in ("moved_by", "seconded_by"):
                key = form.cleaned_data[name]
                if key and key not in self.keys_there:
                    form.add_error(name, MOVED)

    @property
    def recorded(self) -> list[AttendanceForm]:
        return [form for form in self.people if form.is_bound and form.cleaned_data["status"]]

    @property
    def decisions(self) -> Iterable[DecisionForm]:
        for point in self.points.told:
            if not point.is_removed:
                yield from (form for form in point.decisions.told if not form.is_removed)

    @cached_property
    def keys_there(self) -> set[str]:
        presences = [form.presence() for form in (*self.recorded, *self.guests.told)]
        return {presence.key for presence in presences if presence.is_there}

    def record(self) -> MeetingRecord:
        """What the valid page tells."""
        facts = self.facts.cleaned_data
        told = [form for form in self.people if form.is_bound]
        return MeetingRecord(
            values=self.facts.values(),
            objectives=list(facts["objectives"]),
            presences=[form.presence() for form in (*told, *self.guests.told)],
            points=self.points.entries(),
            minutes_file=facts["minutes_file"],
            adopted_on=facts["adopted_on"],
        )
