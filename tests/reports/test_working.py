"""Long reports, made in the background: asked for once, told as they go, honest when they fail."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Activity, Agreement
from arbj_portal.core.actions import StaleFormError
from arbj_portal.reports import working
from arbj_portal.reports.actions import deposit, save_draft
from arbj_portal.reports.content import content_of
from arbj_portal.reports.models import AccountabilityReport, ReportWork
from arbj_portal.reports.working import begin_work, do_work, forget_works, long_kinds
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_activity, period
from tests.agreements.pages import filled, text_of
from tests.meetings.factories import Table
from tests.paper_text import pdf_text
from tests.reports.factories import SPAN, make_full_agreement, make_report

pytestmark = pytest.mark.django_db
SECTIONS = 11


@pytest.fixture
def agreement(table: Table) -> Agreement:
    return make_full_agreement(table)


@pytest.fixture
def report(table: Table, agreement: Agreement) -> AccountabilityReport:
    return make_report(table, agreement)


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every report is long."""
    monkeypatch.setattr(working, "LONG", dict.fromkeys(ReportWork.Kind, 0))


@pytest.fixture
def client(table: Table) -> Client:
    return client_of(table.administration)


def ask(table: Table, report: AccountabilityReport, kind: str = "pdf", **given: Any) -> ReportWork:
    given = {"version": report.version} | given
    return begin_work(by=table.administration, report=report, kind=kind, **given)


def run_worker() -> None:
    """The worker that « make run » starts, until nothing waits."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.mark.parametrize(
    ("activities", "found"),
    [
        (600, set()),
        (800, {"deposit"}),
        (1_100, {"deposit", "docx"}),
        (2_100, {"deposit", "docx", "pdf", "xlsx"}),
    ],
)
def test_what_is_long_is_counted(
    activities: int, found: set[str], report: AccountabilityReport, agreement: Agreement
) -> None:
    Activity.objects.bulk_create(
        Activity(agreement=agreement, title="Étude", kind="study", period=period("2014-05"))
        for _ in range(activities)
    )
    assert long_kinds(report) == found


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("long")
def test_the_worker_makes_what_was_asked(
    table: Table, report: AccountabilityReport, client: Client
) -> None:
    page = client.get(report.get_absolute_url())
    assert "Préparer le brouillon, PDF" in text_of(page)
    asked = client.post(reverse("report_prepare", args=[report.pk, "pdf"]), {"version": 1})
    work = ReportWork.objects.get()
    assert asked.url == work.get_absolute_url()
    waiting = client.get(asked.url)
    assert "En attente : le travail de fond commence dans un instant." in text_of(waiting)
    assert 'hx-trigger="every 2s"' in waiting.content.decode()
    run_worker()
    work.refresh_from_db()
    assert (work.state, work.step, work.steps) == ("done", SECTIONS + 1, SECTIONS + 1)
    done = client.get(asked.url)
    assert "Le fichier est prêt." in text_of(done)
    assert "hx-trigger" not in done.content.decode().partition('id="avancement"')[2]
    answer = client.get(reverse("report_work_file", args=[work.pk]))
    assert "Formation Immigration 101" in pdf_text(answer.content)
    assert "brouillon.pdf" in answer["Content-Disposition"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("long")
def test_the_worker_deposits(table: Table, report: AccountabilityReport, client: Client) -> None:
    address = reverse("report_deposit", args=[report.pk])
    asked = client.post(address, filled(client.get(address), "version", visibility="public"))
    report.refresh_from_db()
    assert not report.is_deposited
    run_worker()
    report.refresh_from_db()
    assert (report.is_deposited, report.deposited_by, report.deposited_for) == (
        True,
        table.administration,
        "public",
    )
    assert sorted(report.files.values_list("form", flat=True)) == ["docx", "pdf", "xlsx"]
    assert "La reddition est déposée : elle ne change plus." in text_of(client.get(asked.url))
    assert client.get(report.get_absolute_url()).context["report"].content == report.content


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What another reader sees of a work each time it told a step."""
    seen: list[tuple[Any, ...]] = []
    tell = working.Progress.__call__

    def tell_and_look(self: Any, told: str) -> None:
        tell(self, told)
        seen.append(ReportWork.objects.values_list("state", "step", "told").get(pk=self.work.pk))

    monkeypatch.setattr(working.Progress, "__call__", tell_and_look)
    return seen


def test_it_tells_each_section_and_each_file(
    table: Table, report: AccountabilityReport, steps: list[tuple[Any, ...]]
) -> None:
    do_work.call(ask(table, report, "deposit", visibility="partners").pk)
    assert steps[0] == ("running", 1, "L’entente en bref")
    assert steps[3] == ("running", 4, "Jalons")
    assert [told for _, _, told in steps[SECTIONS:]] == ["PDF", "Word", "classeur"]


