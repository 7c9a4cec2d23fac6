"""A long report whose worker is killed with -9: whole or not at all, and asked for again."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from arbj_portal.core.models import Document
from arbj_portal.reports.models import AccountabilityReport, ReportFile, ReportWork
from arbj_portal.reports.working import begin_work
from tests.agreements.factories import make_activity, period
from tests.faults.conftest import Start
from tests.faults.portal import wait_until
from tests.meetings.factories import Table
from tests.reports.factories import make_full_agreement, make_report

pytestmark = pytest.mark.django_db(transaction=True)


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.suffix in {".pdf", ".docx", ".xlsx"}}


def test_a_deposit_whose_worker_is_killed_is_made_by_the_next_one(
    transactional_db: None, workers: Start, tmp_path: Path
) -> None:
    table = Table()
    agreement = make_full_agreement(table)
    for number in range(1_500):
        make_activity(agreement, title=f"Activité {number}", period=period("2014-05"))
    report = make_report(table, agreement)
    asked = {"report": report, "version": report.version, "kind": "deposit"}
    papers, files = set(Document.objects.values_list("pk", flat=True)), files_in(tmp_path)
    work = begin_work(by=table.administration, visibility="partners", **asked)

    victim = workers()
    wait_until(lambda: ReportWork.objects.filter(pk=work.pk, step__gte=12).exists())
    victim.kill()
    victim.wait()
    work.refresh_from_db()
    assert work.state == ReportWork.State.RUNNING
    assert not AccountabilityReport.objects.deposited().exists()
    assert set(Document.objects.values_list("pk", flat=True)) == papers
    assert files_in(tmp_path) == files

    long_ago = timezone.now() - ReportWork.SILENCE - timedelta(seconds=1)
    ReportWork.objects.filter(pk=work.pk).update(beat_at=long_ago)
    again = begin_work(by=table.administration, visibility="partners", **asked)
    workers()
    wait_until(lambda: ReportWork.objects.filter(pk=again.pk, state="done").exists())
    assert AccountabilityReport.objects.deposited().get() == report
    assert ReportFile.objects.filter(report=report).count() == 3
    assert len(files_in(tmp_path)) == len(files) + 3
