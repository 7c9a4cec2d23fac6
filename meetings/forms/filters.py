"""The filters of lists: all of them in the address, offering only what one may see."""

from collections import defaultdict
from typing import Any, ClassVar

from django import forms
from django.db.models import CharField, Count, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Extract, ExtractYear
from django.utils import timezone
from django.utils.text import Truncator

from agreements.models import Agreement
from arbj_portal.core.forms import FilterForm
from arbj_portal.core.roles import reads_everything
from arbj_portal.core.sorting import alphabetical
from meetings.models import FollowUp, Meeting

ANY = ("", "Tous")
ZERO = Value(0)
# A follow-up or a decision serves its own objective, and that of its point.
OBJECTIVE_PATHS = ("objective", "agenda_item__objective")


def told(rows: QuerySet, kind: str, key: str, label: Any, rank: Any = ZERO) -> QuerySet:
    """What rows are tied to, as (kind, key, label) and their order, to be joined with the like.

    In the order of ranks, then of a dictionary.
    """
    return (
        rows.order_by()
        .exclude(**{key: None})
        .annotate(
            of_kind=Value(kind, output_field=CharField()),
            told_key=Cast(key, CharField()),
            told_label=Cast(label, CharField()),
            told_rank=Cast(rank, IntegerField()),
        )
        .annotate(told_order=alphabetical("told_label"))
        .values_list("of_kind", "told_key", "told_label", "told_rank", "told_order")
    )


def choices_of(*parts: QuerySet) -> dict[str, list[tuple[str, str]]]:
    """The choices of several filters, in one query."""
    first, *others = parts
    found = defaultdict(list)
    for kind, key, label, *_ in first.union(*others).order_by("told_rank", "told_order"):
        found[kind].append((key, Truncator(label).chars(90)))
    return found


def told_objectives(rows: QuerySet, user: Any) -> list[QuerySet]:
    """Of each of the ways in which a row serves an objective that the user may see."""
    agreements = Agreement.objects.visible_to(user)
    return [
        told(
            rows.filter(**{f"{path}__agreement__in": agreements}),
            "objectif",
            f"{path}_id",
            Concat(
                Cast(f"{path}__position", CharField()),
                Value(". "),
                f"{path}__text",
                output_field=CharField(),
            ),
            rank=F(f"{path}__position"),
        )
        for path in OBJECTIVE_PATHS
    ]


