"""How a decision is written, on pages and in papers."""

import re
from typing import Any

from arbj_portal.core.typography import plural

MUTE_START = re.compile("[aeiouyhàâéèêëîïôöù]", re.IGNORECASE)


class DecisionWords:
    """The words around the text of a decision: how it was taken, and its outcome."""

    kind: Any
    outcome: Any
    moved_by: Any
    seconded_by: Any
    without_quorum: Any
    ratified_by: Any
    is_consulted: Any
    consultation: Any
    votes_for: Any
    votes_against: Any
    abstentions: Any
    get_outcome_display: Any

    @property
    def quorum_text(self) -> str:
        """« Prise sans quorum, entérinée par TCJI-2026-04-09-02 », where it was taken without."""
        if not self.without_quorum:
            return ""
        ratifying = self.ratified_by
        return f"Prise sans quorum, {f'entérinée par {ratifying}' if ratifying else 'à entériner'}"

    @property
    def remark(self) -> str:
        """What is to be known of the way it was taken: between meetings, or without quorum."""
        if self.is_consulted:
            return f"Consultation par courriel {self.consultation.span}"
        return self.quorum_text

    @property
    def opening(self) -> str:
        """The words before the text: « Il est convenu : », or who moved and who seconded."""
        if self.is_consulted:
            act = "résolu" if self.kind == "resolution" else "convenu"
            return f"Par consultation par courriel, il est {act}\N{NO-BREAK SPACE}:"
        if self.moved_by is None or self.seconded_by is None:
            return "Il est convenu\N{NO-BREAK SPACE}:"
        mover, seconder = self.moved_by.formal_name, self.seconded_by.formal_name
        of = "d’" if MUTE_START.match(mover) else "de "
        return (
            f"Sur proposition {of}{mover}, dûment appuyée par {seconder}, "
            "il est résolu\N{NO-BREAK SPACE}:"
        )

    @property
    def outcome_text(self) -> str:
        """« ADOPTÉE À LA MAJORITÉ (7 pour, 2 contre, 1 abstention) »; nothing where agreed."""
        if self.outcome == "agreed":
            return ""
        votes = self.votes_text
        return self.get_outcome_display().upper() + (f" ({votes})" if votes else "")

    @property
    def votes_text(self) -> str:
        if self.votes_for is None or self.votes_against is None:
            return ""
        votes = f"{self.votes_for} pour, {self.votes_against} contre"
        if self.abstentions is None:
            return votes
        return f"{votes}, {self.abstentions} abstention{plural(self.abstentions)}"
