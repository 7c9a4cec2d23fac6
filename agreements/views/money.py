"""Correcting a movement of a contribution, and taking back one that was entered by mistake."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from agreements.actions.money import correct_movement, take_back_movement
from agreements.forms.money import MovementEditForm
from agreements.models import Movement
from agreements.permissions import can_write_agreements
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusal_over_version, refusals_in, sent_once


def movement_of(request: HttpRequest, pk: int) -> Movement:
    movements = Movement.objects.visible_to(request.user)
    movements = movements.select_related("contribution__party__agreement", "document")
    movement = get_visible(request, movements, pk=pk)
    require(request, can_write_agreements(request.user))
    return movement


@sent_once
@form_page
def movement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    movement = movement_of(request, pk)
    agreement = movement.contribution.party.agreement
    form = MovementEditForm(request.POST or None, request.FILES or None, movement=movement)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            correct_movement(
                by=request.user,
                movement=movement,
                version=form.cleaned_data["version"],
                submission=form.cleaned_data["submission"],
                **form.described,
            )
            messages.success(request, "Le mouvement est corrigé.", extra_tags="mouvements")
            return redirect(agreement.get_section_url("mouvements"))
    context = {"form": form, "movement": movement, "agreement": agreement}
    return render(request, "agreements/movement_edit.html", context)


@require_POST
def movement_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    movement = movement_of(request, pk)
    agreement = movement.contribution.party.agreement
    refusal = refusal_over_version(
        request,
        lambda version: take_back_movement(by=request.user, movement=movement, version=version),
        moved_on="Ce mouvement a été corrigé entre-temps : relisez-le avant de le retirer.",
    )
    if refusal:
        messages.error(request, refusal, extra_tags="mouvements")
    else:
        messages.success(request, "Le mouvement est retiré.", extra_tags="mouvements")
    return redirect(agreement.get_section_url("mouvements"))
