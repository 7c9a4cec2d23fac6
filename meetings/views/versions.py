"""The versions of the notes: which there are, what differs, and one restored."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from arbj_portal.core.access import require
from meetings import actions
from meetings.comparing import compare
from meetings.forms.notes import CompareForm, RestoreForm
from meetings.models import AgendaItem, SetAsideText
from meetings.permissions import can_edit_meeting, can_read_history
from meetings.versions import text_of_version, versions_of, with_counts
from meetings.views.lists import load_meeting
from meetings.views.notes import load_point


@require_safe
def meeting_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The points of a meeting, each with how many versions its notes have."""
    meeting = load_meeting(request, pk)
    require(request, can_read_history(request.user))
    points = with_counts(meeting.agenda_items.in_order().defer("notes"), meeting)
    context = {"meeting": meeting, "points": points}
    return render(request, "meetings/meeting_versions.html", context)


@require_safe
def notes_versions(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """The versions of the notes of one point, any two of them compared, and what was set aside."""
    item = load_point(request, pk, item_pk)
    require(request, can_read_history(request.user))
    versions = versions_of(item)
    form = CompareForm(request.GET or None, versions=versions)
    context = {
        "item": item,
        "meeting": item.meeting,
        "versions": versions,
        "set_aside": SetAsideText.objects.visible_to(request.user)
        .filter(agenda_item=item)
        .select_related("author"),
        "can_restore": can_edit_meeting(request.user, item.meeting),
    }
    if form.is_valid():
        context |= compared(item, form.cleaned_data["de"], form.cleaned_data["a"])
    return render(request, "meetings/notes_versions.html", context)


def compared(item: AgendaItem, before: int, after: int) -> dict[str, Any]:
    return {
        "chosen": {"de": before, "a": after},
        "passages": compare(text_of_version(item, before), text_of_version(item, after)),
        "left_title": f"Version {before}",
        "right_title": f"Version {after}",
    }


@require_POST
def notes_restore(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item = load_point(request, pk, item_pk)
    require(request, can_edit_meeting(request.user, item.meeting))
    form = RestoreForm(request.POST, versions=versions_of(item))
    if form.is_valid():
        version = form.cleaned_data["version"]
        item = actions.restore_notes(by=request.user, item=item, version=version)
        messages.success(
            request,
            f"La version {version} est de nouveau le texte du point : c’est la version "
            f"{item.notes_version}. Ce qui était écrit reste dans la liste.",
        )
    else:
        messages.error(request, "Cette version n’existe pas.")
    return redirect(reverse("notes_versions", args=[pk, item_pk]))