def test_what_is_going_on_is_not_begun_twice(table: Table, report: AccountabilityReport) -> None:
    first = ask(table, report)
    assert ask(table, report) == first
    assert ask(table, report, "docx") != first
    do_work.call(first.pk)
    assert ask(table, report) != first
    assert ReportWork.objects.filter(kind="pdf").count() == 1


def test_what_went_silent_is_begun_again(
    table: Table, report: AccountabilityReport, client: Client
) -> None:
    killed = ask(table, report)
    long_ago = timezone.now() - ReportWork.SILENCE - timedelta(seconds=1)
    ReportWork.objects.filter(pk=killed.pk).update(state="running", step=3, beat_at=long_ago)
    assert "Ce travail ne donne plus signe de vie : recommencez." in text_of(
        client.get(killed.get_absolute_url())
    )
    again = ask(table, report)
    assert list(ReportWork.objects.all()) == [again]
    do_work.call(killed.pk)  # it wakes up after all, and finds that nobody waits for it
    assert ReportWork.objects.get().state == "waiting"


def test_a_draft_that_changed_says_so(
    table: Table, report: AccountabilityReport, client: Client
) -> None:
    work = ask(table, report)
    save_draft(by=table.administration, report=report, version=1, period=SPAN, sections=[])
    do_work.call(work.pk)
    work.refresh_from_db()
    assert (work.state, work.content) == ("failed", None)
    told = text_of(client.get(work.get_absolute_url()))
    assert "La reddition a été modifiée entre-temps : relisez-la, puis recommencez." in told
    assert client.get(reverse("report_work_file", args=[work.pk])).status_code == 404


def test_a_deposit_over_a_change_leaves_the_draft(
    table: Table, report: AccountabilityReport
) -> None:
    work = ask(table, report, "deposit", visibility="public")
    save_draft(by=table.administration, report=report, version=1, period=SPAN, sections=[])
    do_work.call(work.pk)
    report.refresh_from_db()
    assert (report.is_deposited, report.files.count()) == (False, 0)


def test_a_deposit_that_says_nothing_tells_why(table: Table, report: AccountabilityReport) -> None:
    report.sections.update(is_included=False)
    work = ask(table, report, "deposit", visibility="public")
    do_work.call(work.pk)
    work.refresh_from_db()
    assert (work.state, work.told) == (
        "failed",
        "Aucune section retenue ne dit quelque chose sur cette période.",
    )


def test_an_error_is_told_in_french(
    table: Table, report: AccountabilityReport, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = ask(table, report)
    monkeypatch.delitem(working.RENDERERS, "pdf")
    do_work.call(work.pk)
    assert "Une erreur a interrompu ce travail : recommencez." in text_of(
        client.get(work.get_absolute_url())
    )


def test_a_draft_that_was_deleted_ends_its_work(table: Table, report: AccountabilityReport) -> None:
    work = ask(table, report)
    report.delete()
    do_work.call(work.pk)
    assert not ReportWork.objects.exists()


def test_work_is_asked_on_what_was_read(table: Table, report: AccountabilityReport) -> None:
    with pytest.raises(StaleFormError):
        ask(table, report, version=7)
    deposit(by=table.administration, report=report, version=1, visibility="public")
    with pytest.raises(ValidationError) as refused:
        ask(table, report)
    assert refused.value.messages == ["Une reddition déposée ne change plus."]


def test_what_was_made_is_kept_a_day(table: Table, report: AccountabilityReport) -> None:
    old, new = ask(table, report), ask(table, report, "docx")
    day_before = timezone.now() - timedelta(hours=25)
    ReportWork.objects.filter(pk=old.pk).update(asked_at=day_before)
    forget_works(timezone.localdate())
    assert list(ReportWork.objects.all()) == [new]


@pytest.mark.usefixtures("long")
def test_a_long_draft_is_read_as_it_was_saved(
    table: Table, report: AccountabilityReport, agreement: Agreement, client: Client
) -> None:
    make_activity(agreement, title="Ajoutée depuis", period=period("2014-05"))
    page = client.get(report.get_absolute_url())
    assert "Ce qu’elle disait à l’enregistrement" in text_of(page)
    assert "Ajoutée depuis" not in text_of(page)
    refused = client.get(reverse("report_file", args=[report.pk, "pdf"]), follow=True)
    assert "demandez que ce fichier se prépare" in text_of(refused)
    assert len(content_of(report).parts) == len(report.content)


@pytest.mark.usefixtures("long")
def test_a_deposited_report_is_handed_over_at_once(
    table: Table, report: AccountabilityReport, client: Client
) -> None:
    deposit(by=table.administration, report=report, version=1, visibility="public")
    answer = client.get(reverse("report_file", args=[report.pk, "pdf"]))
    assert b"".join(answer).startswith(b"%PDF")
