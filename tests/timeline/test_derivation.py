"""Whatever is done to the rooms below, the timeline equals what it is derived from."""

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from agreements.models import (
    Activity,
    ActivityObjective,
    ActivityOrganization,
    Agreement,
    Objective,
    Party,
    StatusChange,
)
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Visibility
from arbj_portal.timeline.models import ObjectiveLink, OrganizationLink, TimelineEntry
from meetings.models import AgendaItem, Attendance, Meeting, MeetingObjective, Minutes
from members.models import Committee, Membership, Organization, Representative, User
from tests.timeline.conftest import Circles
from tests.timeline.expectations import assert_as_expected
from tests.timeline.factories import (
    make_activity,
    make_agreement,
    make_attendance,
    make_change,
    make_mandate,
    make_meeting,
    make_objective,
    make_organization,
)

EDTF = ["2014", "2014-05", "2014-01/2014-03", "{2014-05-22,2014-10-09}", "2014-07/..", "../2013-12"]
REFUSED = re.compile("_(locked_once_adopted|adopted_stays)$")
LINKS = (ActivityObjective, ActivityOrganization, MeetingObjective, Party)


class Chance:
    """One random act after another, each as a room would write it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.acts: list[Callable[[], Any]] = [
            self.add_activity, self.add_meeting, self.add_change, self.add_point,
            self.add_link, self.add_link, self.attend, self.write_minutes, self.adopt,
            self.edit_activity, self.edit_meeting, self.edit_agreement, self.edit_change,
            self.edit_point, self.edit_attendance, self.move_mandate, self.change_level,
            self.change_level, self.in_bulk, self.delete_link, self.delete_thing, self.fail,
        ]  # fmt: skip

    def act(self) -> str:
        """What adopted minutes refuse is not done, and leaves no trace."""
        act = self.random.choice(self.acts)
        try:
            with transaction.atomic():
                act()
        except IntegrityError as error:
            if not REFUSED.search(error.__cause__.diag.constraint_name):
                raise
        return act.__name__

    def any(self, model: type[models.Model], **conditions: Any) -> Any:
        return self.random.choice([*model.objects.filter(**conditions).order_by("pk")] or [None])

    def level(self) -> Visibility:
        return self.random.choice(list(Visibility))

    def period(self) -> Period:
        return Period.from_edtf(self.random.choice(EDTF))

    def save(self, thing: Any, **fields: Any) -> None:
        if thing:
            for name, value in fields.items():
                setattr(thing, name, value)
            thing.save()

    def add_activity(self) -> None:
        make_activity(
            self.random.choice(EDTF),
            agreement=self.any(Agreement),
            committee=self.random.choice([None, self.any(Committee)]),
            visibility=self.level(),
        )

    def add_meeting(self) -> None:
        make_meeting(
            self.any(Committee),
            agreement=self.random.choice([None, self.any(Agreement)]),
            status=self.random.choice([Meeting.Status.DRAFT, Meeting.Status.HELD]),
            visibility=self.level(),
        )

    def add_change(self) -> None:
        status = self.random.choice(list(Agreement.Status))
        make_change(self.any(Agreement), self.random.choice(EDTF), status=status)

    def add_point(self) -> None:
        if meeting := self.any(Meeting):
            AgendaItem.objects.create(
                meeting=meeting,
                parent=self.random.choice(
                    [None, self.any(AgendaItem, meeting=meeting, parent=None)]
                ),
                position=AgendaItem.objects.count() + 1,
                title="Point",
                objective=self.random.choice([None, self.any(Objective)]),
                is_closed_session=self.random.random() < 0.3,
            )

    def add_link(self) -> None:
        model = self.random.choice(LINKS)
        ends = {
            field.name: self.any(field.related_model)
            for field in model._meta.fields
            if isinstance(field, models.ForeignKey)
        }
        if model is ActivityObjective and ends["activity"]:
            ends["objective"] = self.any(Objective, agreement=ends["activity"].agreement)
        if all(ends.values()):
            model.objects.get_or_create(**ends)

    def attend(self) -> None:
        meeting = self.any(Meeting)
        mandate = meeting and self.any(Representative, membership__committee=meeting.committee)
        if mandate and not Attendance.objects.filter(meeting=meeting, person=mandate.person):
            status = self.random.choice(list(Attendance.Status))
            make_attendance(meeting, mandate, status=status)

    def write_minutes(self) -> None:
        if meeting := self.any(Meeting, minutes=None):
            Minutes.objects.create(meeting=meeting, visibility=Visibility.PARTNERS)

    def adopt(self) -> None:
        state = self.random.choice(list(Minutes.State))
        adopted = state in Minutes.ADOPTED_STATES
        level = self.level() if adopted else Visibility.PARTNERS
        is_public = level == Visibility.PUBLIC
        self.save(
            self.any(Minutes),
            state=state,
            adopted_on="2014-10-09" if adopted else None,
            visibility=level,
            published_at=timezone.now() if is_public else None,
            published_by=self.any(User) if is_public else None,
        )

    def edit_activity(self) -> None:
        activity, agreement = self.any(Activity), self.any(Agreement)
        left = ActivityObjective.objects.filter(activity=activity)
        left.exclude(objective__agreement=agreement).delete()
        self.save(
            activity,
            title=f"Activité {self.random.random()}",
            description="Un  état\nde situation. " * self.random.randint(0, 40),
            period=self.period(),
            agreement=agreement,
            is_demonstration=self.random.random() < 0.5,
        )

    def edit_meeting(self) -> None:
        status = self.random.choice(list(Meeting.Status))
        self.save(
            self.any(Meeting),
            place=f"Salle {self.random.random()}",
            date=self.random.choice(["2014-05-29", "2015-01-01"]),
            starts_at=self.random.choice([None, "09:00"]),
            agreement=self.any(Agreement),
            status=status,
            status_reason="Tempête",
        )

    def edit_agreement(self) -> None:
        self.save(
            self.any(Agreement),
            title=f"Entente {self.random.random()}",
            committee=self.any(Committee),
            programme=self.random.choice(["", "Mobilisation-Diversité"]),
        )

    def edit_change(self) -> None:
        status = self.random.choice(list(Agreement.Status))
        self.save(self.any(StatusChange), effective=self.period(), status=status)

    def edit_point(self) -> None:
        self.save(
            self.any(AgendaItem),
            is_closed_session=self.random.random() < 0.5,
            objective=self.random.choice([None, self.any(Objective)]),
        )

    def edit_attendance(self) -> None:
        row = self.any(Attendance)
        others = row and self.any(Attendance, meeting=row.meeting)
        status = self.random.choice(list(Attendance.Status))
        self.save(row, status=status, replaced_by=self.random.choice([None, others]))

    def move_mandate(self) -> None:
        """As a correction would: the mandate, or the membership behind it, was another's."""
        if self.random.random() < 0.5:
            mandate = self.any(Representative)
            committee = mandate.membership.committee
            self.save(mandate, membership=self.any(Membership, committee=committee))
        else:
            self.save(self.any(Membership), organization=make_organization())

    def change_level(self) -> None:
        model = self.random.choice([Activity, Agreement, Meeting, Committee, Organization])
        self.save(self.any(model), visibility=self.level())

    def in_bulk(self) -> None:
        self.random.choice([Activity, Agreement]).objects.update(visibility=self.level())
        Meeting.objects.filter(visibility=self.level()).update(visibility=self.level())

    def delete_link(self) -> None:
        if link := self.any(self.random.choice([*LINKS, AgendaItem])):
            link.delete()

    def delete_thing(self) -> None:
        model = self.random.choice([Activity, Meeting, StatusChange])
        if model is not Meeting:
            self.random.choice([self.any(model) or model.objects.none()]).delete()
        elif meeting := self.any(Meeting):
            Attendance.objects.filter(meeting=meeting).update(replaced_by=None)
            meeting.delete()

    def fail(self) -> None:
        """What is undone must leave no trace."""
        with transaction.atomic():
            self.add_activity()
            self.in_bulk()
            transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(6))
