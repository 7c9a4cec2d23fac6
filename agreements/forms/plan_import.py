"""Importing a plan d'action: a workbook to read, then what it would change to agree to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.models import Agreement
from agreements.plan.changes import PlanRow
from agreements.plan.reading import Problem, ProblemsError, read_plan
from agreements.plan.rows import Known
from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import PortalFormHelper
from arbj_portal.core.forms import PortalForm, SubmissionMixin
from arbj_portal.core.typography import plural


class ImportForm(PortalForm, SubmissionMixin):
    """A workbook to read."""

    file = UploadField(
        label="Classeur",
        extensions=(".xlsx",),
        help_text=(
            "Au format Excel (.xlsx), sans mot de passe ni macros, 2 Mo et 1 000 actions au plus. "
            "Rien n’est importé avant que vous ayez vu ce qui changerait."
        ),
    )

    def __init__(self, *args: Any, agreement: Agreement, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = Known(agreement, user)
        self.rows: list[PlanRow] = []
        self.problems: list[Problem] = []
        self.helper = PortalFormHelper(
            "file", submit="Lire le classeur", cancel_url=agreement.plan_url
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.rows = read_plan(file, self.known)
        except ProblemsError as error:
            self.problems = error.problems
            count = len(self.problems)
            raise ValidationError(
                f"Rien n’est importé : {count} chose{plural(count)} à corriger dans le classeur."
            ) from None
        return file


class TakeForm(PortalForm, SubmissionMixin):
    """An import agreed to; seen: the digest of what it was said to change."""

    seen = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)
