"""The first page of an empty portal: what it is called, its first committee, who answers."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from arbj_portal.core.access import require
from arbj_portal.core.answers import refusals_in
from arbj_portal.core.form_layout import PortalFormHelper, Row, Section
from arbj_portal.core.forms import PortalModelForm
from arbj_portal.core.models import Portal
from arbj_portal.core.portal_setup import PortalSettingsForm, set_up_portal
from members.models import Committee, User
from members.permissions import can_edit_portal


class FirstCommitteeForm(PortalModelForm):
    """The table for which the portal is opened, and its rules."""

    class Meta:
        model = Committee
        fields = [
            "name",
            "acronym",
            "quorum_rule",
            "quorum_value",
            "minutes_word",
            "adoption_word",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            Section(
                "La première instance",
                Row("name", "acronym"),
                Row("quorum_rule", "quorum_value"),
                Row("minutes_word", "adoption_word"),
                hint="La table, ou le comité, dont les rencontres seront consignées ici.",
            ),
            form_tag=False,
        )


@transaction.atomic
def open_portal(
    *, by: User, settings: Mapping[str, Any], logo: bytes | None, committee: Mapping[str, Any]
) -> Portal:
    """The portal and its first committee, together or not at all."""
    portal = set_up_portal(by=by, fields=settings, logo=logo)
    Committee.objects.create(**committee)
    return portal


@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    require(request, can_edit_portal(request.user))
    if Portal.objects.exists():
        messages.info(request, "Le portail est déjà réglé; ses réglages se modifient ici.")
        return redirect("portal_settings")
    form = PortalSettingsForm(request.POST or None, request.FILES or None, form_tag=False)
    committee = FirstCommitteeForm(request.POST or None, prefix="instance")
    if form.is_valid() and committee.is_valid():
        with refusals_in(form):
            open_portal(
                by=request.user,
                settings=form.model_data,
                logo=form.cleaned_data["logo"],
                committee=committee.model_data,
            )
            messages.success(request, "Le portail est prêt. Inscrivez maintenant ses membres.")
            return redirect("home")
    context = {"form": form, "formsets": [committee], "committee_form": committee}
    return render(request, "home/first_run.html", context)
