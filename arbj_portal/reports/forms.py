"""What people type about accounts: the period, the sections, who may read them."""

from typing import Any

from django import forms

from arbj_portal.core.form_layout import PortalFormHelper, narrow, visibility_field
from arbj_portal.core.form_layout import Section as Group
from arbj_portal.core.forms import (
    PortalForm,
    RichTextArea,
    RichTextField,
    SubmissionMixin,
    VersionedMixin,
)
from arbj_portal.core.period_fields import PeriodFormField
from arbj_portal.core.periods import Period
from arbj_portal.reports.actions import SectionEntry
from arbj_portal.reports.models import AccountabilityReport, Section


def period_field() -> PeriodFormField:
    return PeriodFormField(
        label="Période",
        single=True,
        bounded=True,
        help_text="« Octobre 2013 à mars 2015 », « avril 2014 à mars 2015 », « 2014 ».",
    )


class BeginForm(PortalForm, SubmissionMixin):
    """The period that a report is about."""

    period = period_field()

    def __init__(self, *args: Any, period: Period | None, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"period": period}, **kwargs)
        self.helper = PortalFormHelper(
            "period", submit="Préparer la reddition", cancel_url=cancel_url
        )


class DraftForm(PortalForm, VersionedMixin, SubmissionMixin):
    """A draft: its period, and of each section whether it is told and what introduces it."""

    period = period_field()

    def __init__(self, *args: Any, report: AccountabilityReport, **kwargs: Any) -> None:
        self.rows = list(report.sections.all())
        initial: dict[str, Any] = {"version": report.version, "period": report.period}
        for row in self.rows:
            initial[f"{row.section}_told"] = row.is_included
            initial[f"{row.section}_text"] = row.introduction
        super().__init__(*args, initial=initial, **kwargs)
        for row in self.rows:
            self.fields[f"{row.section}_told"] = forms.BooleanField(
                label="Retenir cette section", required=False
            )
            self.fields[f"{row.section}_text"] = RichTextField(
                label=f"Introduction, {row.get_section_display()}",
                required=False,
                max_length=20_000,
                widget=RichTextArea(attrs={"rows": 3}),
            )
        groups = [
            Group(Section(row.section).label, f"{row.section}_told", f"{row.section}_text")
            for row in self.rows
        ]
        self.helper = PortalFormHelper(
            "period",
            *groups,
            submit="Enregistrer le brouillon",
            cancel_url=report.agreement.get_absolute_url(),
        )

    @property
    def sections(self) -> list[SectionEntry]:
        return [
            SectionEntry(
                row.section,
                self.cleaned_data[f"{row.section}_told"],
                self.cleaned_data[f"{row.section}_text"],
            )
            for row in self.rows
        ]


class ReadersForm(PortalForm, VersionedMixin, SubmissionMixin):
    """Who may read a report, as it is deposited or afterwards."""

    visibility = visibility_field()

    def __init__(
        self, *args: Any, report: AccountabilityReport, submit: str, **kwargs: Any
    ) -> None:
        initial = {"version": report.version, "visibility": report.visibility}
        super().__init__(*args, initial=initial, **kwargs)
        for ceiling in filter(None, (report.agreement.visibility, report.deposited_for)):
            narrow(self.fields["visibility"], ceiling)
        self.helper = PortalFormHelper(
            "visibility", submit=submit, cancel_url=report.get_absolute_url()
        )
