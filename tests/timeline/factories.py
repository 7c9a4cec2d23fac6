"""Things that the timeline tells of, with nothing more said of each than a test needs."""

from itertools import count
from typing import Any

from agreements.models import (
    Activity,
    Agreement,
    Objective,
    StatusChange,
)
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Role
from meetings.models import Attendance, Meeting
from members.models import (
    Category,
    Committee,
    Membership,
    Organization,
    Person,
    Representative,
    User,
)

numbers = count(1)


def make_committee(**fields: Any) -> Committee:
    number = next(numbers)
    return Committee.objects.create(
        **{"name": f"Instance {number}", "acronym": f"I{number}"} | fields
    )


def make_organization(**fields: Any) -> Organization:
    category, _ = Category.objects.get_or_create(name="Autre organisme")
    return Organization.objects.create(
        **{"name": f"Organisme {next(numbers)}", "category": category} | fields
    )


def make_mandate(
    committee: Committee, organization: Organization | None = None, **fields: Any
) -> Representative:
    """Somebody who sits in the committee, for an organisation that is a member of it."""
    membership, _ = Membership.objects.get_or_create(
        committee=committee,
        organization=organization or make_organization(),
        defaults={"invitation": Membership.Invitation.ACCEPTED},
    )
    person = Person.objects.create(first_name="Ève", last_name=f"Roy {next(numbers)}")
    return Representative.objects.create(person=person, membership=membership, **fields)


def make_user(*roles: Role, mandate: Representative | None = None) -> User:
    number = next(numbers)
    return User.objects.create_user(
        f"compte{number}@portail.test",
        roles=list(roles),
        name=f"Compte {number}",
        person=mandate and mandate.person,
    )


def make_agreement(**fields: Any) -> Agreement:
    return Agreement.objects.create(
        **{"title": f"Entente {next(numbers)}", "kind": Agreement.Kind.ADMINISTRATIVE} | fields
    )


def make_objective(agreement: Agreement) -> Objective:
    position = agreement.objectives.count() + 1
    return Objective.objects.create(
        agreement=agreement, position=position, text=f"Objectif {next(numbers)}"
    )


def make_change(agreement: Agreement, edtf: str = "2013-10", **fields: Any) -> StatusChange:
    return StatusChange.objects.create(
        agreement=agreement,
        effective=Period.from_edtf(edtf),
        **{"status": Agreement.Status.SIGNED, "reason": f"Motif {next(numbers)}"} | fields,
    )


def make_activity(edtf: str = "2014-04-23", **fields: Any) -> Activity:
    if "agreement" not in fields and "committee" not in fields:
        fields["committee"] = make_committee()
    return Activity.objects.create(
        period=Period.from_edtf(edtf),
        **{"title": f"Activité {next(numbers)}", "kind": Activity.Kind.TRAINING} | fields,
    )


def make_meeting(committee: Committee, date: str = "2014-05-29", **fields: Any) -> Meeting:
    number = next(numbers)
    return Meeting.objects.create(
        committee=committee,
        date=date,
        **{"number": number, "title": f"Rencontre {number}", "status": Meeting.Status.HELD}
        | fields,
    )


def make_attendance(meeting: Meeting, mandate: Representative, **fields: Any) -> Attendance:
    return Attendance.objects.create(
        meeting=meeting, representative=mandate, person=mandate.person, **fields
    )
