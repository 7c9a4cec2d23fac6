"""What came to the portal lately, whatever its kind."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse

from agreements.models import Activity, Agreement
from arbj_portal.core.models import Document
from arbj_portal.reports.models import ReportFile
from meetings.models import Meeting, Minutes
from members.models import Committee

MOST, MOST_OF_A_KIND = 5, 3
PAGES = {
    "agreement": ("Entente", "agreement_detail"),
    "activity": ("Activité", "activity_detail"),
    "meeting": ("Rencontre", "meeting_detail"),
    "document": ("Document", "document_download"),
    Committee.MinutesWord.MINUTES: ("Procès-verbal rendu public", "meeting_detail"),
    Committee.MinutesWord.REPORT: ("Compte rendu rendu public", "meeting_detail"),
}


class News(NamedTuple):
    """One thing that came: its kind as a key of PAGES, its name, when it came."""

    kind: str
    pk: int
    title: str
    at: datetime
    is_demonstration: bool

    @property
    def label(self) -> str:
        return PAGES[self.kind][0]

    @property
    def url(self) -> str:
        return reverse(PAGES[self.kind][1], args=[self.pk])


def what_is_new(user: Any) -> list[News]:
    """The newest of what one may see, all kinds together, in one query.

    A meeting whose minutes came out is told by them alone, and no kind fills the list: many
    activities are often entered in one sitting.
    """
    published = Minutes.objects.visible_to(user).filter(published_at__isnull=False)
    unpublished = Meeting.objects.visible_to(user).exclude(pk__in=published.values("pk"))
    # Of a deposited report, which has a file in each format, one is told.
    is_copy = ~Q(file_of_report__form=ReportFile.Form.PDF) & Q(file_of_report__isnull=False)
    documents = Document.objects.visible_to(user).exclude(is_copy)
    first, *others = (
        newest(rows, kind=kind, title=title, at=at)
        for rows, kind, title, at in (
            (published, F("meeting__committee__minutes_word"), "meeting__title", "published_at"),
            (unpublished, Value("meeting"), "title", "created_at"),
            (Activity.objects.visible_to(user), Value("activity"), "title", "created_at"),
            (Agreement.objects.visible_to(user), Value("agreement"), "title", "created_at"),
            (documents, Value("document"), "title", "uploaded_at"),
        )
    )
    rows = first.union(*others, all=True).order_by("-news_at")[:MOST]
    return [News(*row) for row in rows]


def newest(rows: QuerySet[Any], *, kind: F | Value, title: str, at: str) -> QuerySet[Any]:
    """Columns of the same names and order whatever the model, as a union asks."""
    return (
        rows.annotate(news_kind=kind, news_title=F(title), news_at=F(at))
        .order_by("-news_at")
        .values_list("news_kind", "pk", "news_title", "news_at", "is_demonstration")[
            :MOST_OF_A_KIND
        ]
    )
