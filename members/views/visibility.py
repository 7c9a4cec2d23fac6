"""Who may read an organisation, a committee, a membership: a page and an act of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in
from members.actions.organizations import change_visibility
from members.forms.organizations import VisibilityForm
from members.models import Committee, Membership, Organization
from members.permissions import can_edit_committees, can_edit_members


@form_page
def organization_visibility(request: HttpRequest, pk: int) -> HttpResponse:
    organization = get_visible(request, Organization.objects.visible_to(request.user), pk=pk)
    require(request, can_edit_members(request.user))
    return answer(request, organization, organization)


@form_page
def membership_visibility(request: HttpRequest, pk: int) -> HttpResponse:
    memberships = Membership.objects.visible_to(request.user)
    membership = get_visible(
        request, memberships.select_related("organization", "committee"), pk=pk
    )
    require(request, can_edit_members(request.user))
    return answer(request, membership, membership.organization)


@form_page
def committee_visibility(request: HttpRequest, pk: int) -> HttpResponse:
    committee = get_visible(request, Committee.objects.visible_to(request.user), pk=pk)
    require(request, can_edit_committees(request.user))
    return answer(request, committee, committee)


def answer(
    request: HttpRequest,
    row: Organization | Committee | Membership,
    home: Organization | Committee,
) -> HttpResponse:
    """Ask, act, and go back to the page where the row is shown."""
    form = VisibilityForm(
        request.POST or None,
        initial={"visibility": row.visibility, "version": row.version},
        cancel_url=home.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            changed = change_visibility(by=request.user, row=row, **form.cleaned_data)
            level = changed.get_visibility_display().lower()
            messages.success(request, f"La visibilité est maintenant : {level}.")
            return redirect(home)
    context = {"form": form, "row": row, "home": home}
    return render(request, "members/visibility_form.html", context)
