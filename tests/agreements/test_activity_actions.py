"""What is written of activities, and what is refused."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile

from agreements.actions.activities import (
    create_activity,
    delete_activity,
    edit_activity,
)
from agreements.actions.documents import attach_document
from agreements.models import Activity, Agreement
from arbj_portal.core.actions import AlreadySubmitted
from arbj_portal.core.models import Document
from members.models import User
from tests.agreements.factories import (
    PDF_BYTES,
    make_activity,
    make_agreement,
    make_objective,
    period,
)
from tests.members.factories import make_organization

Status = Agreement.Status


def activity_fields(agreement: Agreement | None, **fields: Any) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "title": "Formation",
        "kind": "training",
        "period": period("2014-04-23"),
    } | fields


def test_an_activity_is_entered_once_with_what_it_serves(coordination: User) -> None:
    agreement = make_agreement()
    objective, organization = make_objective(agreement), make_organization()
    sent = {
        "by": coordination,
        "fields": activity_fields(agreement),
        "objectives": [objective],
        "organizations": [organization],
        "document": {"file": ContentFile(PDF_BYTES, "affiche.pdf"), "title": "Affiche"},
        "submission": uuid4(),
    }
    activity = create_activity(**sent)
    with pytest.raises(AlreadySubmitted) as again:
        create_activity(**sent)
    assert again.value.result_url == activity.get_absolute_url()
    assert Activity.objects.get() == activity
    assert (activity.objectives.get(), activity.organizations.get()) == (objective, organization)
    document = activity.attachments.get().document
    assert (activity.visibility, document.visibility) == ("partners", "partners")
    assert (document.title, document.uploaded_by) == ("Affiche", coordination)


def test_an_activity_serves_objectives_of_its_agreement(coordination: User) -> None:
    elsewhere = make_objective(make_agreement())
    with pytest.raises(ValidationError) as refused:
        create_activity(
            by=coordination, fields=activity_fields(make_agreement()), objectives=[elsewhere]
        )
    assert list(refused.value.message_dict) == ["objectives"]
    assert not Activity.objects.exists()


def test_an_activity_is_corrected_with_what_it_serves(coordination: User) -> None:
    agreement = make_agreement()
    activity = make_activity(agreement)
    before, after = make_objective(agreement), make_objective(agreement)
    activity.objectives.add(before)
    edit_activity(
        by=coordination,
        activity=activity,
        version=1,
        fields={"title": "Autre titre"},
        objectives=[after],
        organizations=[],
    )
    activity.refresh_from_db()
    assert (activity.title, activity.version) == ("Autre titre", 2)
    assert list(activity.objectives.all()) == [after]


def test_an_activity_goes_to_another_agreement_with_its_objectives(coordination: User) -> None:
    before, after = make_objective(make_agreement()), make_objective(make_agreement())
    activity = make_activity(before.agreement)
    activity.objectives.add(before)
    edit_activity(
        by=coordination,
        activity=activity,
        version=1,
        fields={"agreement": after.agreement},
        objectives=[after],
        organizations=[],
    )
    activity.refresh_from_db()
    assert (activity.agreement, activity.objectives.get()) == (after.agreement, after)


def test_an_activity_changed_in_the_meantime_is_not_taken_back(
    coordination: User, administration: User
) -> None:
    activity = create_activity(by=coordination, fields=activity_fields(make_agreement()))
    attach_document(
        by=administration,
        owner=activity,
        file=ContentFile(PDF_BYTES, "photos.pdf"),
        title="Photos",
    )
    with pytest.raises(PermissionDenied):
        delete_activity(by=coordination, activity=activity)
    assert Activity.objects.get() == activity


def test_an_activity_is_taken_back_by_its_author_with_its_documents(
    coordination: User, administration: User
) -> None:
    activity = create_activity(
        by=coordination,
        fields=activity_fields(make_agreement()),
        document={"file": ContentFile(PDF_BYTES, "affiche.pdf"), "title": "Affiche"},
    )
    assert activity.created_by == coordination
    with pytest.raises(PermissionDenied):
        delete_activity(by=administration, activity=activity)
    delete_activity(by=coordination, activity=activity)
    assert not Activity.objects.exists()
    assert Document.objects.get().visibility == "coordination"
