"""Objectives of the agreement before, to take up again in its successor."""

from typing import Any

from django import forms

from agreements.models import Agreement, Objective
from arbj_portal.core.form_layout import PortalFormHelper
from arbj_portal.core.forms import PortalForm, SubmissionMixin, VersionedMixin


class ObjectiveChoiceField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Objective) -> str:
        return f"{obj} ({obj.get_status_display()})"


class CarryForm(PortalForm, VersionedMixin, SubmissionMixin):
    """Those that were not met, each to be taken up again or not."""

    objectives = ObjectiveChoiceField(
        Objective.objects.none(),
        label="Objectifs à reprendre",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choisissez au moins un objectif.",
            "invalid_choice": "Un de ces objectifs est entre-temps atteint, ou déjà repris.",
        },
    )
    cause = forms.CharField(
        label="Pourquoi ils passent à l’entente suivante",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=(
            "Demandé pour ceux qui ne sont pas conclus : ils deviennent « Reporté à l’entente "
            "suivante ». Les autres gardent leur état, leur cause et leur suite."
        ),
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        waiting = Objective.objects.to_carry_into(agreement)
        super().__init__(
            *args, initial={"version": agreement.version, "objectives": waiting}, **kwargs
        )
        self.fields["objectives"].queryset = waiting
        self.helper = PortalFormHelper(
            "objectives",
            "cause",
            submit="Reprendre ces objectifs",
            cancel_url=agreement.get_section_url("objectifs"),
        )
