"""Which rows make the history of an agreement, and of an activity."""

from django.db.models import Q

from agreements.models import (
    Action,
    Activity,
    ActivityDocument,
    ActivityObjective,
    ActivityOrganization,
    ActivityPhoto,
    Agreement,
    AgreementDocument,
    Contribution,
    Indicator,
    Milestone,
    MilestoneDependency,
    MilestoneDocument,
    Movement,
    Objective,
    Party,
    StatusChange,
)
from arbj_portal.core.history_pages import Source, events_of
from arbj_portal.core.models import Document

FILE_FIELDS = frozenset({"file", "sha256", "size", "media_type", "uploaded_at", "uploaded_by"})
ROW = frozenset({"agreement", "position"})
LINKS = frozenset({"milestone", "depends_on", "attachment"})
MOMENTS = frozenset({"recorded_at", "corrected_at"})


def agreement_history(agreement: Agreement) -> list[Source]:
    """The agreement and its parts; those taken away are found by the events they left."""
    own = Q(agreement=agreement.pk)
    parties = events_of(Party).filter(own).values("pgh_obj")
    contributions = events_of(Contribution).filter(party__in=parties).values("pgh_obj")
    objectives = events_of(Objective).filter(own).values("pgh_obj")
    milestones = events_of(Milestone).filter(own).values("pgh_obj")
    documents = events_of(AgreementDocument).filter(own).values("document")
    return [
        Source(Agreement, Q(pgh_obj=agreement.pk), untold=frozenset({"created_at"})),
        Source(
            StatusChange,
            own,
            "{status}",
            untold=frozenset(
                {"agreement", "author", "recorded_at", "corrected_at", "corrected_by"}
            ),
        ),
        Source(Party, own, "{organization}", untold=ROW),
        Source(
            Contribution,
            Q(party__in=parties),
            "{party}, {form}",
            untold=frozenset({"party", "form"}),
        ),
        Source(
            Movement,
            Q(contribution__in=contributions),
            "{kind}, {amount}",
            untold=frozenset({"contribution", "created_at", "document"}),
        ),
        Source(Objective, own, "{position}. {text}", untold=frozenset({"agreement"})),
        Source(
            Indicator,
            Q(objective__in=objectives),
            "{objective} : {name}",
            untold=frozenset({"objective", "position"}),
        ),
        Source(
            Action,
            Q(objective__in=objectives),
            "{objective} : {text}",
            untold=frozenset({"objective"}),
        ),
        Source(Milestone, own, "{title}", untold=ROW),
        Source(
            MilestoneDependency,
            Q(milestone__in=milestones),
            "{milestone} attend {depends_on}",
            untold=LINKS,
        ),
        Source(
            MilestoneDocument,
            Q(milestone__in=milestones),
            "{milestone}, {attachment}",
            untold=LINKS,
        ),
        Source(AgreementDocument, own, "{document}", untold=frozenset({"agreement", "document"})),
        Source(Document, Q(pgh_obj__in=documents), "{title}", untold=FILE_FIELDS),
    ]


def activity_history(activity: Activity) -> list[Source]:
    """The activity, what it is tied to, and its documents."""
    own = Q(activity=activity.pk)
    attachments = events_of(ActivityDocument).filter(own).values("pgh_obj")
    documents = events_of(ActivityDocument).filter(own).values("document")
    return [
        Source(Activity, Q(pgh_obj=activity.pk), untold=frozenset({"created_at", "created_by"})),
        Source(
            ActivityObjective,
            own,
            "{objective}",
            untold=frozenset({"activity", "objective"}),
        ),
        Source(
            ActivityOrganization,
            own,
            "{organization}",
            untold=frozenset({"activity", "organization"}),
        ),
        Source(
            ActivityPhoto,
            Q(attachment__in=attachments),
            "{alternative}",
            untold=frozenset({"attachment", "width", "height"}),
        ),
        Source(ActivityDocument, own, "{document}", untold=frozenset({"activity", "document"})),
        Source(Document, Q(pgh_obj__in=documents), "{title}", untold=FILE_FIELDS),
    ]
