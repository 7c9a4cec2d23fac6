"""Photographs of an activity: adding one, saying otherwise what it shows, the picture itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from agreements.actions.photos import add_photo, change_photo
from agreements.forms.photos import PhotoEditForm, PhotoForm
from agreements.models import ActivityPhoto
from agreements.permissions import can_write_activities
from agreements.views.activities import activity_of
from arbj_portal.core.access import form_page, get_visible, nothing_there, require
from arbj_portal.core.answers import refusals_in, sent_once


def photo_of(request: HttpRequest, pk: int) -> ActivityPhoto:
    photos = ActivityPhoto.objects.visible_to(request.user)
    return get_visible(
        request, photos.select_related("attachment__activity", "attachment__document"), pk=pk
    )


@sent_once
@form_page
def photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_of(request, pk)
    require(request, can_write_activities(request.user))
    form = PhotoForm(request.POST or None, request.FILES or None, activity=activity)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            add_photo(
                by=request.user,
                activity=activity,
                photo=form.cleaned_data["file"],
                words=form.words,
                visibility=form.cleaned_data["visibility"],
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "La photo est ajoutée.")
            return redirect(activity)
    return render(request, "agreements/photo_form.html", {"form": form, "activity": activity})


@sent_once
@form_page
def photo_edit(request: HttpRequest, pk: int) -> HttpResponse:
    photo = photo_of(request, pk)
    require(request, can_write_activities(request.user))
    form = PhotoEditForm(request.POST or None, photo=photo)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_photo(
                by=request.user,
                photo=photo,
                version=form.cleaned_data["version"],
                words=form.words,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "C’est enregistré.")
            return redirect(photo.attachment.activity)
    context = {"form": form, "photo": photo, "activity": photo.attachment.activity}
    return render(request, "agreements/photo_form.html", context)


@login_not_required
@require_safe
@cache_control(private=True, max_age=3600)
def photo_show(request: HttpRequest, pk: int, size: str) -> FileResponse:
    """The picture itself, in its place in a page."""
    photo = photo_of(request, pk)
    files = {"grande": photo.attachment.document.file, "petite": photo.thumbnail}
    if size not in files:
        raise nothing_there(request)
    return FileResponse(files[size].open(), content_type="image/jpeg")
