"""Who was called to a meeting, when, by what, and what they answered."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from meetings.models import Meeting, MeetingMessage, PersonalLink, Reply
from meetings.seats import mandates_concerned, mandates_on
from members.models import Representative


@dataclass(frozen=True)
class CallLine:
    """One person of the list; « sits » on the day that the meeting has now."""

    mandate: Representative
    organization: str
    sits: bool
    messages: list[MeetingMessage]
    has_link: bool
    reply: Reply | None


def call_sheet(meeting: Meeting) -> list[CallLine]:
    """Everybody who was called, and whoever sits on the day and was not."""
    mandates = mandates_concerned(meeting).select_related("person", "membership__organization")
    sitting = set(mandates_on(meeting.committee_id, meeting.date).values_list("pk", flat=True))
    messages = messages_by_mandate(meeting)
    links = set(
        PersonalLink.objects.unrevoked()
        .filter(meeting=meeting)
        .values_list("representative", flat=True)
    )
    replies = {reply.representative_id: reply for reply in meeting.replies.all()}
    return [
        CallLine(
            mandate=mandate,
            organization=mandate.membership.organization.name_on(meeting.date),
            sits=mandate.pk in sitting,
            messages=messages[mandate.pk],
            has_link=mandate.pk in links,
            reply=replies.get(mandate.pk),
        )
        for mandate in mandates.prefetch_related("membership__organization__former_names")
    ]


def messages_by_mandate(meeting: Meeting) -> Any:
    rows = (
        MeetingMessage.objects.filter(convocation__meeting=meeting)
        .select_related("convocation", "message")
        .defer("message__text")
        .order_by("pk")
    )
    found = defaultdict(list)
    for row in rows:
        found[row.representative_id].append(row)
    return found
