"""Accounts of an agreement: begun, drafted, deposited, read."""

import hashlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.forms import constraint_error
from arbj_portal.core.periods import Period
from arbj_portal.core.rules import rule_messages
from arbj_portal.core.typography import date_text
from arbj_portal.reports.actions import (
    SectionEntry,
    begin_report,
    change_report_visibility,
    deposit,
    discard_draft,
    save_draft,
)
from arbj_portal.reports.content import content_of, differences, texts_of
from arbj_portal.reports.models import AccountabilityReport, ReportFile, ReportSection, Section
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_activity, make_agreement, period
from tests.agreements.pages import filled, part_of, text_of
from tests.agreements.test_models import change
from tests.meetings.factories import Table
from tests.reports.factories import SPAN, make_deposit, make_full_agreement, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(table: Table) -> Agreement:
    return make_full_agreement(table)


@pytest.fixture
def client(table: Table) -> Client:
    return client_of(table.administration)


def test_a_report_is_begun_by_one_button(
    table: Table, agreement: Agreement, client: Client
) -> None:
    begin = reverse("report_begin", args=[agreement.pk])
    assert begin in client.get(agreement.get_absolute_url()).content.decode()
    page = client.get(begin)
    typed = filled(page, "period")
    assert typed["period"] == ["octobre 2013 à mars 2015"]
    answer = client.post(begin, typed)
    report = AccountabilityReport.objects.get()
    assert answer.url == report.get_absolute_url()
    assert (report.period, report.sections.count()) == (SPAN, len(Section))
    assert [part["slug"] for part in report.content] == [
        "summary",
        "money",
        "objectives",
        "milestones",
        "activities",
        "meetings",
        "decisions",
        "follow_ups",
        "variances",
        "next_steps",
        "annexes",
    ]


def test_a_draft_keeps_what_was_chosen_and_tells_what_changed_since(
    table: Table, agreement: Agreement, client: Client
) -> None:
    report = make_report(table, agreement)
    address = report.get_absolute_url()
    typed = filled(client.get(address), "period", money_text="Deux parties.", version="1")
    del typed["meetings_told"]
    assert client.post(address, typed).url == address
    rows = {row.section: (row.is_included, row.introduction) for row in report.sections.all()}
    assert rows["money"] == (True, "<p>Deux parties.</p>")
    assert rows["meetings"] == (False, "")
    assert "Ce qui a changé depuis" not in text_of(client.get(address))
    make_activity(agreement, title="Présentations", period=period("2014-10-09"))
    changed = part_of(client.get(address), 'id="depuis">')
    assert "Activités Ajout 9 octobre 2014 · Présentations · Formation" in changed


def test_a_draft_is_saved_over_the_version_that_was_read(
    table: Table, agreement: Agreement
) -> None:
    report = make_report(table, agreement)
    given: dict[str, Any] = {"by": table.administration, "report": report, "version": 1}
    entries = [SectionEntry("money", is_included=False, introduction="")]
    save_draft(period=SPAN, sections=entries, **given)
    with pytest.raises(StaleFormError):
        save_draft(period=SPAN, sections=entries, **given)
    with pytest.raises(StaleFormError):
        deposit(visibility="partners", **given)


def test_a_draft_may_be_given_up(table: Table, agreement: Agreement, client: Client) -> None:
    report = make_report(table, agreement)
    address = reverse("report_discard", args=[report.pk])
    assert "a été modifiée entre-temps" in text_of(client.post(address, follow=True))
    client.post(address, {"version": 1})
    assert not AccountabilityReport.objects.exists()


def test_depositing_keeps_three_files_with_their_fingerprints(
    table: Table, agreement: Agreement, client: Client
) -> None:
    report = make_report(table, agreement)
    address = reverse("report_deposit", args=[report.pk])
    client.post(address, filled(client.get(address), "visibility", visibility="public"))
    report.refresh_from_db()
    assert (report.deposited_by, report.visibility) == (table.administration, "public")
    page = text_of(client.get(report.get_absolute_url()))
    for file in report.files.select_related("document"):
        kept = b"".join(client.get(reverse("report_file", args=[report.pk, file.form])))
        assert hashlib.sha256(kept).hexdigest() == file.document.sha256
        assert file.document.sha256 in page
    assert [file.form for file in report.files.all()] == ["pdf", "docx", "xlsx"]


def test_the_second_who_deposits_is_told(
    table: Table, agreement: Agreement, client: Client
) -> None:
    report = make_deposit(table, agreement)
    address = reverse("report_deposit", args=[report.pk])
    for answer in (client.get(address, follow=True), client.post(address, follow=True)):
        assert answer.redirect_chain == [(report.get_absolute_url(), 302)]
        day = date_text(timezone.localdate())
        told = f"Elle est déjà déposée, le {day}, par {table.administration}."
        assert told.replace("\xa0", " ") in text_of(answer)


