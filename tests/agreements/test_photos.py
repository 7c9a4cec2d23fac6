"""Photographs of an activity: added with words, shown to whoever may read them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from agreements.actions.activities import change_activity_visibility
from agreements.actions.photos import change_photo
from agreements.models import Activity, ActivityPhoto
from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.models import Document
from members.models import Committee, User
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_activity, make_agreement, make_image, make_photo
from tests.agreements.pages import filled, part_of, text_of

pytestmark = pytest.mark.django_db
WORDS = {"alternative": "Un bosquet", "caption": "", "credit": ""}


@pytest.fixture
def activity(committee: Committee) -> Activity:
    return make_activity(make_agreement(committee=committee), visibility="public", title="Atelier")


def test_a_photo_is_added_with_words(activity: Activity, coordination: User) -> None:
    client = client_of(coordination)
    address = reverse("photo_add", args=[activity.pk])
    typed = filled(
        client.get(address),
        "alternative",
        file=SimpleUploadedFile("IMG_0042.jpg", make_image()),
        alternative="Douze personnes autour d’une table",
        caption="L’atelier de mars",
        credit="Rose Tremblay",
        visibility="public",
    )
    assert client.post(address, typed).url == activity.get_absolute_url()
    photo = ActivityPhoto.objects.get()
    document = photo.attachment.document
    assert (document.title, document.media_type, document.visibility) == (
        "L’atelier de mars",
        "image/jpeg",
        "public",
    )
    page = client_of(None).get(activity.get_absolute_url())
    small = reverse("photo_show", args=[photo.pk, "petite"])
    assert (
        f'<img src="{small}" alt="Douze personnes autour d’une table" width="1200" height="600" '
        'loading="lazy">'
    ) in page.content.decode()
    assert part_of(page, "<figcaption>", "</figcaption>") == (
        "L’atelier de mars Photo : Rose Tremblay"
    )
    assert "Documents" not in part_of(page, "<main", "</main>")


def test_without_words_it_is_not_added(activity: Activity, coordination: User) -> None:
    client = client_of(coordination)
    address = reverse("photo_add", args=[activity.pk])
    typed = filled(client.get(address), "alternative", caption="L’atelier")
    answer = client.post(address, typed | {"file": SimpleUploadedFile("photo.jpg", b"rien")})
    assert "Texte de remplacement : Ce champ est obligatoire." in text_of(answer)
    assert "Photo : Cette image ne se lit pas" in text_of(answer)
    assert filled(answer, "alternative")["caption"] == ["L’atelier"]
    assert not Document.objects.exists()


@pytest.mark.parametrize(("size", "width"), [("petite", 800), ("grande", 1200)])
def test_the_picture_is_given_in_its_place(
    size: str, width: int, activity: Activity, coordination: User
) -> None:
    photo = make_photo(activity, coordination, visibility="public")
    answer = client_of(None).get(reverse("photo_show", args=[photo.pk, size]))
    assert Image.open(io.BytesIO(b"".join(answer))).width == width
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    assert not answer.get("Content-Disposition", "").startswith("attachment")
    assert client_of(None).get(answer.request["PATH_INFO"].replace(size, "autre")).status_code == (
        302
    )


def test_a_photo_is_for_whoever_may_read_its_document(
    activity: Activity, coordination: User, partner: User, outsider: User
) -> None:
    photo = make_photo(activity, coordination, visibility="partners")
    address = reverse("photo_show", args=[photo.pk, "petite"])
    answers = [client_of(user).get(address) for user in (None, outsider, partner, coordination)]
    assert [answer.status_code for answer in answers] == [302, 404, 200, 200]
    assert [b"".join(answer)[:3] == b"\xff\xd8\xff" for answer in answers[2:]] == [True, True]
    page = client_of(None).get(activity.get_absolute_url()).content.decode()
    assert "Douze personnes" not in page


def test_a_photo_is_no_more_open_than_its_activity(activity: Activity, coordination: User) -> None:
    photo = make_photo(activity, coordination, visibility="public")
    change_activity_visibility(
        by=coordination, activity=activity, version=1, visibility="coordination"
    )
    document = Document.objects.get()
    assert document.visibility == "coordination"
    assert client_of(None).get(photo.get_absolute_url()).status_code == 302


def test_what_is_said_of_it_is_corrected(activity: Activity, coordination: User) -> None:
    photo = make_photo(activity, coordination)
    client = client_of(coordination)
    address = reverse("photo_edit", args=[photo.pk])
    client.post(address, filled(client.get(address), "alternative", caption="À la bibliothèque"))
    photo.refresh_from_db()
    assert (photo.caption, photo.version) == ("À la bibliothèque", 2)
    assert Document.objects.get().title == "À la bibliothèque"
    with pytest.raises(StaleFormError):
        change_photo(by=coordination, photo=photo, version=1, words=WORDS)
    history = client.get(reverse("activity_history", args=[activity.pk])).context["page"]
    changed = [change for change in history if change.kind == "photo d’une activité"]
    assert list(changed[0].fields) == [("légende", "", "À la bibliothèque")]


def test_a_photo_detached_is_kept_for_the_coordination(
    activity: Activity, coordination: User
) -> None:
    make_photo(activity, coordination, visibility="public")
    document = Document.objects.get()
    client_of(coordination).post(reverse("activity_detach", args=[activity.pk, document.pk]))
    assert not ActivityPhoto.objects.exists()
    document.refresh_from_db()
    assert document.visibility == "coordination"
    assert document.file.storage.exists(document.file.name)


def test_a_page_issues_as_many_queries_for_one_photo_as_for_20(
    activity: Activity, coordination: User
) -> None:
    client = client_of(coordination)

    def queries() -> int:
        client.get(activity.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(activity.get_absolute_url())
        return len(captured)

    make_photo(activity, coordination)
    once = queries()
    for _ in range(19):
        make_photo(activity, coordination)
    assert queries() == once
