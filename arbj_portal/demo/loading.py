"""Loads the demonstration: once, whole, and only into an empty portal."""

from django.db import transaction
from django.utils import timezone

from arbj_portal.demo.data.agreements import make_agreements, make_milestones
from arbj_portal.demo.data.chasing import chase
from arbj_portal.demo.data.consultations import make_consultations
from arbj_portal.demo.data.first_meeting import adopt, invent_first_minutes, make_first_meeting
from arbj_portal.demo.data.next_meeting import make_next_meeting
from arbj_portal.demo.data.organizations import (
    list_categories_to_invite,
    make_committee,
    make_members,
    make_organizations,
)
from arbj_portal.demo.data.people import make_people, make_person_in_charge
from arbj_portal.demo.data.portal import make_accounts, make_portal
from arbj_portal.demo.data.reports import begin_accounts
from arbj_portal.demo.data.second_meeting import make_second_meeting
from arbj_portal.demo.dates import Dates
from meetings.actions import make_ordinary_model


@transaction.atomic
def load_demonstration() -> None:
    """Facts first, each as it was published; then the fiction around them."""
    make_portal()
    make_ordinary_model(by=None)
    committee = make_committee()
    organizations = make_organizations()
    list_categories_to_invite(committee)
    agreements = make_agreements(committee, organizations, make_person_in_charge())
    first_meeting = make_first_meeting(committee, agreements)

    dates = Dates.around(timezone.localdate())
    people = make_people(make_members(committee, organizations))
    coordination = make_accounts(people)
    make_milestones(agreements.hoped_for, people.coordination.person, dates)
    first_minutes = invent_first_minutes(first_meeting, agreements, people)
    decision = make_second_meeting(committee, agreements, people, dates)
    adopt(first_minutes, decision, by=coordination)
    make_consultations(committee, agreements, people, dates, by=coordination)
    make_next_meeting(committee, agreements, people, dates, by=coordination)
    chase(dates, by=coordination)
    begin_accounts(agreements.first)
