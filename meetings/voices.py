"""The voices of a consultation: one for each member organisation with a vote."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from meetings.models import Consultation, ConsultationAnswer, ConsultationLink
from members.models import Membership, Representative

Answer = ConsultationAnswer.Answer


@dataclass(frozen=True)
class Voice:
    """An organisation: whom it was asked through, and all that was answered in its name."""

    membership: Membership
    asked: list[ConsultationLink]
    answers: list[ConsultationAnswer]

    @property
    def last(self) -> ConsultationAnswer | None:
        """What counts."""
        return self.answers[-1] if self.answers else None

    @property
    def earlier(self) -> list[ConsultationAnswer]:
        return self.answers[:-1]


@dataclass(frozen=True)
class Tally:
    """How many voices said what, and how many said nothing yet."""

    votes_for: int
    votes_against: int
    abstentions: int
    silent: int

    @classmethod
    def of(cls, voices: Iterable[Voice]) -> "Tally":
        found = Counter(voice.last.answer if voice.last else None for voice in voices)
        return cls(
            votes_for=found[Answer.FOR],
            votes_against=found[Answer.AGAINST],
            abstentions=found[Answer.ABSTENTION],
            silent=found[None],
        )

    @property
    def votes(self) -> dict[str, int]:
        """As a decision keeps them."""
        names = ("votes_for", "votes_against", "abstentions")
        return {name: getattr(self, name) for name in names}


def voices_of(consultation: Consultation) -> list[Voice]:
    """In the order of organisations' names; three queries."""
    decision = consultation.decision
    day = decision.taken_on if decision and decision.taken_on else timezone.localdate()
    members = consultation.committee.memberships.on(day).filter(votes=True)
    members = members.select_related("organization")
    links = by_membership(
        consultation.links.unrevoked().select_related("representative__person", "message")
    )
    answers = by_membership(
        consultation.answers.select_related("representative__person", "answered_by")
    )
    return [Voice(row, links[row.pk], answers[row.pk]) for row in members]


def by_membership(rows: Any) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.representative.membership_id].append(row)
    return found


def mandates_with_voice(consultation: Consultation) -> Any:
    """Those who sit today for an organisation that has a vote in the committee."""
    current = Representative.objects.current()
    return current.filter(membership__committee=consultation.committee_id, membership__votes=True)


def mandates_asked(consultation: Consultation) -> Any:
    """With what is written to them."""
    mandates = mandates_with_voice(consultation).select_related(
        "person__contact", "person__user", "membership__organization"
    )
    return mandates.prefetch_related("membership__organization__former_names")
