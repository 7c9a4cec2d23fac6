"""A meeting with everything that real minutes hold."""

from datetime import date, time

import pytest

from meetings.models import AgendaItem, Decision, Meeting, Minutes
from members.models import Committee, Representative
from tests.meetings.factories import (
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
)

FIRST_OF_APRIL = date(2026, 4, 1)
SAYINGS = "« L’œuvre » coûte 1 234,56 $ à l’été; qu’en dit-on? Voilà : 12,5 %."
WORDS = " ".join(f"terme{number}" for number in range(2000))
NOTES = (
    f"<h3>Un constat</h3><p>{SAYINGS}</p><h4>Le détail</h4><p>{WORDS}</p>"
    "<ul><li>un <strong>point gras</strong><ol><li>dessous un</li><li>dessous deux<ul>"
    "<li>plus bas</li></ul></li></ol></li><li><p>à deux</p><p>paragraphes</p></li></ul>"
    '<p>Voir <a href="https://www.quebec.ca/x">le site <em>officiel</em></a>.<br>Dès le 1er mai.'
    "</p><blockquote><p>On a dit</p></blockquote>texte libre"
)


class Sitting:
    """The meeting, its minutes and those of its parts that tests name."""

    def __init__(self, table: Table) -> None:
        self.table = table
        committee = table.committee
        committee.quorum_rule, committee.quorum_value = Committee.QuorumRule.NUMBER, 2
        committee.save()
        Representative.objects.filter(pk=table.audet.pk).update(office=Representative.Office.CHAIR)
        self.secretary = table.seat("Morin", "Secrétariat", office=Representative.Office.SECRETARY)
        self.meeting = make_meeting(
            committee, date=FIRST_OF_APRIL, place="Matagami", number=7, public_count=11
        )
        self.minutes = make_minutes(self.meeting, Minutes.State.PROPOSED)
        self.people()
        self.points()

    def people(self) -> None:
        meeting, table = self.meeting, self.table
        self.audet = attend(meeting, table.audet)
        self.boivin = attend(meeting, table.boivin, "remote", left_at=time(17, 35))
        attend(meeting, self.secretary, arrived_at=time(13, 45))
        attend(meeting, table.roy, "excused", replaced_by=self.boivin)
        meeting.attendances.create(guest_name="Alex Experte", guest_organization="Université")

    def points(self) -> None:
        self.open = make_point(self.meeting, title="Suivi de l’entente", notes=NOTES)
        self.under = make_point(
            self.meeting, parent=self.open, title="Sous le point", notes="<p>dessous</p>"
        )
        self.closed = make_point(
            self.meeting,
            title="Candidatures secrètes",
            notes="<p>paroles secrètes</p>",
            is_closed_session=True,
        )
        self.postponed = make_point(
            self.meeting, title="Budget", outcome=AgendaItem.Outcome.POSTPONED
        )
        self.resolution = make_decision(
            self.open,
            number="TCJI-2026-04-01-01",
            kind=Decision.Kind.RESOLUTION,
            moved_by=self.audet,
            seconded_by=self.boivin,
            outcome=Decision.Outcome.MAJORITY,
            votes_for=2,
            votes_against=1,
            abstentions=0,
        )
        self.consensus = make_decision(
            self.under, number="TCJI-2026-04-01-02", text="De suivre.", without_quorum=True
        )
        self.secret = make_decision(self.closed, number="TCJI-2026-04-01-03", text="Décision tue.")
        make_follow_up(self.open, self.table.roy.person, due_on=date(2026, 5, 1))


@pytest.fixture
def sitting(table: Table) -> Sitting:
    return Sitting(table)


@pytest.fixture
def meeting(sitting: Sitting) -> Meeting:
    return sitting.meeting
