"""Quorum and signatures, by the rules of the committee and the offices of its people."""

import pytest

from meetings.papers.people import Signature, blocks_of, certifying_signature, signatures_of
from meetings.reading import read_meeting
from members.models import Committee, Membership, Representative
from tests.meetings.factories import Table, attend, make_meeting, make_minutes
from tests.meetings.papers.conftest import Sitting

pytestmark = pytest.mark.django_db

Rule = Committee.QuorumRule


@pytest.mark.parametrize(
    ("rule", "value", "present", "formed"),
    [
        (Rule.NONE, None, 3, False),
        (Rule.NUMBER, 2, 1, False),
        (Rule.NUMBER, 2, 2, True),
        (Rule.SHARE, 50, 1, False),
        (Rule.SHARE, 50, 2, True),
        (Rule.SHARE, 67, 2, False),
        (Rule.SHARE, 100, 3, True),
    ],
)
def test_quorum_follows_the_rule_of_the_committee(
    table: Table, rule: str, value: int | None, present: int, formed: bool
) -> None:
    Committee.objects.update(quorum_rule=rule, quorum_value=value)
    meeting = make_meeting(Committee.objects.get())
    make_minutes(meeting)
    for mandate in (table.audet, table.boivin, table.roy)[:present]:
        attend(meeting, mandate)
    presences, *_ = blocks_of(read_meeting(meeting, table.coordination))
    assert (presences.closing == "FORMANT QUORUM") is formed


def test_two_people_of_an_organisation_are_one_voice_and_advisers_none(table: Table) -> None:
    Committee.objects.update(quorum_rule=Rule.NUMBER, quorum_value=2)
    meeting = make_meeting(Committee.objects.get())
    make_minutes(meeting)
    second = Representative.objects.create(
        person=table.seat("Girard", "Autre").person, membership=table.audet.membership
    )
    table.roy.membership.votes = False
    table.roy.membership.save()
    for mandate in (table.audet, second, table.roy):
        attend(meeting, mandate)
    presences, *_ = blocks_of(read_meeting(meeting, table.coordination))
    assert (len(presences.people), presences.closing) == (3, "")


def test_observers_stand_apart(table: Table) -> None:
    Membership.objects.filter(pk=table.roy.membership_id).update(
        role=Membership.Role.OBSERVER, votes=False
    )
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    attend(meeting, table.audet)
    attend(meeting, table.roy)
    blocks = blocks_of(read_meeting(meeting, table.coordination))
    assert [(block.title, [person.name for person in block.people]) for block in blocks] == [
        ("Présences", ["Mme Dominique Audet"]),
        ("Assistent également à la rencontre", ["Mme Dominique Roy"]),
    ]


def test_minutes_are_signed_by_who_presided_and_who_wrote(sitting: Sitting) -> None:
    reading = read_meeting(sitting.meeting, sitting.table.coordination)
    assert signatures_of(reading) == [
        Signature("Mme Dominique Audet", "Présidence"),
        Signature("Mme Dominique Morin", "Secrétaire"),
    ]


def test_a_line_stays_blank_where_nobody_there_held_the_office(table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    Representative.objects.filter(pk=table.audet.pk).update(office=Representative.Office.CHAIR)
    attend(meeting, table.audet, "excused")
    reading = read_meeting(meeting, table.coordination)
    assert signatures_of(reading) == [Signature("", "Présidence"), Signature("", "Secrétaire")]


def test_the_vice_chair_and_the_coordination_stand_in(table: Table) -> None:
    office = Representative.Office
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    for mandate, held in ((table.audet, office.COORDINATION), (table.roy, office.VICE_CHAIR)):
        Representative.objects.filter(pk=mandate.pk).update(office=held)
        attend(meeting, mandate)
    reading = read_meeting(meeting, table.coordination)
    assert signatures_of(reading) == [
        Signature("Mme Dominique Roy", "Vice-présidence"),
        Signature("Mme Dominique Audet", "Coordination"),
    ]
    assert certifying_signature(meeting.committee_id) == Signature(
        "Mme Dominique Audet", "Coordination"
    )
