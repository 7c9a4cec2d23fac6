"""« Courriels »: what the portal wrote, to whom, and what became of it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from arbj_portal.core.access import get_visible, require
from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.forms import UNSTORABLE, FilterForm, VersionedMixin
from arbj_portal.core.history_pages import Source, changes_of
from arbj_portal.core.models import OutgoingMessage, OutgoingMessageQuerySet
from arbj_portal.core.outbox import send_again
from arbj_portal.core.permissions import can_read_messages, can_send_again

PER_PAGE = 30
MOST_PAGES = 50
"""How many pages of the portal the filter offers: those of the newest messages."""
UNTOLD = frozenset(
    {"recipient_name", "recipient_address", "reply_to", "subject", "about", "about_title"}
    | {"message_id", "is_demonstration"}
)
"""What the page of a message says already, or what says nothing to people."""


class MessageFilterForm(FilterForm):
    """Messages of a state, holding some words, about a page of the portal."""

    q = forms.CharField(label="Mots ou destinataire", max_length=100, required=False)
    etat = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *OutgoingMessage.State.choices]
    )
    objet = forms.ChoiceField(label="Ce qu’ils concernent", required=False)

    def __init__(self, *args: Any, mail: OutgoingMessageQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objet"].choices = [("", "Tout"), *pages_concerned(mail, self.data)]

    def filter(self, mail: OutgoingMessageQuerySet) -> OutgoingMessageQuerySet:
        if words := self.given.get("q"):
            mail = mail.holding(words)
        if state := self.given.get("etat"):
            mail = mail.filter(state=state)
        if about := self.given.get("objet"):
            mail = mail.filter(about=about)
        return mail


def pages_concerned(mail: OutgoingMessageQuerySet, asked: Any) -> list[tuple[str, str]]:
    """The pages that the newest messages are about, and the one that is asked for."""
    found = (
        mail.order_by()
        .exclude(about="")
        .values("about")
        .annotate(title=Max("about_title"), newest=Max("queued_at"))
    )
    rows = list(found.order_by("-newest")[:MOST_PAGES])
    about = asked.get("objet", "")
    known = {"", *(row["about"] for row in rows)}
    if about not in known and not UNSTORABLE.search(about):
        rows += found.filter(about=about)
    return [(row["about"], row["title"] or row["about"]) for row in rows]


@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    require(request, can_read_messages(request.user))
    visible = OutgoingMessage.objects.visible_to(request.user)
    filters = MessageFilterForm(request.GET, mail=visible)
    rows = Paginator(filters.filter(visible).defer("text"), PER_PAGE)
    context = {
        "filter_form": filters,
        "is_filtered": filters.is_filtered,
        "page": rows.get_page(request.GET.get("page")),
        "mail_waits": not settings.DEMONSTRATION and not settings.MAILERS,
    }
    return render(request, "core/message_list.html", context)


@require_safe
def message_detail(request: HttpRequest, pk: int) -> HttpResponse:
    visible = OutgoingMessage.objects.visible_to(request.user).select_related("queued_by")
    message = get_visible(request, visible, pk=pk)
    changes = changes_of(Source(OutgoingMessage, Q(pgh_obj=message.pk), untold=UNTOLD))
    context = {
        "message": message,
        "files": message.files.defer("content"),
        "can_send_again": can_send_again(request.user, message),
        "page": Paginator(changes, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "core/message_detail.html", context)


@require_safe
def message_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    message = get_visible(request, OutgoingMessage.objects.visible_to(request.user), pk=pk)
    file = get_visible(request, message.files.all(), pk=file_pk)
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return response


@require_POST
def message_again(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_visible(request, OutgoingMessage.objects.visible_to(request.user), pk=pk)
    require(request, can_send_again(request.user, message))
    form = VersionedMixin(request.POST)
    try:
        if form.is_valid():
            send_again(by=request.user, message=message, version=form.cleaned_data["version"])
            messages.success(request, "Le courriel repart : il est de nouveau dans la file.")
    except StaleFormError:
        messages.info(request, "Ce courriel était déjà reparti.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(message)
