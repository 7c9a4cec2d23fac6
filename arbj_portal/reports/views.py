"""Accounts of an agreement: beginning one, its page, its files, depositing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.models import Agreement
from arbj_portal.core.access import form_page, get_visible, nothing_there, require
from arbj_portal.core.answers import refusal_over_version, refusals_in, sent_once
from arbj_portal.core.documents import TYPES, send_document
from arbj_portal.core.periods import Period
from arbj_portal.core.typography import date_text
from arbj_portal.reports.actions import (
    RENDERERS,
    begin_report,
    change_report_visibility,
    deposit,
    discard_draft,
    save_draft,
)
from arbj_portal.reports.content import content_of, differences, shown, texts_of
from arbj_portal.reports.forms import BeginForm, DraftForm, ReadersForm
from arbj_portal.reports.models import AccountabilityReport, ReportFile, ReportWork
from arbj_portal.reports.permissions import (
    can_edit_report,
    can_read_drafts,
    can_write_reports,
)
from arbj_portal.reports.working import begin_work, long_kinds

SAVED = "Le brouillon est enregistré, avec les données d’aujourd’hui."
MOVED_ON = "Cette reddition a été modifiée entre-temps : relisez-la."


def report_of(request: HttpRequest, pk: int) -> AccountabilityReport:
    reports = AccountabilityReport.objects.visible_to(request.user)
    return get_visible(request, reports.select_related("agreement", "deposited_by"), pk=pk)


@sent_once
@form_page
def report_begin(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)
    require(request, can_write_reports(request.user))
    form = BeginForm(
        request.POST or None,
        period=usual_period(agreement),
        cancel_url=agreement.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            report = begin_report(by=request.user, agreement=agreement, **form.cleaned_data)
            messages.success(request, "Le brouillon est prêt, avec toutes ses sections.")
            return redirect(report)
    return render(request, "reports/report_begin.html", {"form": form, "agreement": agreement})


def usual_period(agreement: Agreement) -> Period | None:
    """From its signature to the last change of its status; to this month where it goes on.

    None where nobody knows when it began, or before it did.
    """
    today = timezone.localdate()
    began = agreement.signed or agreement.in_force
    if not began or not began.starts_on or began.starts_on > today:
        return None
    last = agreement.status_changes.standing().first()
    ended = last.effective.ends_on if last and agreement.has_ended else None
    end = max(ended or today, began.starts_on)
    return Period.of_months(began.starts_on, end)


@sent_once
@login_not_required
@form_page
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft to work on, or what was deposited."""
    report = report_of(request, pk)
    can_edit = can_edit_report(request.user, report)
    if request.method == "POST":
        require(request, can_edit)
    form = DraftForm(request.POST or None, report=report) if can_edit else None
    if form and request.method == "POST" and form.is_valid():
        with refusals_in(form):
            save_draft(
                by=request.user,
                report=report,
                version=form.cleaned_data["version"],
                period=form.cleaned_data["period"],
                sections=form.sections,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, SAVED)
            return redirect(report)
    return render(request, "reports/report_detail.html", page_of(report, request.user, form))


def page_of(report: AccountabilityReport, user: Any, form: DraftForm | None) -> dict[str, Any]:
    """Of a long draft it tells what was saved: its data are read in the background alone."""
    earlier = AccountabilityReport.objects.visible_to(user).to_compare_with(report)
    long = set() if report.is_deposited else long_kinds(report)
    is_kept = report.is_deposited or ReportWork.Kind.PDF in long
    now = report.content if is_kept else texts_of(content_of(report).parts)
    return {
        "report": report,
        "agreement": report.agreement,
        "form": form,
        "files": report.files.select_related("document"),
        "parts": shown(now, dict(report.sections.values_list("section", "introduction"))),
        "is_long": ReportWork.Kind.PDF in long,
        "works": report.works.visible_to(user).defer("content"),
        "forms": [(kind, label, kind in long) for kind, label in ReportFile.Form.choices],
        "since_saved": [] if is_kept else differences(report.content, now),
        "previous": earlier,
        "readers": report.deposited_for or report.visibility,
        "since_previous": differences(earlier.content, now) if earlier else [],
        "can_edit": form is not None,
        "can_write": can_write_reports(user),
    }


