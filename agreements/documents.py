"""Who may read a document attached to an agreement or to an activity.

« Partenaires » means those of what the document is attached to: who reads a public agreement
is not a partner of it.
"""

from typing import Any

from django.db.models import Q

from agreements.models import Activity, ActivityDocument, Agreement, AgreementDocument
from arbj_portal.core.roles import Visibility


def documents_of_agreements(user: Any) -> Q:
    visible = Agreement.objects.visible_to(user)
    public = AgreementDocument.objects.filter(agreement__in=visible)
    partners = public.filter(agreement__in=Agreement.objects.of_partner(user))
    return by_level(public, partners)


def documents_of_activities(user: Any) -> Q:
    visible = Activity.objects.visible_to(user)
    public = ActivityDocument.objects.filter(activity__in=visible)
    partners = public.filter(activity__in=Activity.objects.of_partner(user))
    return by_level(public, partners)


def by_level(public: Any, partners: Any) -> Q:
    return Q(visibility=Visibility.PUBLIC, pk__in=public.values("document")) | Q(
        visibility=Visibility.PARTNERS, pk__in=partners.values("document")
    )
