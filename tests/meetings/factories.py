"""Meetings for tests: a table with three seats, and what happens at it."""

from datetime import date, time
from itertools import count
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from arbj_portal.core.roles import Role, Visibility
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting, Minutes
from members.models import Committee, Organization, Person, Representative, User
from tests.members.factories import (
    make_committee,
    make_membership,
    make_organization,
    make_person,
    make_user,
)

PUBLIC, PARTNERS, COORDINATION = Visibility
DAY = date(2026, 3, 12)
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
numbers = count(1)


class Table:
    """A committee with three representatives, and one account of each kind."""

    def __init__(self, name: str = "Table de concertation", acronym: str = "TCJI") -> None:
        self.committee = make_committee(name, acronym=acronym)
        self.audet, self.boivin, self.roy = (
            self.seat(name, organization)
            for name, organization in (
                ("Audet", "Administration régionale"),
                ("Boivin", "Ville de Chapais"),
                ("Roy", "Chambre de commerce"),
            )
        )
        self.coordination = make_user(Role.COORDINATION, name="Claire Lavoie")
        self.administration = make_user(Role.ADMINISTRATION)
        self.partner = make_user(Role.PARTNER, person=self.boivin.person, name="Sam Boivin")
        self.outsider = make_user(Role.PARTNER)
        self.anonymous = AnonymousUser()

    def seat(self, last_name: str, organization: str, **fields: Any) -> Representative:
        body = Organization.objects.filter(name=organization).first()
        membership = make_membership(self.committee, body or make_organization(organization))
        person = make_person(last_name, first_name="Dominique", civility="mme")
        return Representative.objects.create(person=person, membership=membership, **fields)

    @property
    def readers(self) -> dict[str, Any]:
        return {
            "coordination": self.coordination,
            "administration": self.administration,
            "partner": self.partner,
            "outsider": self.outsider,
            "anonymous": self.anonymous,
        }


def make_meeting(committee: Committee, **fields: Any) -> Meeting:
    number = next(numbers)
    defaults = {
        "number": number,
        "title": f"Rencontre {number}",
        "date": DAY,
        "starts_at": time(13, 30),
        "ends_at": time(16),
        "status": Meeting.Status.HELD,
    }
    return Meeting.objects.create(committee=committee, **(defaults | fields))


def now(row: Meeting | Minutes) -> dict[str, Any]:
    """What a step takes of a meeting, or of its minutes, by somebody who just read it."""
    name = "minutes" if isinstance(row, Minutes) else "meeting"
    return {name: row, "version": Meeting.objects.get(pk=row.pk).version}


def make_minutes(meeting: Meeting, state: str = Minutes.State.DRAFT, **fields: Any) -> Minutes:
    if state in Minutes.ADOPTED_STATES:
        fields = {"adopted_on": meeting.date} | fields
    return Minutes.objects.create(meeting=meeting, state=state, **fields)


def publish(minutes: Minutes, by: User) -> Minutes:
    minutes.visibility, minutes.published_at, minutes.published_by = PUBLIC, timezone.now(), by
    minutes.save()
    return minutes


def make_point(meeting: Meeting, **fields: Any) -> AgendaItem:
    parent = fields.get("parent")
    position = meeting.agenda_items.filter(parent=parent).count() + 1
    defaults = {"title": f"Point {position}", "position": position}
    return AgendaItem.objects.create(meeting=meeting, **(defaults | fields))


def attend(
    meeting: Meeting, mandate: Representative, status: str = "present", **fields: Any
) -> Attendance:
    return Attendance.objects.create(
        meeting=meeting, representative=mandate, person=mandate.person, status=status, **fields
    )


def make_decision(point: AgendaItem, **fields: Any) -> Decision:
    return Decision.objects.create(
        agenda_item=point, **({"text": "D’adopter le plan d’action."} | fields)
    )


def make_follow_up(point: AgendaItem, person: Person | None = None, **fields: Any) -> FollowUp:
    return FollowUp.objects.create(
        agenda_item=point, person=person, **({"text": "Écrire au ministère"} | fields)
    )


def pdf(name: str = "pv.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")
