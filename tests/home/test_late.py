"""What is late: follow-ups and milestones in one list, the latest first."""

import pytest

from arbj_portal.core.roles import Role
from arbj_portal.home.late import what_is_late
from members.models import Person
from tests.home.factories import (
    make_agreement,
    make_committee,
    make_follow_up,
    make_meeting,
    make_milestone,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_the_latest_comes_first_and_what_is_on_time_is_left_out() -> None:
    meeting, agreement = make_meeting(make_committee()), make_agreement()
    person = Person.objects.create(first_name="Une", last_name="Personne")
    make_follow_up(meeting, "hier", days=-1, person=person)
    make_follow_up(meeting, "aujourd’hui", days=0, person=person)
    make_follow_up(meeting, "demain", days=1, person=person)
    make_follow_up(meeting, "fait", days=-9, person=person, status="done")
    make_milestone(agreement, "ancien", due="2020-05")
    make_milestone(agreement, "ouvert", due="2020-05/..")
    make_milestone(agreement, "lointain", due="2190")
    late = what_is_late(make_user(Role.COORDINATION), follow_ups=True)
    assert [(line.kind, line.title, line.whose, str(line.due)) for line in late] == [
        ("Jalon", "ancien", "Entente", "mai\xa02020"),
        ("Suivi", "hier", "Une Personne", late[1].due),
    ]
    assert late[1].lateness == "En retard de 1 jour"


def test_the_latest_milestones_are_those_shown() -> None:
    agreement = make_agreement()
    for year in range(2018, 2025):
        make_milestone(agreement, str(year), due=f"{year - 10}/{4043 - year}")
    late = what_is_late(make_user(Role.ADMINISTRATION), follow_ups=False)
    assert [line.title for line in late] == ["2024", "2023", "2022", "2021", "2020", "2019"]


def test_the_administration_chases_milestones_only() -> None:
    make_follow_up(make_meeting(make_committee()), "suivi de la coordination")
    milestone = make_milestone(make_agreement())
    late = what_is_late(make_user(Role.ADMINISTRATION), follow_ups=False)
    assert [line.title for line in late] == [milestone.title]


def test_one_s_own_milestones_stand_apart_while_they_are_awaited() -> None:
    user = make_user(
        Role.COORDINATION, person=Person.objects.create(first_name="Une", last_name="Autre")
    )
    going_on, ended = make_agreement(), make_agreement(status="completed")
    make_milestone(going_on, "le mien", responsible=user.person)
    make_milestone(ended, "le mien, d’une entente finie", responsible=user.person)
    make_milestone(going_on, "de quelqu’un d’autre")
    assert {line.title for line in what_is_late(user, follow_ups=False)} == {
        "le mien, d’une entente finie",
        "de quelqu’un d’autre",
    }
