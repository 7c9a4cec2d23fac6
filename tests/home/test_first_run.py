"""The first page of an empty portal: once, by the administration, all or nothing."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from arbj_portal.core.answers import STALE
from arbj_portal.core.models import Portal
from arbj_portal.core.roles import Role
from meetings.models import AgendaModel
from members.models import Committee, User
from tests.members.conftest import client_of
from tests.members.factories import make_portal, make_user

pytestmark = pytest.mark.django_db
URL = "/premiers-pas/"


@pytest.fixture
def administration() -> User:
    return make_user(Role.ADMINISTRATION)


def first_data(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Portail de la Table",
        "body_name": "Administration régionale",
        "privacy_officer": "Anne Roy",
        "privacy_email": "anne@exemple.test",
        "submission": str(uuid4()),
        "instance-name": "Table de concertation",
        "instance-acronym": "TCJI",
        "instance-quorum_rule": "share",
        "instance-quorum_value": 50,
        "instance-minutes_word": "report",
        "instance-adoption_word": "approved",
    } | changes


def test_an_administrator_is_led_there_until_the_portal_is_set_up(administration: User) -> None:
    client = client_of(administration)
    assert client.get("/")["Location"] == URL
    make_portal()
    assert client.get("/").status_code == 200


def test_others_are_not_led_there() -> None:
    assert Client().get("/").status_code == 200
    assert client_of(make_user(Role.COORDINATION)).get("/").status_code == 200


@pytest.mark.parametrize("role", [Role.PARTNER, Role.COORDINATION])
def test_the_administration_alone_sets_up_the_portal(role: Role) -> None:
    client = client_of(make_user(role))
    assert [client.get(URL).status_code, client.post(URL, first_data()).status_code] == [403, 403]
    assert Client().get(URL)["Location"] == f"/compte/connexion/?next={URL}"
    assert Client().post(URL, first_data())["Location"] == "/compte/connexion/?next=/"
    assert not Portal.objects.exists()


def test_one_form_opens_the_portal_with_its_first_committee(administration: User) -> None:
    content = io.BytesIO()
    Image.new("RGB", (600, 300)).save(content, "JPEG")
    logo = SimpleUploadedFile("logo.jpg", content.getvalue())
    client = client_of(administration)
    response = client.post(URL, first_data(logo=logo), follow=True)
    assert response.redirect_chain == [("/membres/", 302)]
    portal, committee = Portal.objects.get(), Committee.objects.get()
    assert (portal.name, portal.privacy_officer) == ("Portail de la Table", "Anne Roy")
    with portal.logo.open() as file:
        assert Image.open(file).size == (512, 256)
    assert f'src="{portal.logo_url}"' in response.content.decode()
    assert (committee.acronym, committee.quorum_value) == ("TCJI", 50)
    assert (committee.minutes_word, committee.adoption_word) == ("report", "approved")
    assert (committee.kind, committee.visibility) == ("table", "partners")
    assert [str(model) for model in AgendaModel.objects.all()] == ["Séance ordinaire"]


def test_a_second_run_is_refused(administration: User) -> None:
    client = client_of(administration)
    client.post(URL, first_data())
    for response in (
        client.get(URL, follow=True),
        client.post(URL, first_data(name="Autre"), follow=True),
    ):
        assert response.redirect_chain == [(reverse("portal_settings"), 302)]
        assert "Le portail est déjà réglé" in response.content.decode()
    assert (Portal.objects.get().name, Committee.objects.count()) == ("Portail de la Table", 1)


def test_the_form_sent_twice_opens_the_portal_once(administration: User) -> None:
    client, data = client_of(administration), first_data()
    client.post(URL, data)
    second = client.post(URL, data)
    assert second["Location"] == Committee.objects.get().get_absolute_url()
    assert Portal.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"name": ""}, "Nom du portail"),
        ({"instance-name": ""}, "Nom de l’instance"),
        ({"instance-acronym": "avec espace"}, "Sigle"),
        ({"instance-quorum_value": ""}, ""),
        ({"privacy_email": "", "privacy_phone": ""}, "Son courriel"),
        ({"logo": SimpleUploadedFile("logo.png", b"<svg/>")}, "Logo"),
    ],
)
def test_a_refused_form_makes_nothing_and_keeps_what_was_typed(
    administration: User, changes: dict[str, Any], label: str
) -> None:
    response = client_of(administration).post(URL, first_data(subtitle="Gardé") | changes)
    text = response.content.decode()
    assert response.status_code == 200
    assert "<title>Erreur" in text
    assert f">{label}\xa0: " in text if label else 'href="#erreurs-instance"' in text
    assert 'value="Gardé"' in text
    assert (Portal.objects.count(), Committee.objects.count()) == (0, 0)


def test_what_the_database_refuses_undoes_all_of_it(administration: User) -> None:
    Committee.objects.create(name="Là", acronym="LA")
    response = client_of(administration).post(URL, first_data(**{"instance-name": "Là"}))
    assert response.status_code == 200
    assert not Portal.objects.exists()


def test_settings_are_changed_later(administration: User) -> None:
    make_portal()
    client, url = client_of(administration), reverse("portal_settings")
    data = {"name": "Neuf", "body_name": "B", "privacy_officer": "C", "privacy_phone": "819"}
    data["version"] = client.get(url).context["form"]["version"].value()
    response = client.post(url, data, follow=True)
    assert response.redirect_chain == [(reverse("account"), 302)]
    assert Portal.objects.get().name == "Neuf"
    older = client.post(url, data | {"name": "Ancien"})
    assert older.context["form"].non_field_errors() == [STALE]
    assert Portal.objects.get().name == "Neuf"