def test_random_changes_leave_the_timeline_equal_to_its_sources(
    circles: Circles, seed: int
) -> None:
    chance = Chance(seed)
    for committee in (circles.committee, circles.other_committee):
        for _ in range(2):
            make_mandate(committee)
    for agreement in (circles.agreement, circles.other_agreement, make_agreement()):
        make_objective(agreement)
    done = []
    for _ in range(3):
        for _ in range(10):
            done += [chance.act() for _ in range(5)]
            assert TimelineEntry.objects.differences() == [], done
        for user in circles.viewers.values():
            if user.is_authenticated:
                user.refresh_from_db()  # as the next request finds them
            assert_as_expected(user)
    kept = set(TimelineEntry.objects.values_list("key", "title", "visibility", "starts_on"))
    TimelineEntry.objects.rebuild()
    assert TimelineEntry.objects.differences() == []
    assert kept == set(TimelineEntry.objects.values_list("key", "title", "visibility", "starts_on"))


def test_rebuild_repairs_whatever_is_wrong(circles: Circles, capsys: Any) -> None:
    activity = make_activity(agreement=circles.agreement)
    meeting = make_meeting(circles.committee)
    lost = make_change(circles.agreement)
    objective = make_objective(circles.agreement)
    ActivityObjective.objects.create(activity=activity, objective=objective)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_timelineentry SET title = 'Faux' WHERE source = 'activity'")
        cursor.execute("DELETE FROM timeline_timelineentry WHERE source = 'status'")
        cursor.execute("UPDATE timeline_objectivelink SET visibility = 'public'")
        cursor.execute(
            "INSERT INTO timeline_organizationlink "
            "(entry_id, organization_id, starts_on, visibility) VALUES (%s, %s, now(), 'public')",
            [f"meeting-{meeting.pk}", circles.party.pk],
        )
    assert TimelineEntry.objects.differences() == [
        f"activity-{activity.pk}", f"meeting-{meeting.pk}", f"status-{lost.pk}"
    ]  # fmt: skip
    call_command("rebuild_timeline")
    assert capsys.readouterr().out == "Chronologie recomposée\xa0: 3 inscriptions.\n"
    assert TimelineEntry.objects.differences() == []
    assert not OrganizationLink.objects.filter(entry=f"meeting-{meeting.pk}").exists()
    assert ObjectiveLink.objects.get().visibility == Visibility.PARTNERS


def test_an_unrelated_change_touches_no_entry(circles: Circles) -> None:
    """Notes of a point are saved every other second: they must not lock the meeting."""
    point = AgendaItem.objects.create(
        meeting=make_meeting(circles.committee), position=1, title="Point"
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE asked (roots bigint[]) ON COMMIT DROP")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION timeline_refresh(of_source text, roots bigint[]) "
            "RETURNS void LANGUAGE sql AS 'INSERT INTO asked VALUES (roots)'"
        )
        AgendaItem.objects.filter(pk=point.pk).update(notes="Ce qui se dit.", version=2)
        cursor.execute("SELECT roots FROM asked")
        assert cursor.fetchall() == []
        AgendaItem.objects.filter(pk=point.pk).update(is_closed_session=True)
        cursor.execute("SELECT roots FROM asked")
        assert cursor.fetchall() == [([point.meeting_id],)]
