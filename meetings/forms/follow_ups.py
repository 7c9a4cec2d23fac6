"""Where a follow-up stands."""

from typing import Any

from django import forms

from arbj_portal.core.form_layout import DateInput, PortalFormHelper, Row
from arbj_portal.core.forms import PortalForm, VersionedMixin
from meetings.forms.choices import SharedChoices
from meetings.forms.outcomes import responsible_key, responsible_of
from meetings.models import FollowUp

OWN = (FollowUp.Status.TO_DO, FollowUp.Status.IN_PROGRESS, FollowUp.Status.DONE)


class OwnFollowUpForm(VersionedMixin, PortalForm):
    """What whoever must do it says of it."""

    status = forms.ChoiceField(label="État", widget=forms.RadioSelect)
    note = forms.CharField(
        label="Note",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Où en est la chose, ce qui retarde : la coordination le lira.",
    )

    def __init__(self, *args: Any, follow_up: FollowUp, cancel_url: str, **kwargs: Any) -> None:
        kwargs["initial"] = self.first_shown(follow_up)
        super().__init__(*args, **kwargs)
        self.follow_up = follow_up
        statuses = self.statuses(follow_up)
        self.fields["status"].choices = [
            choice for choice in FollowUp.Status.choices if choice[0] in statuses
        ]
        self.helper = PortalFormHelper(
            *self.layout(), submit="Enregistrer le suivi", cancel_url=cancel_url
        )

    def first_shown(self, follow_up: FollowUp) -> dict[str, Any]:
        return {
            "version": follow_up.version,
            "status": follow_up.status,
            "note": follow_up.note,
        }

    def statuses(self, follow_up: FollowUp) -> set[str]:
        """Putting off and dropping are the coordination's."""
        return {*OWN, follow_up.status}

    def layout(self) -> tuple[Any, ...]:
        return "status", "note"

    def said(self) -> dict[str, Any]:
        """What somebody says of their own follow-up, and the version that they read."""
        return {name: self.cleaned_data[name] for name in ("version", "status", "note")}

    def update(self) -> dict[str, Any]:
        """What the action takes."""
        return {"version": self.cleaned_data["version"], "values": self.values()}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("status", "note")}


class FollowUpForm(OwnFollowUpForm):
    """All that the coordination may change of a follow-up."""

    who = forms.ChoiceField(label="Qui")
    due_on = forms.DateField(label="Pour le", required=False, widget=DateInput)
    reason = forms.CharField(
        label="Motif du report",
        max_length=400,
        required=False,
        help_text="Quand l’échéance est repoussée : ce qui le demande.",
    )
    objective = forms.TypedChoiceField(
        label="Objectif servi", coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shared = SharedChoices()
        self.fields["who"].choices = shared.responsible
        self.fields["objective"].choices = shared.objectives

    def first_shown(self, follow_up: FollowUp) -> dict[str, Any]:
        return super().first_shown(follow_up) | {
            "who": responsible_key(follow_up),
            "due_on": follow_up.due_on,
            "objective": follow_up.objective_id,
        }

    def statuses(self, follow_up: FollowUp) -> set[str]:
        return set(FollowUp.Status.values)

    def layout(self) -> tuple[Any, ...]:
        return Row("who", "due_on"), "status", "reason", "objective", "note"

    def update(self) -> dict[str, Any]:
        return {**super().update(), "reason": self.cleaned_data["reason"]}

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            **super().values(),
            **responsible_of(cleaned["who"], self.follow_up),
            "due_on": cleaned["due_on"],
            "objective_id": cleaned["objective"],
        }
