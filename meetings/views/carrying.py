"""Taking off an agenda what stands there by itself, and letting it stand there again."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from arbj_portal.core.access import get_visible, require
from meetings import actions
from meetings.models import CarriedFollowUp, LeftOut
from meetings.permissions import can_leave_out
from meetings.views.lists import load_meeting
from meetings.views.planning import step


@require_POST
def carried_leave_out(request: HttpRequest, pk: int, row_pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_leave_out(request.user, meeting))
    rows = CarriedFollowUp.objects.visible_to(request.user).select_related("agenda_item__meeting")
    row = get_visible(request, rows, pk=row_pk, agenda_item__meeting=meeting)
    return step(
        request,
        meeting,
        lambda version: actions.leave_follow_up_out(by=request.user, row=row, version=version),
        "Le suivi n’est plus à cet ordre du jour; il reste ouvert.",
    )


@require_POST
def carried_bring_back(request: HttpRequest, pk: int, left_pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_leave_out(request.user, meeting))
    rows = LeftOut.objects.select_related("meeting")
    left_out = get_visible(request, rows, pk=left_pk, meeting=meeting)
    return step(
        request,
        meeting,
        lambda version: actions.bring_back(by=request.user, left_out=left_out, version=version),
        "C’est de nouveau à l’ordre du jour, si rien ne l’a réglé entre-temps.",
    )
