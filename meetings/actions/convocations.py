"""Telling people of a meeting, and the links by which they answer."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from arbj_portal.core.actions import action, lock
from arbj_portal.core.models import MessageFile, OutgoingMessage
from arbj_portal.core.outbox import Recipient, keep_file, queue_message, withdraw
from meetings.actions.replies import reply_to_meeting
from meetings.calendar_files import calendar_file
from meetings.calls import (
    CALENDAR,
    Enclosure,
    address_of_link,
    enclosures_of,
    paragraphs_of,
    people_to_tell,
    subject_of,
)
from meetings.models import Convocation, Meeting, MeetingMessage, PersonalLink
from meetings.seats import mandates_on
from members.models import Representative, User


def tell(*, by: User, meeting: Meeting, kind: Convocation.Kind, words: str = "") -> Convocation:
    """Tell everybody concerned, in the transaction that holds the meeting's lock.

    What still waits of a meeting that will not be never leaves.
    """
    convocation = Convocation.objects.create(
        meeting=meeting,
        kind=kind,
        sequence=meeting.convocations.news().count(),
        words=words,
        sent_by=by,
    )
    if not convocation.invites:
        withdraw(
            by=by,
            messages=OutgoingMessage.objects.filter(of_meeting__convocation__meeting=meeting),
        )
    enclosures = enclosures_of(meeting, kind, by)
    files = keep_enclosures(enclosures, by)
    for mandate in people_to_tell(meeting, kind):
        send(by=by, convocation=convocation, mandate=mandate, enclosures=enclosures, files=files)
    return convocation


def tell_the_called(
    *, by: User, meeting: Meeting, kind: Convocation.Kind, words: str = ""
) -> Convocation | None:
    """Tell what becomes of a meeting, where the portal told of it before."""
    if not meeting.convocations.exists():
        return None
    return tell(by=by, meeting=meeting, kind=kind, words=words)


def keep_enclosures(enclosures: list[Enclosure], by: User) -> list[MessageFile]:
    return [
        keep_file(
            by=by,
            name=enclosure.name,
            media_type=enclosure.media_type,
            content=enclosure.make(),
        )
        for enclosure in enclosures
    ]


def send(
    *,
    by: User | None,
    convocation: Convocation,
    mandate: Representative,
    enclosures: list[Enclosure],
    files: list[MessageFile],
) -> MeetingMessage:
    """One person's copy: an e-mail with their link and their calendar file, or a letter.

    by=None: the portal itself, in the name of who called. A reminder brings no calendar file, for
    calendars would ask again what was answered.
    """
    meeting, person = convocation.meeting, mandate.person
    to = Recipient(str(person), person.mail_address)
    if not to.address:
        return MeetingMessage.objects.create(convocation=convocation, representative=mandate)
    link = link_for(convocation, mandate)
    enclosed = [
        file for enclosure, file in zip(enclosures, files, strict=True) if enclosure.is_for(mandate)
    ]
    if not convocation.is_reminder:
        media_type, content = calendar_file(convocation, to)
        enclosed.append(keep_file(by=by, name=CALENDAR, media_type=media_type, content=content))
    message = queue_message(
        by=by,
        to=to,
        subject=subject_of(meeting, convocation.kind),
        text="\n\n".join(paragraphs_of(convocation, mandate, enclosures, link)) + "\n",
        files=enclosed,
        about=meeting.get_absolute_url(),
        about_title=meeting.title,
        reply_to=(by or convocation.sent_by).email,
    )
    return MeetingMessage.objects.create(
        convocation=convocation, representative=mandate, message=message
    )


def link_for(convocation: Convocation, mandate: Representative) -> str:
    """The address by which somebody who sits on the day answers what invites them."""
    meeting = convocation.meeting
    sits = mandates_on(meeting.committee_id, meeting.date).filter(pk=mandate.pk).exists()
    if not (convocation.invites and sits):
        return ""
    link = PersonalLink.objects.unrevoked().filter(meeting=meeting, representative=mandate).first()
    return address_of_link(
        link or PersonalLink.objects.create(meeting=meeting, representative=mandate)
    )


@action
def revoke_link(*, by: User, meeting: Meeting, version: int, mandate: Representative) -> None:
    """The link that somebody holds serves no more."""
    meeting = lock(meeting, version)
    meeting.save(update_fields=["version"])
    links = PersonalLink.objects.unrevoked().filter(meeting=meeting, representative=mandate)
    links.update(revoked_at=timezone.now(), revoked_by=by)


@action
def renew_link(
    *, by: User, meeting: Meeting, version: int, mandate: Representative
) -> MeetingMessage:
    """Send what was told last again, with another link; the former one serves no more."""
    revoke_link(by=by, meeting=meeting, version=version, mandate=mandate)
    meeting = Meeting.objects.select_related("committee").get(pk=meeting.pk)
    convocation = meeting.convocations.news().select_related("sent_by").last()
    if convocation is None or not meeting.awaits_replies:
        raise ValidationError("Cette rencontre n’attend plus de réponse.")
    convocation.meeting = meeting
    enclosures = enclosures_of(meeting, convocation.kind, by)
    return send(
        by=by,
        convocation=convocation,
        mandate=mandate,
        enclosures=enclosures,
        files=keep_enclosures(enclosures, by),
    )


@action
def reply_by_link(
    *,
    by: None,
    link: PersonalLink,
    version: int,
    answer: str,
    substitute: str = "",
    note: str = "",
) -> None:
    """Answer without an account, by a link that still serves when the meeting is locked."""
    meeting = lock(link.meeting, version)
    link = PersonalLink.objects.select_related("representative").get(pk=link.pk)
    link.meeting = meeting
    if not link.serves:
        raise ValidationError("Ce lien ne sert plus.")
    reply_to_meeting(
        by=by,
        meeting=meeting,
        version=version,
        mandates=[link.representative],
        answer=answer,
        substitute=substitute,
        note=note,
    )
