"""Who may read a document attached to an agreement or to an activity.

« Partenaires » means those of what the document is attached to: who reads a public agreement
is not a partner of it.
"""

from typing import Any

from django.db.models import Q

from agreements.models import ActivityDocument, AgreementDocument
from agreements.models.agreements import agreement_open_to, circle_of, open_to, partnerships_of
from arbj_portal.core.roles import Visibility


def documents_of_agreements(user: Any) -> Q:
    public = AgreementDocument.objects.filter(agreement_open_to(user, "agreement__"))
    return by_level(public, public.filter(agreement__in=partnerships_of(user)))


def documents_of_activities(user: Any) -> Q:
    public = ActivityDocument.objects.filter(open_to(user, "activity__"))
    return by_level(public, public.filter(circle_of(user, "activity__")))


def by_level(public: Any, partners: Any) -> Q:
    return Q(visibility=Visibility.PUBLIC, pk__in=public.values("document")) | Q(
        visibility=Visibility.PARTNERS, pk__in=partners.values("document")
    )
