"""How long the accounts of full years take: 40 meetings, 300 activities and 5 objectives each.

    .venv/bin/python -m benchmarks.reports [years]

A throw-away PostgreSQL of its own, filled here. Cold is the first rendering of the process, warm
the median of the others, in one run: reading the data, then each format.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arbj_portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from arbj_portal.core.embedded import EmbeddedPostgres  # noqa: E402
from arbj_portal.core.environment import database_settings  # noqa: E402

YEARS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
MEETINGS, ACTIVITIES, OBJECTIVES, POINTS, WARM = 40 * YEARS, 300 * YEARS, 5, 8, 5
FIRST_DAY = date(2025, 4, 1)


def fill() -> Any:
    """The report of an agreement that did a great deal in a year."""
    from arbj_portal.reports.actions import begin_report  # noqa: PLC0415 (models, once set up)
    from tests.agreements.factories import (  # noqa: PLC0415
        make_activity,
        make_agreement,
        make_contribution,
        make_movement,
        make_objective,
        make_party,
        period,
    )
    from tests.meetings.factories import (  # noqa: PLC0415
        Table,
        attend,
        make_decision,
        make_follow_up,
        make_meeting,
        make_minutes,
        make_point,
    )

    table = Table()
    agreement = make_agreement("Une année pleine", committee=table.committee)
    for _ in range(2):
        contribution = make_contribution(make_party(agreement), promised=50_000)
        for month in range(4, 10):
            make_movement(contribution, "paid", 5_000, f"2025-{month:02}")
    objectives = [
        make_objective(agreement, position=place, text="assurer la concertation " * 5)
        for place in range(1, OBJECTIVES + 1)
    ]
    for number in range(ACTIVITIES):
        day = FIRST_DAY + timedelta(days=number)
        activity = make_activity(
            agreement, title=f"Activité {number}", period=period(day.isoformat())
        )
        activity.objectives.add(objectives[number % OBJECTIVES])
    for number in range(MEETINGS):
        day = FIRST_DAY + timedelta(days=9 * number)
        meeting = make_meeting(table.committee, agreement=agreement, date=day)
        for mandate in (table.audet, table.boivin, table.roy):
            attend(meeting, mandate)
        for place in range(POINTS):
            point = make_point(meeting, objective=objectives[place % OBJECTIVES])
            make_decision(point)
            make_follow_up(point, table.audet.person)
        make_minutes(meeting, "proposed")
    return begin_report(
        by=table.administration,
        agreement=agreement,
        period=period(f"2025-04/{2025 + YEARS}-03"),
    )


def measure(name: str, act: Callable[[], Any]) -> Any:
    times = []
    for _ in range(WARM + 1):
        started = time.perf_counter()
        made = act()
        times.append(time.perf_counter() - started)
    cold, warm = times[0], statistics.median(times[1:])
    print(f"{name:12} cold {1000 * cold:6.0f} ms   warm {1000 * warm:6.0f} ms")
    return made


def main() -> None:
    from arbj_portal.reports.content import content_of, scope_of  # noqa: PLC0415
    from arbj_portal.reports.rendering.pdf import as_pdf  # noqa: PLC0415
    from arbj_portal.reports.rendering.word import as_word  # noqa: PLC0415
    from arbj_portal.reports.rendering.workbook import as_workbook  # noqa: PLC0415

    report = fill()
    print(f"{scope_of(report).size} lines")
    content = measure("données", lambda: content_of(report))
    measure("PDF", lambda: as_pdf(content))
    measure("Word", lambda: as_word(content))
    measure("classeur", lambda: as_workbook(content))


if __name__ == "__main__":
    with EmbeddedPostgres(Path(tempfile.mkdtemp()), throw_away=True) as server:
        settings.DATABASES["default"].update(database_settings(server.url))
        del connections["default"]
        call_command("migrate", verbosity=0)
        main()
        connections.close_all()
