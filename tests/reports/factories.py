"""An agreement with something of everything, and reports on it."""

from datetime import date
from typing import Any

from agreements.models import Agreement
from arbj_portal.core.periods import Period
from arbj_portal.reports.actions import begin_report, deposit
from arbj_portal.reports.models import AccountabilityReport
from tests.agreements.factories import (
    make_activity,
    make_agreement,
    make_contribution,
    make_document,
    make_indicator,
    make_milestone,
    make_movement,
    make_objective,
    make_party,
    make_status_change,
    period,
)
from tests.meetings.factories import (
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
)

SPAN = period("2013-10/2015-03")


def make_full_agreement(table: Table) -> Agreement:
    """Two parties, an objective reached in part, an activity, a meeting with its decision."""
    agreement = make_agreement(
        "Mobilisation-Diversité",
        committee=table.committee,
        status="completed_partially",
        signed=period("2013-10"),
        outcome="Mandat partiellement réalisé.",
        next_steps="Reprendre les travaux.",
        visibility="public",
    )
    make_status_change(agreement, "completed_partially", effective=period("2015-03"))
    for name in ("ARBJ", "MIDI (alors MICC)"):
        contribution = make_contribution(make_party(agreement, shown_as=name), promised=50_000)
        make_movement(contribution, "paid", "45000.50", "2014-01-15")
    objective = make_objective(
        agreement,
        position=2,
        text="assurer la concertation",
        status="partially_met",
        cause="Une seule rencontre.",
        follow_up="Réunir la table.",
    )
    make_indicator(objective, name="Rencontres", unit="rencontres", target=4, actual=1)
    make_milestone(agreement, title="Plan déposé", target=period("2014-12"), objective=objective)
    activity = make_activity(
        agreement, title="Formation Immigration 101", period=period("2014-04-23"), people_reached=25
    )
    activity.objectives.add(objective)
    make_document(agreement, title="Entente signée")
    make_meeting_of(table, agreement, date(2014, 5, 29), "Première rencontre")
    return agreement


def make_meeting_of(
    table: Table, agreement: Agreement, day: date, title: str, *, is_replaced: bool = False
) -> None:
    meeting = make_meeting(table.committee, agreement=agreement, date=day, title=title)
    there = attend(meeting, table.audet)
    attend(meeting, table.boivin, "excused", replaced_by=there if is_replaced else None)
    point = make_point(meeting, title="Fonctionnement")
    make_decision(point, text="D’ADOPTER les règles.")
    make_follow_up(point, table.roy.person, text="Rédiger l’aide-mémoire")
    closed = make_point(meeting, title="Huis clos", is_closed_session=True)
    make_decision(closed, text="DE TAIRE ceci.")
    make_minutes(meeting, "adopted")


def make_report(
    table: Table, agreement: Agreement, span: Period = SPAN, **fields: Any
) -> AccountabilityReport:
    report = begin_report(by=table.administration, agreement=agreement, period=span)
    for name, value in fields.items():
        setattr(report, name, value)
    report.save()
    return report


def make_deposit(
    table: Table, agreement: Agreement, visibility: str = "partners"
) -> AccountabilityReport:
    report = make_report(table, agreement)
    return deposit(
        by=table.administration, report=report, version=report.version, visibility=visibility
    )
