"""What the filters offer: what the user may see, and only where it leads to an entry.

Objectives come with all those of their agreement: a number that is missing looks like an error.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import CharField, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.utils.text import capfirst

from agreements.models import Agreement, Objective
from arbj_portal.core.sorting import alphabetical
from arbj_portal.timeline.models import KINDS, ObjectiveLink, OrganizationLink, TimelineEntry
from members.models import Committee, Organization

NOTHING = Value("", CharField())
ZERO = Value(0, IntegerField())

# Each value is looked up by an index, which a DISTINCT over all entries would not be.
KINDS_AND_YEARS = """
    WITH visible AS NOT MATERIALIZED ({visible}),
    bounds AS (
        SELECT extract(year FROM min(starts_on))::int AS first,
            extract(year FROM greatest(max(starts_on), current_date))::int AS last
        FROM visible
    )
    SELECT 'type', known.kind FROM unnest(%s::text[]) AS known (kind)
    WHERE EXISTS (SELECT FROM visible WHERE visible.kind = known.kind)
    UNION ALL
    SELECT 'annee', year::text FROM bounds, generate_series(first, last) AS year
    WHERE EXISTS (
        SELECT FROM visible
        WHERE dates && daterange(make_date(year, 1, 1), make_date(year + 1, 1, 1))
    )
"""


def offered(user: Any) -> dict[str, list[tuple[str, Any]]]:
    """The choices of each filter by its name in the address; objectives under their agreement."""
    found: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    objectives: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for filter_name, pk, label, agreement, position, _ in things(user):
        if filter_name == "objectif":
            objectives[agreement].append((str(pk), f"{position}\xa0· {capfirst(label)}"))
        else:
            found[filter_name].append((str(pk), label))
    for filter_name, value in kinds_and_years(user):
        found[filter_name].append((value, KINDS.get(value, value)))
    found["objectif"] = list(objectives.items())
    found["type"].sort(key=lambda choice: list(KINDS).index(choice[0]))
    found["annee"].sort(reverse=True)
    return found


def things(user: Any) -> QuerySet:
    """The agreements, committees, organisations and objectives of entries that one may see."""
    entries = TimelineEntry.objects.visible_to(user)
    first, *others = (
        of_entries(
            "entente",
            "title",
            Agreement.objects.visible_to(user),
            entries.filter(agreement=OuterRef("pk")),
        ),
        of_entries(
            "instance",
            "name",
            Committee.objects.visible_to(user),
            entries.filter(committee=OuterRef("pk")),
        ),
        of_entries(
            "organisme",
            "name",
            Organization.objects.visible_to(user),
            OrganizationLink.objects.visible_to(user).filter(organization=OuterRef("pk")),
        ),
        of_entries(
            "objectif",
            "text",
            Objective.objects.filter(agreement__in=Agreement.objects.visible_to(user)),
            ObjectiveLink.objects.visible_to(user).filter(
                objective__agreement=OuterRef("agreement")
            ),
            agreement=F("agreement__title"),
            position=F("position"),
        ),
    )
    return first.union(*others, all=True).order_by("under", "rank", "sorted_by")


def of_entries(
    filter_name: str,
    label: str,
    things: QuerySet,
    evidence: QuerySet,
    *,
    agreement: Any = NOTHING,
    position: Any = ZERO,
) -> QuerySet:
    """A subquery and no EXISTS, which the planner would answer for all things from all entries."""
    named = things.order_by().annotate(
        offered_as=Value(filter_name, CharField()),
        under=agreement,
        rank=position,
        sorted_by=alphabetical(label),
    )
    found = named.alias(evidence=Subquery(evidence.values("visibility")[:1]))
    return found.filter(evidence__isnull=False).values_list(
        "offered_as", "pk", label, "under", "rank", "sorted_by"
    )


def kinds_and_years(user: Any) -> Iterable[tuple[str, str]]:
    visible = TimelineEntry.objects.visible_to(user)
    sql, params = visible.values("kind", "starts_on", "dates").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(KINDS_AND_YEARS.format(visible=sql), [*params, list(KINDS)])
        return cursor.fetchall()
