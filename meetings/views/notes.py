"""Taking notes: the page of all points, the saving of one, who else is there."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arbj_portal.core.access import get_visible, require, wants_json
from arbj_portal.core.typography import datetime_text, time_text
from meetings import actions
from meetings.actions.notes import Saving
from meetings.comparing import compare, unite
from meetings.forms.notes import NotesForm, PresenceForm
from meetings.models import AgendaItem, EditingSession, Meeting
from meetings.permissions import can_edit_meeting, can_write_meetings
from meetings.views.lists import load_meeting

REFUSED = {
    403: "Votre compte ne permet plus d’écrire ces notes.",
    404: "Ce point a été retiré de l’ordre du jour.",
}
LOCKED = (
    "Le texte de cette rencontre ne change plus. Le vôtre est mis de côté : "
    "l’historique de la rencontre le garde."
)


def for_modules(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose refusals a module reads, when it is a module that asks."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied) as refusal:
            if not wants_json(request):
                raise
            status = 404 if isinstance(refusal, Http404) else 403
            return JsonResponse({"error": REFUSED[status]}, status=status)

    return answer


def load_point(request: HttpRequest, meeting_pk: int, pk: int) -> AgendaItem:
    """A point that one may see, of the meeting that the address names."""
    points = AgendaItem.objects.visible_to(request.user).filter(meeting=meeting_pk)
    return get_visible(request, points.select_related("parent", "meeting"), pk=pk)


@require_safe
def meeting_notes(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_edit_meeting(request.user, meeting))
    return show(request, meeting)


def show(request: HttpRequest, meeting: Meeting, refused: NotesForm | None = None) -> HttpResponse:
    """All points with their editors; the one that was refused as it was sent."""
    session = uuid4()
    points = meeting.agenda_items.in_order().select_related("notes_saved_by")
    forms = [
        refused if refused and refused.item == item else NotesForm(item=item, session=session)
        for item in points
    ]
    context = {"meeting": meeting, "forms": forms, "session": session, "formsets": [forms]}
    return render(request, "meetings/meeting_notes.html", context)


@require_POST
@for_modules
def notes_save(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item = load_point(request, pk, item_pk)
    require(request, can_write_meetings(request.user))
    form = NotesForm(request.POST, item=item)
    if not form.is_valid():
        if wants_json(request):
            error = " ".join(str(told) for told in form.errors.get("text", ["Envoi incomplet."]))
            return JsonResponse({"error": error}, status=422)
        return show(request, item.meeting, form)
    saving = actions.save_notes(by=request.user, item=item, **form.cleaned_data)
    return in_json(saving) if wants_json(request) else in_page(request, saving)


def in_json(saving: Saving) -> JsonResponse:
    if saving.is_conflict:
        comparison = compared(saving)
        html = render_to_string("meetings/_comparison.html", comparison)
        united = unite(comparison["own_text"], saving.item.notes)
        return JsonResponse({**as_stored(saving.item), "html": html, "united": united}, status=409)
    if saving.set_aside:
        return JsonResponse({"error": LOCKED}, status=403)
    return JsonResponse(as_stored(saving.item))


def in_page(request: HttpRequest, saving: Saving) -> HttpResponse:
    """The answer to the form posted plainly."""
    item = saving.item
    if saving.is_conflict:
        context = {**compared(saving), "meeting": item.meeting}
        return render(request, "meetings/notes_conflict.html", context, status=409)
    if saving.set_aside:
        messages.error(request, LOCKED)
        return redirect(item.meeting)
    messages.success(request, f"Les notes du point {item.number} sont enregistrées.")
    return redirect(f"{reverse('meeting_notes', args=[item.meeting_id])}#point-{item.pk}")


def compared(saving: Saving) -> dict[str, Any]:
    """What the comparison shows: one's own text on the left, the stored one on the right."""
    item, kept = saving.item, saving.set_aside
    session = kept.session if kept else None
    own = kept.text if kept else item.notes
    return {
        "item": item,
        "own_text": own,
        "passages": compare(own, item.notes),
        "stored_meta": stored_meta(item),
        "own_form": NotesForm(
            item=item,
            initial={"text": own, "base": item.notes_version, "session": session},
            auto_id="propre-%s",
        ),
        "united_form": NotesForm(
            item=item,
            initial={
                "text": unite(own, item.notes),
                "base": item.notes_version,
                "session": session,
            },
            auto_id="reuni-%s",
        ),
    }


def stored_meta(item: AgendaItem) -> str:
    """« Version 14, enregistrée à 9 h 46 par Élise Roy »"""
    stored = as_stored(item)
    moment = f", enregistrée {stored['saved_at']} par {stored['by']}" if stored["by"] else ""
    return f"Version {item.notes_version}{moment}"


def as_stored(item: AgendaItem) -> dict[str, Any]:
    """A point as the editors read it."""
    by = str(item.notes_saved_by) if item.notes_saved_by else ""
    return {
        "id": item.pk,
        "version": item.notes_version,
        "text": item.notes,
        "by": by,
        "saved_at": moment_text(item.notes_saved_at),
    }


def moment_text(moment: Any) -> str:
    """« à 13 h 42 » today, « le 26 novembre 2026 à 13 h 42 » before."""
    if moment is None:
        return ""
    is_today = timezone.localdate(moment) == timezone.localdate()
    return f"à {time_text(moment)}" if is_today else f"le {datetime_text(moment)}"


@require_POST
@for_modules
def notes_presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is there, or leaves; read who else is, and what they saved meanwhile."""
    meeting = load_meeting(request, pk)
    require(request, can_write_meetings(request.user))
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "Envoi incomplet."}, status=422)
    told = form.cleaned_data
    if told["leaves"]:
        actions.leave_notes(by=request.user, meeting=meeting, session=told["session"])
        return HttpResponse(status=204)
    points = {item.pk: item for item in meeting.agenda_items.defer("notes")}
    actions.tell_presence(
        by=request.user,
        meeting=meeting,
        session=told["session"],
        item=points.get(told["point"]),
    )
    newer = [key for key, version in told["known"].items() if is_newer(points.get(key), version)]
    stored = meeting.agenda_items.filter(pk__in=newer).select_related("notes_saved_by")
    others = EditingSession.objects.filter(meeting=meeting).present().besides(told["session"])
    return JsonResponse(
        {
            "version": meeting.version,
            "others": [in_words(other, request.user) for other in others],
            "points": [as_stored(item) for item in stored] if newer else [],
        }
    )


def is_newer(item: AgendaItem | None, version: int) -> bool:
    return item is not None and item.notes_version > version


def in_words(other: EditingSession, user: Any) -> str:
    """« Élise Roy écrit au point 5 »"""
    who = "Vous, dans une autre fenêtre" if other.user_id == user.pk else str(other.user)
    if other.agenda_item is None:
        return f"{who} : page ouverte"
    return f"{who} : au point {other.agenda_item.number}"
