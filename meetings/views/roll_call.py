"""Taking attendance on the page of a sitting."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from arbj_portal.core.access import form_page, get_visible
from meetings import actions
from meetings.actions.roll_call import Line, Movement, row_of_mandate
from meetings.forms.sitting import (
    MarkForm,
    PublicForm,
    ReplacementForm,
    SittingGuestForm,
    TimesForm,
)
from meetings.models import Attendance, Meeting
from meetings.seats import mandates_on
from meetings.views.notes import for_modules
from meetings.views.sitting import in_place, load_table, press, refuse
from members.models import Representative


def load_line(request: HttpRequest, meeting: Meeting, key: str) -> Line:
    """« r12 » a mandate of the day, or one recorded already; « a7 » an attendance without one."""
    kind, number = key[:1], key[1:]
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    if kind == "a":
        return get_visible(request, meeting.attendances.all(), pk=number)
    on_the_day = mandates_on(meeting.committee_id, meeting.date).values("pk")
    recorded = meeting.attendances.values("representative")
    mandates = Representative.objects.filter(Q(pk__in=on_the_day) | Q(pk__in=recorded))
    mandates = mandates.select_related("person", "membership__organization")
    return get_visible(request, mandates, pk=number if kind == "r" else None)


def row_of(meeting: Meeting, line: Line) -> Attendance | None:
    return line if isinstance(line, Attendance) else row_of_mandate(meeting, line)


def name_of(line: Line) -> str:
    return str(line) if isinstance(line, Attendance) else str(line.person)


@require_POST
@for_modules
def sitting_mark(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One click on a line of the list."""
    meeting = load_table(request, pk)
    line = load_line(request, meeting, key)
    form, anchor = MarkForm(request.POST), f"#presence-{key}"
    if not form.is_valid():
        return refuse(request, meeting, form, anchor)
    told: dict[str, Any] = {
        "by": request.user,
        "meeting": meeting,
        "line": line,
        "version": form.cleaned_data["version"],
    }
    act = form.cleaned_data["act"]
    if act in set(Movement):
        return press(
            request,
            meeting,
            lambda: actions.note_movement(**told, movement=Movement(act)),
            anchor=anchor,
        )
    status = act if act in Attendance.Status.values else ""
    return press(
        request, meeting, lambda: actions.mark_attendance(**told, status=status), anchor=anchor
    )


@form_page
@for_modules
def sitting_times(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    meeting = load_table(request, pk)
    line = load_line(request, meeting, key)
    row = row_of(meeting, line)
    if row is None or not row.is_there:
        raise Http404
    form = TimesForm(request.POST or None, attendance=row, auto_id=f"heures-{key}-%s")
    return in_place(
        request,
        meeting,
        form,
        lambda: actions.record_times(by=request.user, meeting=meeting, line=line, **form.times()),
        said=f"Les heures de {row} sont inscrites.",
        anchor=f"#presence-{key}",
        title=f"Heures de {row}",
        submit="Enregistrer les heures",
    )


@form_page
@for_modules
def sitting_replacement(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    meeting = load_table(request, pk)
    line = load_line(request, meeting, key)
    row = row_of(meeting, line)
    form = ReplacementForm(
        request.POST or None,
        initial=known_replacement(row),
        colleagues=colleagues_of(meeting, line),
        auto_id=f"remplacement-{key}-%s",
    )
    return in_place(
        request,
        meeting,
        form,
        lambda: actions.replace_person(
            by=request.user, meeting=meeting, line=line, **form.cleaned_data
        ),
        said=f"Le remplacement de {name_of(line)} est inscrit.",
        anchor=f"#presence-{key}",
        title=f"{name_of(line)}, remplacement par",
        submit="Inscrire le remplacement",
    )


def known_replacement(row: Attendance | None) -> dict[str, Any]:
    substitute = row.replaced_by if row else None
    return {
        "version": row.version if row else 0,
        "substitute": substitute.representative if substitute else None,
        "name": "" if substitute is None or substitute.representative else substitute.guest_name,
    }


def colleagues_of(meeting: Meeting, line: Line) -> Any:
    """The others who sit for the same organisation on the day, substitutes first of all."""
    mandate = line.representative if isinstance(line, Attendance) else line
    if mandate is None:
        return Representative.objects.none()
    others = mandates_on(meeting.committee_id, meeting.date).exclude(pk=mandate.pk)
    return others.filter(membership=mandate.membership_id).select_related("person")


@require_POST
@for_modules
def sitting_guest(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_table(request, pk)
    form = SittingGuestForm(request.POST)
    if not form.is_valid():
        return refuse(request, meeting, form, "#invites")
    return press(
        request,
        meeting,
        lambda: actions.add_guest(by=request.user, meeting=meeting, **form.cleaned_data),
        said=f"{form.cleaned_data['name']} est parmi les autres présences.",
        anchor="#invites",
    )


@require_POST
@for_modules
def sitting_public(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_table(request, pk)
    form = PublicForm(request.POST)
    if not form.is_valid():
        return refuse(request, meeting, form, "#public")
    return press(
        request,
        meeting,
        lambda: actions.count_public(by=request.user, meeting=meeting, **form.cleaned_data),
        said="Le nombre de personnes du public est inscrit.",
        anchor="#public",
    )


@require_POST
@for_modules
def sitting_replies(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answers to the convocation for attendance."""
    meeting = load_table(request, pk)
    return press(
        request,
        meeting,
        lambda: actions.take_replies(by=request.user, meeting=meeting),
        said="Les réponses à la convocation sont prises pour présences.",
    )
