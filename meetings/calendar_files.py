"""The calendar file of a convocation (RFC 5545 and 5546), one for each person."""

from datetime import timedelta

from icalendar import Calendar, Event, vCalAddress

from arbj_portal.core.outbox import Recipient
from meetings.models import Convocation

PRODUCT = "-//ARBJ//Portail de concertation//FR"
AROUND = timedelta(days=366)
"""How far before and after the meeting the file tells when its time zone changes hour."""


def calendar_file(convocation: Convocation, to: Recipient) -> tuple[str, bytes]:
    """Its media type and its text; under one UID, what is told last replaces the rest."""
    method = "REQUEST" if convocation.invites else "CANCEL"
    day = convocation.meeting.date
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event_of(convocation, to))
    calendar.add_missing_timezones(first_date=day - AROUND, last_date=day + AROUND)
    return f"text/calendar; charset=utf-8; method={method}", calendar.to_ical()


def event_of(convocation: Convocation, to: Recipient) -> Event:
    """The meeting; its personal link stays out, for calendars are shared."""
    meeting = convocation.meeting
    event = Event()
    event.add("uid", str(meeting.uid))
    event.add("sequence", convocation.sequence)
    event.add("dtstamp", convocation.sent_at)
    event.add("summary", meeting.title)
    event.add("status", "CONFIRMED" if convocation.invites else "CANCELLED")
    event.add("dtstart", meeting.starts or meeting.date)
    if meeting.ends_at:
        event.add("dtend", meeting.ends)
    if place := " · ".join(filter(None, [meeting.place, meeting.link])):
        event.add("location", place)
    event.add("organizer", organizer_of(convocation))
    event.add("attendee", attendee(to))
    return event


def organizer_of(convocation: Convocation) -> vCalAddress:
    """Whoever called first: calendars take changes from nobody else."""
    first = convocation.meeting.convocations.news().select_related("sent_by").earliest("sequence")
    return calendar_address(first.sent_by.name, first.sent_by.email)


def attendee(to: Recipient) -> vCalAddress:
    """The portal takes the answer, by the personal link."""
    address = calendar_address(to.name, to.address)
    address.params["RSVP"] = "FALSE"
    return address


def calendar_address(name: str, address: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = name
    return found
