"""Rows for the home page, as few fields as each needs."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from agreements.models import Agreement, Milestone, Objective
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Role, Visibility
from meetings.models import AgendaItem, FollowUp, Meeting, Minutes
from members.models import Category, Committee, Membership, Organization, Person, Representative
from members.models import User as Account

numbers = count(1)


def day(days: int) -> date:
    """That many days from today."""
    return timezone.localdate() + timedelta(days=days)


def make_user(*roles: Role, person: Person | None = None) -> Account:
    return Account.objects.create_user(
        f"{next(numbers)}@exemple.test", "mot de passe", roles=roles, name="Nom", person=person
    )


def make_committee(**fields: object) -> Committee:
    number = next(numbers)
    return Committee.objects.create(name=f"Instance {number}", acronym=f"I{number}", **fields)


def make_partner(committee: Committee) -> Account:
    """An account whose person sits in the committee."""
    organization = Organization.objects.create(
        name=f"Organisme {next(numbers)}", category=Category.objects.first()
    )
    membership = Membership.objects.create(
        committee=committee, organization=organization, invitation="accepted"
    )
    person = Person.objects.create(first_name="Une", last_name="Personne")
    Representative.objects.create(person=person, membership=membership)
    return make_user(Role.PARTNER, person=person)


def make_agreement(title: str = "Entente", **fields: object) -> Agreement:
    return Agreement.objects.create(title=title, kind=Agreement.Kind.SPECIFIC, **fields)


def make_objective(agreement: Agreement, **fields: object) -> Objective:
    return Objective.objects.create(
        agreement=agreement, position=next(numbers), text="objectif", **fields
    )


def make_milestone(
    agreement: Agreement, title: str = "Jalon", *, due: str = "2020-05", **fields: object
) -> Milestone:
    target = Period.from_edtf(due)
    return Milestone.objects.create(agreement=agreement, title=title, target=target, **fields)


def make_meeting(
    committee: Committee, title: str = "Rencontre", *, days: int = 10, **fields: object
) -> Meeting:
    return Meeting.objects.create(
        committee=committee,
        number=next(numbers),
        title=title,
        date=day(days),
        **{"status": Meeting.Status.CONVENED, **fields},
    )


def make_minutes(meeting: Meeting, **fields: object) -> Minutes:
    return Minutes.objects.create(meeting=meeting, **fields)


def make_follow_up(
    meeting: Meeting, text: str = "Suivi", *, days: int = -3, closed: bool = False, **fields: object
) -> FollowUp:
    if not fields:
        fields = {"person": Person.objects.create(first_name="Une", last_name="Personne")}
    point = AgendaItem.objects.create(
        meeting=meeting, title="Point", position=next(numbers), is_closed_session=closed
    )
    return FollowUp.objects.create(agenda_item=point, text=text, due_on=day(days), **fields)


PUBLIC = {"visibility": Visibility.PUBLIC}
