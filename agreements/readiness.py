"""What an agreement still lacks before it takes a status: read, told on its page, and required."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from agreements.models import Agreement, Contribution, Milestone, Objective
from agreements.money import PROMISED, Money
from arbj_portal.core.amounts import format_amount

Status = Agreement.Status
FEWEST_PARTIES = 2


@dataclass(frozen=True)
class Lack:
    """One thing to do first, and the section of the page of the agreement where one does it."""

    text: str
    section: str

    def __str__(self) -> str:
        return self.text


def lacks(agreement: Agreement, status: str) -> list[Lack]:
    """Nothing, where the agreement may take that status."""
    if status == Status.SIGNED:
        return list(lacks_to_sign(agreement))
    if status in {Status.COMPLETED, Status.COMPLETED_PARTIALLY}:
        return list(lacks_to_end(agreement, status))
    return []


def refuse_undone(agreement: Agreement, before: list[Lack]) -> None:
    """What it took to end an agreement stays so. before: what it lacked already."""
    if undone := [lack.text for lack in lacks(agreement, agreement.status) if lack not in before]:
        raise ValidationError(
            ["Cette entente est terminée : corrigez d’abord son état, à l’historique.", *undone]
        )


def lacks_to_sign(agreement: Agreement) -> Iterator[Lack]:
    if agreement.parties.count() < FEWEST_PARTIES:
        yield Lack("Nommez au moins deux parties.", "parties")
    promised = Contribution.objects.filter(party__agreement=agreement, promised__isnull=False)
    if not promised.exists():
        yield Lack("Inscrivez ce que promet au moins une partie.", "parties")
    money = Money.of(agreement)
    if agreement.matching and not money.keeps_rule:
        rule = agreement.get_matching_display()
        yield Lack(f"Accordez les promesses à la règle : {rule} ({promises(money)}).", "parties")
    if agreement.in_force is None:
        yield Lack("Donnez la période visée.", "fiche")


def promises(money: Money) -> str:
    """« ARBJ, 65 000 $; MIFI, rien »: in cash and in kind together."""
    known = ((party, sums.get(PROMISED)) for party, sums in money.by_party)
    return "; ".join(
        f"{party}, {'rien' if amount is None else format_amount(amount)}" for party, amount in known
    )


def lacks_to_end(agreement: Agreement, status: str) -> Iterator[Lack]:
    """An end is told of each objective and of each milestone; « réalisé » is said of them all."""
    for objective in agreement.objectives.all():
        if objective.status not in Objective.CONCLUDED:
            yield Lack(f"Concluez l’objectif {objective.position}.", "objectifs")
        elif status == Status.COMPLETED and objective.status != Objective.Status.MET:
            ended = Status.COMPLETED_PARTIALLY.label
            yield Lack(
                f"L’objectif {objective.position} n’est pas atteint : l’entente est plutôt "
                f"« {ended} ».",
                "objectifs",
            )
    for milestone in agreement.milestones.filter(status=Milestone.Status.SCHEDULED):
        yield Lack(f"Dites ce qu’il en est du jalon « {milestone} ».", "jalons")
