"""Agreements and activities for tests: for the partners unless asked otherwise."""

import hashlib
import io
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from agreements.actions.photos import add_photo
from agreements.models import (
    Action,
    Activity,
    ActivityPhoto,
    Agreement,
    Contribution,
    Indicator,
    Milestone,
    Movement,
    Objective,
    Party,
    StatusChange,
)
from arbj_portal.core.documents import PDF
from arbj_portal.core.images import photo_of
from arbj_portal.core.models import Document
from arbj_portal.core.periods import Period
from members.models import User
from tests.members.factories import make_organization

numbers = count(1)
PDF_BYTES = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


def period(edtf: str) -> Period:
    return Period.from_edtf(edtf)


def make_agreement(title: str | None = None, **fields: Any) -> Agreement:
    fields = {"kind": Agreement.Kind.ADMINISTRATIVE} | fields
    return Agreement.objects.create(title=title or f"Entente {next(numbers)}", **fields)


def make_status_change(agreement: Agreement, status: str, **fields: Any) -> StatusChange:
    fields = {"effective": period("2013-10"), "reason": "Motif"} | fields
    return StatusChange.objects.create(agreement=agreement, status=status, **fields)


def make_party(agreement: Agreement, **fields: Any) -> Party:
    if "organization" not in fields:
        fields["organization"] = make_organization()
    return Party.objects.create(agreement=agreement, **fields)


def make_contribution(party: Party, **fields: Any) -> Contribution:
    return Contribution.objects.create(party=party, **{"promised": 50_000} | fields)


def make_movement(
    contribution: Contribution, kind: str, amount: Any, when: str = "2014-03", **fields: Any
) -> Movement:
    return Movement.objects.create(
        contribution=contribution, kind=kind, amount=amount, period=period(when), **fields
    )


def make_objective(agreement: Agreement, **fields: Any) -> Objective:
    fields = {"position": next(numbers), "text": "assurer la concertation"} | fields
    return Objective.objects.create(agreement=agreement, **fields)


def make_indicator(objective: Objective | None = None, **fields: Any) -> Indicator:
    objective = objective or make_objective(make_agreement())
    fields = {"name": f"Indicateur {next(numbers)}"} | fields
    return Indicator.objects.create(objective=objective, **fields)


def make_action(objective: Objective | None = None, **fields: Any) -> Action:
    objective = objective or make_objective(make_agreement())
    fields = {"number": objective.actions.count() + 1, "text": "Écrire aux employeurs"} | fields
    return Action.objects.create(objective=objective, **fields)


def make_milestone(agreement: Agreement, **fields: Any) -> Milestone:
    fields = {"title": f"Jalon {next(numbers)}"} | fields
    return Milestone.objects.create(agreement=agreement, **fields)


def make_activity(agreement: Agreement | None = None, **fields: Any) -> Activity:
    fields = {
        "title": f"Activité {next(numbers)}",
        "kind": Activity.Kind.TRAINING,
        "period": period("2014-04-23"),
    } | fields
    return Activity.objects.create(agreement=agreement, **fields)


def make_image(size: tuple[int, int] = (1200, 600)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "green").save(content, "JPEG")
    return content.getvalue()


def make_photo(activity: Activity, by: User, **given: Any) -> ActivityPhoto:
    words = {"alternative": "Douze personnes autour d’une table", "caption": "", "credit": ""}
    photo = photo_of(io.BytesIO(make_image()))
    return add_photo(by=by, activity=activity, photo=photo, words=words, **given)


def make_document(owner: Agreement | Activity | None = None, **fields: Any) -> Document:
    """A stored PDF, attached to its owner."""
    fields = {
        "title": f"Document {next(numbers)}",
        "sha256": hashlib.sha256(PDF_BYTES).hexdigest(),
        "size": len(PDF_BYTES),
        "media_type": PDF,
    } | fields
    document = Document(**fields)
    document.file.save("document.pdf", ContentFile(PDF_BYTES), save=False)
    document.save()
    if owner:
        owner.attachments.create(document=document)
    return document


def make_ready(agreement: Agreement) -> Agreement:
    """An agreement that lacks nothing to be signed."""
    Agreement.objects.filter(pk=agreement.pk).update(in_force=period("2013-10/2015-03"))
    make_contribution(make_party(agreement))
    make_party(agreement)
    return agreement
