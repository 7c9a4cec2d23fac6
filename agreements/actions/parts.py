"""The parts of an agreement, each a list of lines on the page where it is edited."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Manager, Max, Model, ProtectedError

from agreements.actions.dates import is_to_come
from agreements.actions.submissions import receive
from agreements.models import (
    Agreement,
    AgreementDocument,
    Contribution,
    Milestone,
    Objective,
    Party,
)
from agreements.readiness import lacks, refuse_undone
from arbj_portal.core.actions import action, lock, write
from members.models import User


@dataclass(frozen=True)
class Line:
    """A line as it was typed; without a key it is a new row."""

    fields: Mapping[str, Any]
    key: int | None = None
    is_removed: bool = False


@dataclass(frozen=True)
class PartyLine(Line):
    """A party, and for each form of contribution its amounts, or None where there is none."""

    contributions: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class MilestoneLine(Line):
    """A milestone, what it waits for and what proves it; None leaves these as they are."""

    depends_on: Collection[Milestone] | None = None
    attachments: Collection[AgreementDocument] | None = None


@action
def save_parties(
    *,
    by: User,
    agreement: Agreement,
    version: int,
    lines: Iterable[PartyLine],
    submission: UUID | None = None,
) -> Agreement:
    receive(submission, by=by, url=agreement.get_section_url("parties"))
    agreement = write(lock(agreement, version), {})
    for line, party in write_lines(agreement.parties, placed(lines, agreement.parties)):
        for form, amounts in line.contributions.items():
            save_contribution(party, form, amounts)
    return agreement


def save_contribution(party: Party, form: str, amounts: Mapping[str, Any] | None) -> None:
    """What a party promises; where nothing was typed, one of which nothing moved goes."""
    known = party.contributions.filter(form=form)
    if amounts is None and not known.filter(movements__isnull=False).exists():
        known.delete()
    else:
        blank = {"promised": None, "is_ceiling": False, "note": "", "excess_reason": ""}
        Contribution.objects.update_or_create(party=party, form=form, defaults=amounts or blank)


@action
def save_objectives(
    *,
    by: User,
    agreement: Agreement,
    version: int,
    lines: Iterable[Line],
    submission: UUID | None = None,
) -> Agreement:
    """Numbers may be exchanged between objectives: the database compares them at the end."""
    receive(submission, by=by, url=agreement.get_section_url("objectifs"))
    agreement = write(lock(agreement, version), {})
    before = lacks(agreement, agreement.status)
    list(write_lines(agreement.objectives, lines))
    refuse_undone(agreement, before)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS agreements_objective_position IMMEDIATE")
    return agreement


@action
def carry_objectives(
    *,
    by: User,
    agreement: Agreement,
    version: int,
    objectives: Collection[Objective],
    cause: str = "",
    submission: UUID | None = None,
) -> Agreement:
    """Take objectives of the agreement before this one up again, after its own.

    Each keeps the link to where it comes from. Those that nobody concluded become « reportés »,
    for the cause given; an honest conclusion stays as it is.
    """
    receive(submission, by=by, url=agreement.get_section_url("objectifs"))
    agreement = write(lock(agreement, version), {})
    origins = Objective.objects.select_for_update().to_carry_into(agreement)
    taken = list(origins.filter(pk__in=[row.pk for row in objectives]).order_by("position"))
    open_ones = [row for row in taken if row.status not in Objective.CONCLUDED]
    if len(taken) != len(objectives):
        raise ValidationError("Un de ces objectifs est entre-temps atteint, ou déjà reporté.")
    if open_ones and not cause:
        raise ValidationError(
            {"cause": "Dites pourquoi ceux qui ne sont pas conclus passent à l’entente suivante."}
        )
    last = agreement.objectives.aggregate(last=Max("position", default=0))["last"]
    for position, origin in enumerate(taken, start=last + 1):
        agreement.objectives.create(position=position, text=origin.text, carried_from=origin)
    if open_ones:
        conclude_as_carried(open_ones, agreement, cause)
    return agreement


def conclude_as_carried(objectives: list[Objective], successor: Agreement, cause: str) -> None:
    told = {
        "status": Objective.Status.CARRIED_OVER,
        "cause": cause,
        "is_derived": False,
        "follow_up": f"Repris à l’entente « {successor} ».",
    }
    for objective in objectives:
        write(objective, told)
    earlier = Agreement.objects.select_for_update(no_key=True).get(pk=objectives[0].agreement_id)
    write(earlier, {"version": earlier.version + 1})


@action
def save_indicators(
    *,
    by: User,
    objective: Objective,
    version: int,
    lines: Iterable[Line],
    submission: UUID | None = None,
) -> Agreement:
    """version: that of the agreement."""
    receive(submission, by=by, url=objective.get_absolute_url())
    agreement = write(lock(objective.agreement, version), {})
    for _, indicator in write_lines(objective.indicators, placed(lines, objective.indicators)):
        if is_to_come(indicator.measured):
            raise ValidationError(f"« {indicator} » n’est pas encore mesuré : la date est à venir.")
    return agreement


@action
def save_milestones(
    *,
    by: User,
    agreement: Agreement,
    version: int,
    lines: Iterable[MilestoneLine],
    submission: UUID | None = None,
) -> Agreement:
    receive(submission, by=by, url=agreement.get_section_url("jalons"))
    agreement = write(lock(agreement, version), {})
    before = lacks(agreement, agreement.status)
    written = list(write_lines(agreement.milestones, placed(lines, agreement.milestones)))
    for line, milestone in written:
        if is_to_come(milestone.actual):
            raise ValidationError(
                f"« {milestone} » n’est pas encore atteint : la date donnée est à venir."
            )
        if line.depends_on is not None:
            milestone.dependencies.exclude(depends_on__in=line.depends_on).delete()
        if line.attachments is not None:
            milestone.proofs.exclude(attachment__in=line.attachments).delete()
    for line, milestone in written:  # once all that is waited for no more is gone
        for other in line.depends_on or ():
            milestone.dependencies.get_or_create(depends_on=other)
        for attachment in line.attachments or ():
            milestone.proofs.get_or_create(attachment=attachment)
    refuse_undone(agreement, before)
    return agreement


def placed[L: Line](lines: Iterable[L], rows: Manager) -> list[L]:
    """The lines, the new ones with a place after all rows."""
    place = rows.aggregate(last=Max("position", default=0))["last"]
    return [
        line if line.key else replace(line, fields={**line.fields, "position": place + number})
        for number, line in enumerate(lines, start=1)
    ]


def write_lines[L: Line, M: Model](rows: Manager[M], lines: Iterable[L]) -> Iterator[tuple[L, M]]:
    """Write each line to its row, or to a new one, after taking away those that are removed.

    Rows without a line stay as they are: somebody else may have added them in the meantime.
    """
    lines = list(lines)
    stored = rows.select_for_update().in_bulk([line.key for line in lines if line.key])
    for line in lines:
        if line.is_removed and line.key in stored:
            remove(stored[line.key])
    for line in lines:
        if line.is_removed:
            continue
        if line.key is None:
            yield line, rows.create(**line.fields)
        elif line.key in stored:
            yield line, write(stored[line.key], line.fields)
        else:
            raise ValidationError(
                "Une des lignes a été retirée entre-temps par quelqu’un d’autre : "
                "cochez « Retirer » pour l’enlever d’ici aussi."
            )


def remove(row: Model) -> None:
    try:
        row.delete()
    except ProtectedError:
        raise ValidationError(
            f"« {row} » ne peut pas être retiré : des mouvements d’argent, des actions, des "
            "activités, des jalons ou des rencontres s’y rattachent."
        ) from None