def test_what_is_deposited_never_changes(table: Table, agreement: Agreement) -> None:
    report = make_deposit(table, agreement)
    before = [(file.form, file.document.sha256) for file in report.files.all()]
    content = report.content
    make_activity(agreement, title="Présentations", period=period("2014-10-09"))
    given: dict[str, Any] = {"by": table.administration, "report": report}
    for act in (
        lambda: save_draft(version=report.version, period=SPAN, sections=[], **given),
        lambda: discard_draft(version=report.version, **given),
        lambda: deposit(version=report.version, visibility="public", **given),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.messages == ["Une reddition déposée ne change plus."]
    report.refresh_from_db()
    assert report.content == content
    assert [(file.form, file.document.sha256) for file in report.files.all()] == before


def test_a_later_report_lists_the_differences(
    table: Table, agreement: Agreement, client: Client
) -> None:
    make_deposit(table, agreement)
    make_activity(agreement, title="Présentations", period=period("2014-10-09"))
    second = make_deposit(table, agreement)
    told = part_of(client.get(second.get_absolute_url()), 'id="precedente">')
    assert "Activités Ajout 9 octobre 2014 · Présentations · Formation" in told
    third = make_deposit(table, agreement)
    told = part_of(client.get(third.get_absolute_url()), 'id="precedente">')
    assert told.endswith("Rien : les tableaux disent la même chose.")


def test_it_differs_from_the_last_one_made_for_the_same_readers(
    table: Table, agreement: Agreement, client: Client
) -> None:
    first = make_deposit(table, agreement, "partners")
    public = make_deposit(table, agreement, "public")
    told = part_of(client.get(public.get_absolute_url()), 'id="precedente">')
    assert "pour d’autres personnes" in told
    third = make_deposit(table, agreement, "partners")
    page = client.get(third.get_absolute_url())
    assert page.context["previous"] == first
    assert "pour d’autres personnes" not in part_of(page, 'id="precedente">')


def test_the_page_says_what_the_papers_say(
    table: Table, agreement: Agreement, client: Client
) -> None:
    """What introduces a section, and the sums, too."""

    def deposit_report(report: AccountabilityReport) -> AccountabilityReport:
        return deposit(by=table.administration, report=report, version=1, visibility="partners")

    report = make_report(table, agreement)
    report.sections.filter(section="money").update(introduction="<p>Les <em>deux</em> parts.</p>")
    for page in (
        client.get(report.get_absolute_url()),
        client.get(deposit_report(report).get_absolute_url()),
    ):
        told = page.content.decode()
        assert "<p>Les <em>deux</em> parts.</p>" in told
        sums = part_of(page, "<caption>Par partie et par nature</caption>", "</table>")
        assert sums.endswith("Total 100 000 $ 90 001 $ 9 999 $")


def test_an_introduction_that_changed_is_a_difference(table: Table, agreement: Agreement) -> None:
    report = make_report(table, agreement)
    before = texts_of(content_of(report).parts)
    report.sections.filter(section="money").update(introduction="<p>Deux <em>parts</em>.</p>")
    (found,) = differences(before, texts_of(content_of(report).parts))
    assert (found.section, found.cells) == (
        "Parties et contributions",
        [("Introduction", "", "Deux parts.")],
    )


@pytest.mark.parametrize(
    ("level", "refused"), [("partners", ["public"]), ("coordination", ["public", "partners"])]
)
def test_a_report_is_made_for_those_alone_who_read_the_agreement(
    level: str, refused: list[str], table: Table, agreement: Agreement, client: Client
) -> None:
    Agreement.objects.update(visibility=level)
    report = make_report(table, agreement)
    page = client.get(reverse("report_deposit", args=[report.pk]))
    offered = [value for value, _ in page.context["form"].fields["visibility"].choices]
    assert not {*offered} & {*refused}
    for visibility in refused:
        with pytest.raises(ValidationError) as refusal:
            deposit(by=table.administration, report=report, version=1, visibility=visibility)
        assert refusal.value.message_dict.keys() == {"visibility"}


def test_a_period_to_come_is_refused(table: Table, agreement: Agreement) -> None:
    for act in (
        lambda: begin_report(by=table.administration, agreement=agreement, period=period("2090")),
        lambda: save_draft(
            by=table.administration,
            report=make_report(table, agreement),
            version=1,
            period=period("2090"),
            sections=[],
        ),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.message_dict == {
            "period": ["Cette période est à venir\xa0: rien n’y est fait encore."]
        }


def test_an_empty_report_is_not_deposited(table: Table, agreement: Agreement) -> None:
    report = make_report(table, agreement)
    report.sections.update(is_included=False)
    with pytest.raises(ValidationError) as refusal:
        deposit(by=table.administration, report=report, version=1, visibility="partners")
    assert refusal.value.messages == [
        "Aucune section retenue ne dit quelque chose sur cette période."
    ]


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("public", {"coordination", "administration", "partner", "outsider", "anonymous"}),
        ("partners", {"coordination", "administration", "partner"}),
        ("coordination", {"coordination", "administration"}),
    ],
)
def test_who_reads_what_is_deposited(
    visibility: str, readers: set[str], table: Table, agreement: Agreement
) -> None:
    report = make_deposit(table, agreement, visibility)
    draft = make_report(table, agreement)
    visible = {
        name: set(AccountabilityReport.objects.visible_to(user).values_list("pk", flat=True))
        for name, user in table.readers.items()
    }
    assert {name for name, keys in visible.items() if report.pk in keys} == readers
    staff = {"coordination", "administration"}
    assert {name for name, keys in visible.items() if draft.pk in keys} == staff
    document = report.files.first().document
    for name, user in table.readers.items():
        answer = client_of(None if name == "anonymous" else user).get(document.get_absolute_url())
        list(answer)
        assert (answer.status_code == 200) is (name in readers)


