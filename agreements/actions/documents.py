"""Documents attached to agreements and activities: as open as asked, and never more than these."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models import QuerySet

from agreements.actions.submissions import receive
from agreements.models import Activity, Agreement, Movement
from arbj_portal.core.actions import action
from arbj_portal.core.documents import store_document
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility
from members.models import User


@action
def attach_document(
    *,
    by: User,
    owner: Agreement | Activity,
    file: File,
    title: str,
    visibility: str = Visibility.PARTNERS,
    submission: UUID | None = None,
) -> Document:
    receive(submission, by=by, url=owner.attachments_url)
    owner = type(owner).objects.select_for_update().get(pk=owner.pk)
    document = store_document(by=by, file=file, title=title, visibility=visibility)
    owner.attachments.create(document=document)
    narrow_documents(owner)
    document.refresh_from_db(fields=["visibility"])
    return document


@action
def detach_document(*, by: User, owner: Agreement | Activity, document: Document) -> None:
    """The document leaves its owner; its file and its row stay, for the coordination alone."""
    refuse_proof(owner, document)
    attachments = owner.attachments.filter(document=document)
    withdraw_documents(attachments)
    attachments.delete()


def refuse_proof(owner: Agreement | Activity, document: Document) -> None:
    """What proves a state or a movement of an agreement stays with it."""
    if not isinstance(owner, Agreement):
        return
    states = owner.status_changes.standing().filter(document=document)
    movements = Movement.objects.of_agreement(owner).filter(document=document)
    for proven in (*states, *movements):
        raise ValidationError(
            f"Ce document prouve « {proven} » : joignez-y d’abord une autre pièce."
        )


def withdraw_documents(attachments: QuerySet[Any]) -> None:
    """Keep documents that lose their owner from all but the coordination, whatever comes next."""
    Document.objects.filter(pk__in=attachments.values("document")).update(
        visibility=Visibility.COORDINATION
    )


def narrow_documents(owner: Agreement | Activity) -> None:
    """Bring documents that are more open than their owner to its level."""
    levels = Visibility.values  # from the most open
    too_open = levels[: levels.index(owner.visibility)]
    attached = owner.attachments.values_list("document", flat=True)
    Document.objects.filter(pk__in=attached, visibility__in=too_open).update(
        visibility=owner.visibility
    )