class MeetingFilterForm(FilterForm):
    """Meetings of a committee, under an agreement, of a year, of a status."""

    instance = forms.ChoiceField(label="Instance", required=False)
    entente = forms.ChoiceField(label="Entente", required=False)
    annee = forms.ChoiceField(label="Année", required=False)
    etat = forms.ChoiceField(label="État", required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.visible_to(user)
        year = ExtractYear("date")
        of_agreements = meetings.filter(agreement__in=Agreement.objects.visible_to(user))
        found = choices_of(
            told(meetings, "instance", "committee_id", F("committee__name")),
            told(of_agreements, "entente", "agreement_id", F("agreement__title")),
            told(meetings.annotate(year=year), "annee", "year", year, rank=-year),
        )
        statuses = [
            choice
            for choice in Meeting.Status.choices
            if choice[0] != Meeting.Status.DRAFT or reads_everything(user)
        ]
        self.fields["instance"].choices = [("", "Toutes"), *found["instance"]]
        self.fields["entente"].choices = [("", "Toutes"), *found["entente"]]
        self.fields["annee"].choices = [("", "Toutes"), *found["annee"]]
        self.fields["etat"].choices = [ANY, *statuses]

    def filter(self, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
        for name, lookup in (
            ("instance", "committee"),
            ("entente", "agreement"),
            ("annee", "date__year"),
            ("etat", "status"),
        ):
            if value := self.given.get(name):
                meetings = meetings.filter(**{lookup: value})
        return meetings


class FollowUpFilterForm(FilterForm):
    """Follow-ups of somebody, of a meeting, for an objective; the open ones unless one asks."""

    LATE, OFTEN, UNREACHED, ALL = "retard", "souvent", "sans-rappel", "tous"
    COUNTED: ClassVar = {
        "": "ouvert,ouverts",
        LATE: "en retard",
        OFTEN: "reporté trois fois ou plus,reportés trois fois ou plus",
        UNREACHED: "sans rappel possible",
    }

    etat = forms.ChoiceField(label="État", required=False)
    personne = forms.ChoiceField(label="Personne", required=False)
    organisme = forms.ChoiceField(label="Organisme", required=False)
    rencontre = forms.ChoiceField(label="Rencontre", required=False)
    objectif = forms.ChoiceField(label="Objectif", required=False)
    entente = forms.ChoiceField(label="Entente", required=False)
    ordre = forms.ChoiceField(
        label="Ranger par",
        required=False,
        choices=[
            ("", "Échéance"),
            ("personne", "Personne"),
            ("organisme", "Organisme"),
            ("rencontre", "Rencontre"),
        ],
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["etat"].choices = [
            ("", "Ouverts"),
            (self.LATE, "En retard"),
            (self.OFTEN, "Reportés trois fois ou plus"),
            *([(self.UNREACHED, "Sans rappel possible")] if reads_everything(user) else []),
            (self.ALL, "Tous"),
            *FollowUp.Status.choices,
        ]
        rows = FollowUp.objects.visible_to(user)
        name = Concat("person__first_name", Value(" "), "person__last_name")
        found = choices_of(
            told(rows, "personne", "person_id", name),
            told(rows, "organisme", "organization_id", F("organization__name")),
            told(
                rows,
                "rencontre",
                "agenda_item__meeting_id",
                F("agenda_item__meeting__title"),
                rank=-Extract("agenda_item__meeting__date", "epoch"),
            ),
            told(
                rows.filter(agenda_item__meeting__agreement__in=Agreement.objects.visible_to(user)),
                "entente",
                "agenda_item__meeting__agreement_id",
                F("agenda_item__meeting__agreement__title"),
            ),
            *told_objectives(rows, user),
        )
        for field, everything in (
            ("personne", "Toutes"),
            ("organisme", "Tous"),
            ("rencontre", "Toutes"),
            ("objectif", "Tous"),
            ("entente", "Toutes"),
        ):
            self.fields[field].choices = [("", everything), *found[field]]

    @property
    def is_filtered(self) -> bool:
        return bool(self.given.keys() - {"ordre"})

    def filter(self, rows: Any) -> Any:
        return self.in_order(self.of_status(self.of_anything(rows)))

    def of_anything(self, rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
        """Those that answer to all filters but that of their state."""
        for name, lookup in (
            ("personne", "person"),
            ("organisme", "organization"),
            ("rencontre", "agenda_item__meeting"),
            ("entente", "agenda_item__meeting__agreement"),
        ):
            if value := self.given.get(name):
                rows = rows.filter(**{lookup: value})
        if objective := self.given.get("objectif"):
            rows = rows.filter(Q(objective=objective) | Q(agenda_item__objective=objective))
        return rows

    def of_status(self, rows: Any) -> Any:
        status = self.given.get("etat")
        if not status:
            return rows.open()
        if status == self.LATE:
            return rows.late()
        if status == self.OFTEN:
            return rows.open().put_off_often()
        if status == self.UNREACHED:
            return rows.unreached_on(timezone.localdate())
        return rows if status == self.ALL else rows.filter(status=status)

    def in_order(self, rows: Any) -> Any:
        """Under the headings that the order makes; under each, the most pressing first."""
        pressing = rows.pressing_first()
        first = {
            "personne": [alphabetical("person__last_name"), "person_id"],
            "organisme": [alphabetical("organization__name"), "organization_id"],
            "rencontre": ["-agenda_item__meeting__date", "-agenda_item__meeting_id"],
        }.get(self.given.get("ordre", ""), [])
        return pressing.order_by(*first, *pressing.query.order_by)

    def heading_of(self, row: Any) -> str:
        """« En retard », « Amina Roy », « Ville de Chapais »: where a line stands in the list."""
        heading = {
            "personne": row.person or "Au nom d’un organisme",
            "organisme": row.organization or "Au nom d’une personne seulement",
            "rencontre": row.agenda_item.meeting,
        }.get(self.given.get("ordre", ""), FollowUp.Urgency(row.urgency).label)
        return str(heading)

    def counts(self, rows: QuerySet[FollowUp]) -> tuple[int, list[tuple[str, str, int]]]:
        """How many the list shows; then what is worth a look, whatever it shows: the state by
        which to filter, the words, how many."""
        found = self.of_anything(rows)
        parts = {
            "": found.open(),
            self.LATE: found.late(),
            self.OFTEN: found.open().put_off_often(),
        }
        if self.UNREACHED in dict(self.fields["etat"].choices):
            parts[self.UNREACHED] = found.unreached_on(timezone.localdate())
        counted = [self.of_status(found), *parts.values()]
        counts = found.order_by().aggregate(
            **{
                f"part_{number}": Count("pk", filter=Q(pk__in=part.order_by().values("pk")))
                for number, part in enumerate(counted)
            }
        )
        shown, *others = counts.values()
        return shown, [
            (state, self.COUNTED[state], count) for state, count in zip(parts, others, strict=True)
        ]
