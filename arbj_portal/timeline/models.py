"""The timeline: one table derived from the rooms below by triggers, never written from here."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models, transaction
from django.db.models import Count, F, Func, Max, Min, OuterRef, Q
from django.db.models.functions import Greatest, JSONObject
from django.urls import reverse
from django.utils import timezone

from agreements.models import Activity, Agreement, Objective
from agreements.models.agreements import agreement_open_to, open_to
from arbj_portal.core.fields import ChoiceField, visibility_field
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.period_fields import PeriodField
from arbj_portal.timeline.fields import DatesField, Words
from meetings.models import Meeting
from members.models import Committee, Organization

MEETING, AGREEMENT = "meeting", "agreement"
KINDS = {MEETING: "Rencontre", AGREEMENT: "Entente", **dict(Activity.Kind.choices)}
TALKS = {Activity.Kind.PRESENTATION, Activity.Kind.COMMUNICATION}
PUT_OFF = {Meeting.Status.CANCELLED, Meeting.Status.POSTPONED}
TOLD_STATES = PUT_OFF | {Meeting.Status.DRAFT}
HEADLINES: dict[str, str] = {
    Agreement.Status.SIGNED: "Signature {}",
    Agreement.Status.IN_FORCE: "Mise en vigueur {}",
    Agreement.Status.SUSPENDED: "Suspension {}",
    Agreement.Status.COMPLETED: "Fin {}\xa0: mandat réalisé",
    Agreement.Status.COMPLETED_PARTIALLY: "Fin {}\xa0: mandat partiellement réalisé",
    Agreement.Status.TERMINATED: "Résiliation {}",
    Agreement.Status.REPLACED: "Remplacement {}",
}
ARTICLES: dict[str, str] = {Agreement.Kind.PROTOCOL: "du ", Agreement.Kind.FUNDING: "de la "}


class TimelineEntryQuerySet(models.QuerySet["TimelineEntry"]):
    MOST_COUNTED = 1000

    def visible_to(self, user: Any) -> "TimelineEntryQuerySet":
        """The entries of the activities, meetings and agreements that the user may see."""
        return self.filter(open_to(user))

    def serving(self, objective: Any, user: Any) -> "TimelineEntryQuerySet":
        """Those tied to an objective, as far as the user may know that they are."""
        return self._tied("objective", objective, user)

    def involving(self, organization: Any, user: Any) -> "TimelineEntryQuerySet":
        """Those an organisation took part in, as far as the user may know that it did."""
        return self._tied("organization", organization, user)

    def _tied(self, name: str, value: Any, user: Any) -> "TimelineEntryQuerySet":
        """Placed by the date of the link, whose index then gives the order."""
        link = f"{name}links"
        tied = self.filter(open_to(user, f"{link}__"), **{f"{link}__{name}": value})
        return tied.alias(place=F(f"{link}__starts_on"))

    def saying(self, typed: str) -> "TimelineEntryQuerySet":
        """Those whose title or summary holds every word typed, or words that begin so."""
        return self.filter(words=Words(typed))

    def during(self, first: date | None, last: date | None) -> "TimelineEntryQuerySet":
        """Those that share a day with these two and what is between; None is unbounded."""
        return self.filter(dates__overlap=(first, last))

    def placed(self) -> "TimelineEntryQuerySet":
        return self if "place" in self.query.annotations else self.alias(place=F("starts_on"))

    def in_order(
        self, *, oldest_first: bool = False, are_few: bool = False
    ) -> "TimelineEntryQuerySet":
        """By date, then as recorded.

        Where they are few, an order that no index gives: the planner would rather walk through
        all entries in order, in the hope of meeting these soon.
        """
        columns = [F("place"), F("source"), F("source_id")]
        order: list[Any] = [Func(*columns, function="ROW")] if are_few else [*columns]
        return self.placed().order_by(*(o.asc() if oldest_first else o.desc() for o in order))

    def after(
        self, starts_on: date, source: str, source_id: int, *, oldest_first: bool = False
    ) -> "TimelineEntryQuerySet":
        """What follows a place in the order, whether an entry still stands there or not."""
        beyond = "gt" if oldest_first else "lt"
        return self.placed().filter(
            Q(**{f"place__{beyond}": starts_on})
            | Q(**{f"source__{beyond}": source})
            | Q(source=source, **{f"source_id__{beyond}": source_id}),
            **{f"place__{beyond}e": starts_on},
        )

    def for_lines(self, user: Any) -> "TimelineEntryQuerySet":
        """With what a line shows: the objectives that the user may know of (dictionaries)."""
        objectives = (
            ObjectiveLink.objects.visible_to(user)
            .filter(entry=OuterRef("pk"))
            .order_by("objective__agreement_id", "objective__position")
            .values(
                data=JSONObject(
                    id="objective", position="objective__position", text="objective__text"
                )
            )
        )
        return self.defer("words", "dates").annotate(objectives=ArraySubquery(objectives))

    def tally(self) -> dict[str, Any]:
        """How many, at most MOST_COUNTED + 1, with the first and the last day of these."""
        return (
            self.order_by()[: self.MOST_COUNTED + 1]
            .values("starts_on", "dates")
            .aggregate(
                count=Count("*"),
                first=Min("starts_on"),
                last=Max(Greatest("starts_on", "dates__last")),
            )
        )

    @transaction.atomic
    def rebuild(self) -> int:
        """Write the whole table anew, writers waiting, readers not; how many entries it holds."""
        tables = ", ".join(model._meta.db_table for model in (self.model, *LINKS))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute("""
                SELECT timeline_write(source, array_agg(DISTINCT root_id)) FROM (
                    SELECT source, root_id FROM timeline_derived_entry
                    UNION SELECT source, root_id FROM timeline_timelineentry
                ) AS known GROUP BY source
            """)
        return self.model.objects.count()

    def differences(self) -> list[str]:
        """The keys of the entries that differ, or whose links do, from what they derive from."""
        views: dict[str, type[models.Model]] = {
            "entry": self.model,
            "objective": ObjectiveLink,
            "organization": OrganizationLink,
        }
        return sorted({key for name, model in views.items() for key in unlike(name, model)})


def unlike(name: str, model: type[models.Model]) -> list[str]:
    columns = [field.column for field in model._meta.fields if field.column]
    key = "key" if "key" in columns else "entry_id"
    listed = ", ".join(columns)
    derived = f"SELECT {listed} FROM timeline_derived_{name}"  # noqa: S608
    kept = f"SELECT {listed} FROM {model._meta.db_table}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key} FROM ({derived} EXCEPT {kept}) AS missing UNION "  # noqa: S608
            f"SELECT {key} FROM ({kept} EXCEPT {derived}) AS unfounded"
        )
        return [row[0] for row in cursor.fetchall()]


class Placed(models.Model):
    """Where a row stands in time, and who reads it: its level, and the partners of what."""

    starts_on = models.DateField("début", help_text="La fin, lorsque le début est ouvert.")
    visibility = visibility_field()
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name="entente",
    )
    committee = models.ForeignKey(
        Committee,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name="instance",
    )

    class Meta:
        abstract = True


class TimelineEntry(Placed, DemonstrationMarked):
    """One line of the timeline: an activity, a meeting, or an agreement that changed state.

    Derived: its rows are written by triggers of the database (migration kept_by_triggers), and
    may not be changed from Python.
    """

    class Source(models.TextChoices):
        ACTIVITY = "activity", "activité"
        MEETING = "meeting", "rencontre"
        STATUS = "status", "changement d’état d’une entente"

    key = models.CharField(primary_key=True, max_length=32, db_collation="C")
    source = ChoiceField("origine", choices=Source, max_length=16, db_collation="C")
    source_id = models.BigIntegerField("identifiant dans l’origine")
    root_id = models.BigIntegerField(
        "racine", help_text="La ligne sous le verrou de laquelle l’inscription est écrite."
    )
    kind = models.CharField("type", max_length=24)
    status = models.CharField("état", max_length=24, blank=True)
    agreement_kind = models.CharField("type d’entente", max_length=24, blank=True)
    title = models.CharField("titre", max_length=200)
    summary = models.TextField("résumé", blank=True)
    period = PeriodField("quand")
    starts_at = models.TimeField("heure", null=True)
    dates = DatesField("jours")
    words = SearchVectorField("mots")

    objects = TimelineEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "inscription à la chronologie"
        verbose_name_plural = "inscriptions à la chronologie"
        indexes = [
            models.Index(fields=["starts_on", "source", "source_id"], name="timeline_by_date"),
            models.Index(
                fields=["starts_on", "source", "source_id"],
                name="timeline_public_by_date",
                condition=Q(visibility="public"),
            ),
            models.Index(
                fields=["agreement", "starts_on", "source", "source_id"],
                name="timeline_by_agreement",
            ),
            models.Index(
                fields=["committee", "starts_on", "source", "source_id"],
                name="timeline_by_committee",
            ),
            models.Index(
                fields=["kind", "starts_on", "source", "source_id"], name="timeline_by_kind"
            ),
            models.Index(fields=["source", "root_id"], name="timeline_by_root"),
            GistIndex(fields=["dates"], name="timeline_by_dates"),
            GinIndex(fields=["words"], name="timeline_by_words"),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """The page of the thing itself."""
        if self.source == self.Source.ACTIVITY:
            return reverse("activity_detail", args=[self.source_id])
        if self.source == self.Source.MEETING:
            return reverse("meeting_detail", args=[self.source_id])
        return reverse("agreement_detail", args=[self.agreement_id])

    @property
    def headline(self) -> str:
        """Its title; « Signature de l’entente administrative « … » » for a change of state."""
        if self.source != self.Source.STATUS:
            return self.title
        label = Agreement.Kind(self.agreement_kind).label
        named = f"{ARTICLES.get(self.agreement_kind, 'de l’')}{label} «\xa0{self.title}\xa0»"
        return HEADLINES[self.status].format(named)

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def told_state(self) -> str:
        """The label of a state that changes how the line is read: a draft, a meeting put off."""
        return Meeting.Status(self.status).label if self.status in TOLD_STATES else ""

    @property
    def is_to_come(self) -> bool:
        return self.starts_on > timezone.localdate() and self.status not in PUT_OFF

    @property
    def look(self) -> str:
        """The name of its colour in the stylesheet."""
        if self.kind in {MEETING, AGREEMENT}:
            return self.kind
        return "talk" if self.kind in TALKS else "activity"


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, user: Any) -> Self:
        """Those whose own level, never wider than the entry's, is open to the user."""
        return self.filter(open_to(user))


