"""Long reports are made by the background, which tells how far it is.

A piece of work is a row: asked for once, told of by its steps, and given up where its row is gone
or nothing is heard of it. See docs/adr/0015.
"""

import logging
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.tasks import task
from django.utils import timezone

from arbj_portal.core.actions import StaleFormError, action
from arbj_portal.reports.actions import RENDERERS, deposit, made_of
from arbj_portal.reports.content import content_of, scope_of
from arbj_portal.reports.models import DEPOSITED, AccountabilityReport, ReportWork
from members.models import User

logger = logging.getLogger(__name__)

# Lines beyond which it would take more than two seconds; a full year has some 1,100
# (benchmarks/reports.py).
LONG = {
    ReportWork.Kind.PDF: 2_000,
    ReportWork.Kind.WORD: 900,
    ReportWork.Kind.WORKBOOK: 2_000,
    ReportWork.Kind.DEPOSIT: 700,
}
KEPT = timedelta(days=1)

MOVED_ON = "La reddition a été modifiée entre-temps : relisez-la, puis recommencez."
BROKEN = "Une erreur a interrompu ce travail : recommencez. Si elle se répète, prévenez-nous."


def long_kinds(report: AccountabilityReport) -> set[str]:
    """What would keep a page waiting."""
    size = scope_of(report).size
    return {kind for kind, most in LONG.items() if size > most}


@action
def begin_work(
    *, by: User, report: AccountabilityReport, version: int, kind: str, visibility: str = ""
) -> ReportWork:
    """The work on this version; one that goes on is not begun again. visibility: of a deposit."""
    report = AccountabilityReport.objects.select_for_update(no_key=True).get(pk=report.pk)
    if report.is_deposited:
        raise ValidationError(DEPOSITED)
    if report.version != version:
        raise StaleFormError(report.version)
    same = {"report": report, "kind": kind, "report_version": version, "visibility": visibility}
    going_on = ReportWork.objects.open().filter(**same).first()
    if going_on and not going_on.is_silent:
        return going_on
    report.works.filter(kind=kind).delete()
    steps = report.sections.filter(is_included=True).count()
    steps += len(RENDERERS) if kind == ReportWork.Kind.DEPOSIT else 1
    work = ReportWork.objects.create(asked_by=by, steps=steps, **same)
    do_work.enqueue(work.pk)
    return work


class GivenUp(Exception):
    """The row of the work is gone: the draft was deleted, or it was asked for again."""


class Progress:
    """Tells each step as it begins, in a transaction of its own."""

    def __init__(self, work: ReportWork) -> None:
        self.work, self.step = work, 0

    def __call__(self, told: str) -> None:
        self.step += 1
        self.note(step=self.step, told=told, state=ReportWork.State.RUNNING)

    def note(self, **fields: object) -> None:
        mine = ReportWork.objects.open().filter(pk=self.work.pk)
        if not mine.update(beat_at=timezone.now(), **fields):
            raise GivenUp


@task
def do_work(pk: int) -> None:
    work = ReportWork.objects.select_related("report__agreement", "asked_by").filter(pk=pk).first()
    if work is None:
        return
    progress = Progress(work)
    try:
        perform(work, progress)
    except GivenUp:
        logger.info("Work %s on a report was given up", pk)
    except StaleFormError:
        fail(progress, MOVED_ON)
    except ValidationError as error:
        fail(progress, " ".join(error.messages))
    except Exception:
        logger.exception("Work %s on a report failed", pk)
        fail(progress, BROKEN)


def perform(work: ReportWork, progress: Progress) -> None:
    report, kind = work.report, work.kind
    if report.version != work.report_version:
        raise StaleFormError(report.version)
    if kind == ReportWork.Kind.DEPOSIT:
        made = made_of(report, work.visibility, progress)
        deposit(
            by=work.asked_by,
            report=report,
            version=work.report_version,
            visibility=work.visibility,
            made=made,
        )
        progress.note(state=ReportWork.State.DONE)
    else:
        content = content_of(report, progress)
        progress(work.get_kind_display())
        progress.note(state=ReportWork.State.DONE, content=RENDERERS[kind](content))


def fail(progress: Progress, message: str) -> None:
    mine = ReportWork.objects.open().filter(pk=progress.work.pk)
    mine.update(state=ReportWork.State.FAILED, told=message)


def forget_works(day: date) -> None:
    """What was made for a draft is not kept: the next one tells newer data."""
    ReportWork.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()
