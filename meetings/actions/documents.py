"""Files attached to meetings: who may read them follows what they are attached to."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from arbj_portal.core.actions import action, claim_submission, lead_to, lock
from arbj_portal.core.documents import store_document
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility, levels_under
from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    Meeting,
    MeetingDocument,
    Minutes,
    MinutesRendering,
)
from members.models import User


@action
def attach_document(
    *,
    by: User,
    submission: UUID,
    meeting: Meeting,
    version: int,
    file: UploadedFile,
    title: str,
    visibility: str = Visibility.PARTNERS,
) -> Document:
    """Attach a file to a meeting, as open as asked, and never more than the meeting."""
    claim = claim_submission(token=submission, by=by)
    meeting = lock(meeting, version)
    meeting.save(update_fields=["version"])
    if visibility not in levels_under(meeting.visibility):
        visibility = meeting.visibility
    document = store_document(by=by, file=file, title=title, visibility=visibility)
    MeetingDocument.objects.create(meeting=meeting, document=document)
    lead_to(claim, meeting.get_absolute_url())
    return document


@action
def detach_document(*, by: User, attachment: MeetingDocument, version: int) -> None:
    """Take a file away from a meeting; the file stays, for the coordination alone."""
    lock(attachment.meeting, version).save(update_fields=["version"])
    share(attachment.document, Visibility.COORDINATION)
    attachment.delete()


@action
def attach_to_point(
    *,
    by: User,
    submission: UUID,
    item: AgendaItem,
    version: int,
    file: UploadedFile,
    title: str,
    visibility: str = Visibility.PARTNERS,
) -> Document:
    """Attach a file to a point of the agenda, never more open than the point."""
    claim = claim_submission(token=submission, by=by)
    meeting = lock(item.meeting, version)
    meeting.save(update_fields=["version"])
    document = store_document(by=by, file=file, title=title, visibility=visibility)
    AgendaItemDocument.objects.create(agenda_item=item, document=document)
    narrow_documents(meeting)
    lead_to(claim, meeting.agenda_url)
    return document


@action
def detach_from_point(*, by: User, attachment: AgendaItemDocument, version: int) -> None:
    """Take a file away from a point; the file stays, for the coordination alone."""
    lock(attachment.agenda_item.meeting, version).save(update_fields=["version"])
    share(attachment.document, Visibility.COORDINATION)
    attachment.delete()


def narrow_documents(meeting: Meeting) -> None:
    """Bring documents that are more open than their meeting, or than their point, to its level."""
    points = meeting.agenda_items.all()
    attached = Q(pk__in=meeting.attachments.values("document")) | Q(
        pk__in=points.values("attachments__document")
    )
    too_open = Document.objects.filter(attached)
    too_open = too_open.exclude(visibility__in=levels_under(meeting.visibility))
    too_open.update(visibility=meeting.visibility)
    closed = points.exclude(pk__in=points.in_the_open().values("pk"))
    Document.objects.filter(pk__in=closed.values("attachments__document")).exclude(
        visibility=Visibility.COORDINATION
    ).update(visibility=Visibility.COORDINATION)


def share_minutes(minutes: Minutes) -> None:
    """Give the files of the minutes the visibility that these have now."""
    Document.objects.filter(
        rendering_of__minutes=minutes, rendering_of__audience=MinutesRendering.Audience.OPEN
    ).exclude(visibility=minutes.visibility).update(visibility=minutes.visibility)
    if minutes.document:
        level = Visibility.COORDINATION if minutes.is_draft else minutes.visibility
        share(minutes.document, level)


def share(document: Document, visibility: str) -> None:
    document.visibility = visibility
    document.save(update_fields=["visibility"])