def test_files_follow_the_visibility_of_their_report(table: Table, agreement: Agreement) -> None:
    report = make_deposit(table, agreement, "public")
    for level in ("coordination", "partners", "public"):
        report = change_report_visibility(
            by=table.administration, report=report, version=report.version, visibility=level
        )
        assert {file.document.visibility for file in report.files.all()} == {level}


def test_a_report_is_opened_to_those_alone_for_whom_it_was_made(
    table: Table, agreement: Agreement, client: Client
) -> None:
    report = make_deposit(table, agreement, "partners")
    address = reverse("report_visibility", args=[report.pk])
    page = client.get(address)
    offered = [value for value, _ in page.context["form"].fields["visibility"].choices]
    assert offered == ["partners", "coordination"]
    with pytest.raises(IntegrityError), transaction.atomic():
        change_report_visibility(
            by=table.administration, report=report, version=report.version, visibility="public"
        )


def test_a_hidden_agreement_hides_its_reports(table: Table, agreement: Agreement) -> None:
    report = make_deposit(table, agreement, "public")
    Agreement.objects.update(visibility="coordination")
    assert not AccountabilityReport.objects.visible_to(table.partner).filter(pk=report.pk).exists()


@pytest.mark.parametrize("in_force", [None, period("2090/..")])
def test_an_agreement_that_has_not_begun_asks_for_the_period(
    in_force: Period | None, client: Client
) -> None:
    address = reverse("report_begin", args=[make_agreement(in_force=in_force).pk])
    typed = filled(client.get(address), "period")
    page = client.post(address, typed | {"period": "depuis 2014"})
    assert page.context["form"].errors.keys() == {"period"}
    page = client.post(address, typed | {"period": ""})
    assert page.context["form"].errors == {"period": ["Ce champ est obligatoire."]}


def deposited(table: Table) -> AccountabilityReport:
    return make_deposit(table, make_full_agreement(table))


VIOLATIONS = {
    "reports_accountabilityreport_period": lambda table: change(
        make_report(table, make_agreement()), "period", "2014-13"
    ),
    "reports_accountabilityreport_deposited": lambda table: AccountabilityReport.objects.filter(
        pk=make_report(table, make_agreement()).pk
    ).update(deposited_by=table.administration),
    "reports_accountabilityreport_deposited_for": lambda table: (
        AccountabilityReport.objects.filter(pk=make_report(table, make_agreement()).pk)
    ).update(deposited_for="public"),
    "reports_accountabilityreport_readers": lambda table: AccountabilityReport.objects.filter(
        pk=deposited(table).pk
    ).update(visibility="public"),
    "reports_accountabilityreport_kept": lambda table: AccountabilityReport.objects.filter(
        pk=deposited(table).pk
    ).update(period="2014"),
    "reports_reportsection_once": lambda table: ReportSection.objects.create(
        report=make_report(table, make_agreement()), section="money"
    ),
    "reports_reportsection_kept": lambda table: deposited(table).sections.update(is_included=False),
    "reports_reportfile_once": lambda table: ReportFile.objects.create(
        report=(report := deposited(table)),
        form="pdf",
        document=report.agreement.attachments.first().document,
    ),
}


@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_database_refuses_and_says_why_in_french(name: str, table: Table) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        VIOLATIONS[name](table)
    assert refused.value.__cause__.diag.constraint_name == name
    assert constraint_error(refused.value).message.endswith(".")


def test_every_constraint_and_rule_has_its_violation() -> None:
    names = set()
    for model in (AccountabilityReport, ReportSection, ReportFile):
        names |= {constraint.name for constraint in model._meta.constraints}
        names |= rule_messages(model).keys()
    assert names == set(VIOLATIONS)