class Link(Placed):
    """What an entry is tied to, at a level of its own: minutes may open later than a meeting."""

    entry = models.ForeignKey(
        TimelineEntry,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="%(class)ss",
        verbose_name="inscription",
    )

    class Meta:
        abstract = True


class ObjectiveLinkQuerySet(LinkQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whatever is tied to it, an objective is read with its agreement."""
        agreement = agreement_open_to(user, "objective__agreement__")
        return super().visible_to(user).filter(agreement)


class ObjectiveLink(Link):
    """An objective that an entry serves."""

    pk = models.CompositePrimaryKey("entry", "objective")
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="+",
        verbose_name="objectif",
    )

    objects = ObjectiveLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "objectif d’une inscription"
        verbose_name_plural = "objectifs d’inscriptions"
        indexes = [
            models.Index(fields=["objective", "starts_on", "entry"], name="timeline_by_objective")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} · {self.objective_id}"


class OrganizationLink(Link):
    """An organisation that took part in what an entry tells."""

    pk = models.CompositePrimaryKey("entry", "organization")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="+",
        verbose_name="organisme",
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "organisme d’une inscription"
        verbose_name_plural = "organismes d’inscriptions"
        indexes = [
            models.Index(
                fields=["organization", "starts_on", "entry"], name="timeline_by_organization"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} · {self.organization_id}"


LINKS = (ObjectiveLink, OrganizationLink)
