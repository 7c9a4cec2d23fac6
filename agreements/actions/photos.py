"""Photographs of an activity: documents of it that its page shows."""

import uuid
from collections.abc import Mapping
from uuid import UUID

from django.core.files.base import ContentFile

from agreements.actions.documents import attach_document
from agreements.actions.submissions import receive
from agreements.models import Activity, ActivityPhoto
from arbj_portal.core.actions import action, lock, write
from arbj_portal.core.images import Photo
from arbj_portal.core.roles import Visibility
from members.models import User


@action
def add_photo(
    *,
    by: User,
    activity: Activity,
    photo: Photo,
    words: Mapping[str, str],
    visibility: str = Visibility.PARTNERS,
    submission: UUID | None = None,
) -> ActivityPhoto:
    """words: alternative, caption, credit. Read by no more people than the activity is."""
    receive(submission, by=by, url=activity.get_absolute_url())
    document = attach_document(
        by=by,
        owner=activity,
        file=ContentFile(photo.content, name="photo.jpg"),
        title=title_of(words),
        visibility=visibility,
    )
    shown = ActivityPhoto(
        attachment=activity.attachments.get(document=document),
        width=photo.width,
        height=photo.height,
    )
    shown.thumbnail.save(f"{uuid.uuid4().hex}.jpg", ContentFile(photo.thumbnail), save=False)
    return write(shown, words)


@action
def change_photo(
    *,
    by: User,
    photo: ActivityPhoto,
    version: int,
    words: Mapping[str, str],
    submission: UUID | None = None,
) -> ActivityPhoto:
    """What is said of it; its document is called the same."""
    attachment = photo.attachment
    receive(submission, by=by, url=attachment.activity.get_absolute_url())
    photo = write(lock(photo, version), words)
    write(attachment.document, {"title": title_of(words)})
    return photo


def title_of(words: Mapping[str, str]) -> str:
    return (words["caption"] or words["alternative"])[:200]
