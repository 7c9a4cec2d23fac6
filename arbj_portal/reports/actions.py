"""Accounts of an agreement: begun, drafted, deposited, opened to more or fewer readers."""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from agreements.models import Agreement
from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from arbj_portal.core.documents import store_document
from arbj_portal.core.models import Document
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import levels_under
from arbj_portal.reports.content import Content, Texts, content_of, say_nothing, texts_of
from arbj_portal.reports.models import (
    DEPOSITED,
    AccountabilityReport,
    ReportFile,
    ReportSection,
    Section,
)
from arbj_portal.reports.rendering.pdf import as_pdf
from arbj_portal.reports.rendering.word import as_word
from arbj_portal.reports.rendering.workbook import as_workbook
from members.models import User

RENDERERS: dict[str, Callable[[Content], bytes]] = {
    ReportFile.Form.PDF: lambda content: as_pdf(content, is_kept=True),
    ReportFile.Form.WORD: as_word,
    ReportFile.Form.WORKBOOK: as_workbook,
}


@dataclass(frozen=True)
class SectionEntry:
    """What a form says of a section."""

    section: str
    is_included: bool
    introduction: str


@dataclass(frozen=True)
class Made:
    """A report as it is frozen: when, what it says, its file in each format."""

    at: datetime
    texts: Texts
    files: dict[str, bytes]


@action
def begin_report(
    *, by: User | None, agreement: Agreement, period: Period, submission: UUID | None = None
) -> AccountabilityReport:
    """A draft with every section, over a period."""
    claim = submission and claim_submission(token=submission, by=by)
    refuse_to_come(period)
    report = AccountabilityReport.objects.create(agreement=agreement, period=period)
    ReportSection.objects.bulk_create(
        ReportSection(report=report, section=section) for section in Section
    )
    take_content(report)
    if claim:
        lead_to(claim, report.get_absolute_url())
    return report


@action
def save_draft(
    *,
    by: User,
    report: AccountabilityReport,
    version: int,
    period: Period,
    sections: Iterable[SectionEntry],
    submission: UUID | None = None,
) -> AccountabilityReport:
    """What the data say now is what they are compared with from now on."""
    receive(submission, by, report)
    report = lock_draft(report, version)
    refuse_to_come(period)
    rows = {row.section: row for row in report.sections.all()}
    for entry in sections:
        told = {"is_included": entry.is_included, "introduction": entry.introduction}
        write(rows[entry.section], told)
    report.period = period
    take_content(report)
    return report


@action
def discard_draft(*, by: User, report: AccountabilityReport, version: int) -> None:
    """A draft that was never deposited goes; its history stays."""
    lock_draft(report, version).delete()


@action
def deposit(
    *,
    by: User,
    report: AccountabilityReport,
    version: int,
    visibility: str,
    made: Made | None = None,
    submission: UUID | None = None,
) -> AccountabilityReport:
    """Freeze it: its files are kept with their SHA-256, and nothing of it changes again.

    visibility: for whom it is made; for everybody it tells what is public, and nothing else.
    made: what was made of that version for them beforehand, where it takes long.
    """
    receive(submission, by, report)
    report = lock_draft(report, version)
    refuse_readers(report, visibility)
    made = made or made_of(report, visibility)
    report.visibility = report.deposited_for = visibility
    report.deposited_at, report.deposited_by = made.at, by
    report.content = made.texts
    report.save()
    for form, content in made.files.items():
        document = keep(report, form, content, by=by)
        ReportFile.objects.create(report=report, form=form, document=document)
    return report


def made_of(
    report: AccountabilityReport, visibility: str, tell: Callable[[str], None] = say_nothing
) -> Made:
    """What a deposit freezes, of the data of this moment; nothing is written."""
    shown = copy(report)
    shown.visibility, shown.deposited_at = visibility, timezone.now()
    content = content_of(shown, tell)
    if not content.parts:
        raise ValidationError("Aucune section retenue ne dit quelque chose sur cette période.")
    files = {}
    for form, render in RENDERERS.items():
        tell(ReportFile.Form(form).label)
        files[form] = render(content)
    return Made(shown.deposited_at, texts_of(content.parts), files)


@action
def change_report_visibility(
    *,
    by: User,
    report: AccountabilityReport,
    version: int,
    visibility: str,
    submission: UUID | None = None,
) -> AccountabilityReport:
    """Say who may read a deposited report, among those for whom it was made; its files follow."""
    receive(submission, by, report)
    report = write(lock(report, version), {"visibility": visibility})
    Document.objects.filter(file_of_report__report=report).update(visibility=visibility)
    return report


def receive(submission: UUID | None, by: User, report: AccountabilityReport) -> None:
    if submission:
        lead_to(claim_submission(token=submission, by=by), report.get_absolute_url())


def lock_draft(report: AccountabilityReport, version: int) -> AccountabilityReport:
    report = lock(report, version)
    if report.is_deposited:
        raise ValidationError(DEPOSITED)
    return report


def refuse_to_come(period: Period) -> None:
    if period.starts_on and period.starts_on > timezone.localdate():
        raise ValidationError({"period": "Cette période est à venir : rien n’y est fait encore."})


def refuse_readers(report: AccountabilityReport, visibility: str) -> None:
    """Made for people who do not read the agreement, it would leave out what is told of it."""
    if visibility not in levels_under(report.agreement.visibility):
        level = report.agreement.get_visibility_display()
        raise ValidationError(
            {
                "visibility": f"L’entente elle-même est lue de moins de personnes ({level}) : "
                "ouvrez-la d’abord, ou déposez pour elles."
            }
        )


def take_content(report: AccountabilityReport) -> None:
    report.content = texts_of(content_of(report).parts)
    report.save()


def keep(report: AccountabilityReport, form: str, content: bytes, *, by: User) -> Document:
    return store_document(
        by=by,
        file=ContentFile(content, name=f"rapport.{form}"),
        title=f"{report}, {report.agreement}"[:200],
        visibility=report.visibility,
        is_demonstration=report.agreement.is_demonstration,
    )