@login_not_required
@require_safe
def report_file(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """A draft as it would be deposited today; what was deposited as it was kept."""
    report = report_of(request, pk)
    if form not in RENDERERS:
        raise nothing_there(request)
    if report.is_deposited:
        return send_document(get_object_or_404(report.files, form=form).document)
    if form in long_kinds(report):
        messages.info(request, "Cette reddition est longue : demandez que ce fichier se prépare.")
        return redirect(report)
    return draft_file(report, form, RENDERERS[form](content_of(report)))


def draft_file(report: AccountabilityReport, form: str, content: bytes) -> HttpResponse:
    name = f"reddition-{report.agreement_id}-{report.pk}-brouillon.{form}"
    return HttpResponse(
        content,
        content_type=TYPES[f".{form}"],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def report_prepare(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A file of a long draft is asked of the background."""
    report = report_of(request, pk)
    require(request, can_read_drafts(request.user))
    if form not in RENDERERS:
        raise nothing_there(request)
    begun: list[ReportWork] = []
    refusal = refusal_over_version(
        request,
        lambda version: begun.append(
            begin_work(by=request.user, report=report, version=version, kind=form)
        ),
        moved_on=MOVED_ON,
    )
    if refusal:
        messages.error(request, refusal)
    return redirect(report if refusal else begun[0])


def work_of(request: HttpRequest, pk: int) -> ReportWork:
    works = ReportWork.objects.visible_to(request.user).select_related("report__agreement")
    return get_visible(request, works.defer("content"), pk=pk)


@require_safe
def report_work(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the background is."""
    work = work_of(request, pk)
    context = {
        "work": work,
        "report": work.report,
        "agreement": work.report.agreement,
        "goes_on": work.state in ReportWork.OPEN and not work.is_silent,
        "is_done": work.state == ReportWork.State.DONE,
        "is_deposit": work.kind == ReportWork.Kind.DEPOSIT,
    }
    return render(request, "reports/report_work.html", context)


@require_safe
def report_work_file(request: HttpRequest, pk: int) -> HttpResponse:
    work = work_of(request, pk)
    if work.content is None:
        raise nothing_there(request)
    return draft_file(work.report, work.kind, bytes(work.content))


@sent_once
@form_page
def report_deposit(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_of(request, pk)
    require(request, can_write_reports(request.user))
    if report.is_deposited:
        day = date_text(report.deposited_at)
        messages.info(request, f"Elle est déjà déposée, le {day}, par {report.deposited_by}.")
        return redirect(report)
    form = ReadersForm(request.POST or None, report=report, submit="Déposer la reddition")
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            kind = ReportWork.Kind.DEPOSIT
            if kind in long_kinds(report):
                sent = {name: form.cleaned_data[name] for name in ("version", "visibility")}
                return redirect(begin_work(by=request.user, report=report, kind=kind, **sent))
            deposit(by=request.user, report=report, **form.cleaned_data)
            messages.success(request, "La reddition est déposée : elle ne change plus.")
            return redirect(report)
    context = {"form": form, "report": report, "agreement": report.agreement}
    return render(request, "reports/report_deposit.html", context)


@sent_once
@form_page
def report_visibility(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_of(request, pk)
    require(request, can_write_reports(request.user) and report.is_deposited)
    form = ReadersForm(request.POST or None, report=report, submit="Enregistrer")
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_report_visibility(by=request.user, report=report, **form.cleaned_data)
            messages.success(request, "C’est enregistré.")
            return redirect(report)
    context = {"form": form, "report": report, "agreement": report.agreement}
    return render(request, "reports/report_visibility.html", context)


@require_POST
def report_discard(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_of(request, pk)
    require(request, can_edit_report(request.user, report))
    refusal = refusal_over_version(
        request,
        lambda version: discard_draft(by=request.user, report=report, version=version),
        moved_on=MOVED_ON,
    )
    if refusal:
        messages.error(request, refusal)
        return redirect(report)
    messages.success(request, "Le brouillon est supprimé.")
    return redirect(report.agreement)
