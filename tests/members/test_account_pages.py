"""Opening an account by its link, one's own account, and those that the administration keeps."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.answers import STALE
from arbj_portal.core.roles import Role
from members.actions import accounts
from members.models import AccountInvitation, User
from tests.members.conftest import client_of
from tests.members.factories import (
    PASSWORD,
    make_mandate,
    make_person,
    make_portal,
    make_user,
)

pytestmark = pytest.mark.django_db
NAMES = {"name": "Anne Roy", "password": PASSWORD, "again": PASSWORD}


def link_in(page: str) -> str:
    return re.search(r"/compte/invitation/[\w-]+/", page)[0]


def messages_of(response: object) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def link(administration: User) -> str:
    _, token = accounts.invite(
        by=administration, email="anne@exemple.test", roles=["partner"], name="Anne"
    )
    return reverse("accept_invitation", args=[token])


def test_the_administration_invites_and_the_invited_signs_in(administration: User) -> None:
    person = make_person()
    client = client_of(administration)
    page = client.post(
        reverse("account_invite"),
        {
            "email": "Anne@exemple.test",
            "name": "Anne",
            "roles": ["partner", "coordination"],
            "person": person.pk,
        },
    )
    text = page.content.decode()
    assert f"http://testserver{link_in(text)}" in text
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert link_in(text) not in client.get(reverse("account_list")).content.decode()
    invited = Client()
    assert invited.get(link_in(text)).context["form"].initial["name"] == "Anne"
    response = invited.post(link_in(text), NAMES)
    assert (response.status_code, response["Location"]) == (302, "/")
    account = User.objects.get(email="anne@exemple.test")
    assert invited.session["_auth_user_id"] == str(account.pk)
    assert (account.name, account.roles, account.person) == (
        "Anne Roy",
        ["partner", "coordination"],
        person,
    )


def test_reading_the_link_changes_nothing(link: str) -> None:
    before = list(AccountInvitation.objects.values())
    for _ in range(3):
        response = Client().get(link)
        assert (response.status_code, response["Cache-Control"].split(", ")[2]) == (
            200,
            "no-store",
        )
    assert list(AccountInvitation.objects.values()) == before
    assert not User.objects.filter(email="anne@exemple.test").exists()


def test_links_that_do_not_serve_get_one_page_that_tells_nothing(link: str) -> None:
    Client().post(link, NAMES)
    expired = reverse("accept_invitation", args=["périmé"])
    altered = link[:-2] + "/"
    texts = set()
    for url in (link, expired, altered):
        for response in (Client().get(url), Client().post(url, NAMES)):
            assert response.status_code == 404
            text = re.sub(r'(value|next)="?[^"]*"', "", response.content.decode())
            texts.add(text.replace(url, ""))
            assert "anne@exemple.test" not in text
    assert len({re.sub(r"\?next=\S*", "", text) for text in texts}) == 1
    assert User.objects.filter(email="anne@exemple.test").count() == 1


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"again": "autre-chose-de-long"}, "again", "Les deux mots de passe diffèrent."),
        ({"password": "court", "again": "court"}, "password", None),
        ({"password": "123456789012", "again": "123456789012"}, "password", None),
        ({"password": "anne@exemple.test", "again": "anne@exemple.test"}, "password", None),
        ({"name": ""}, "name", "Ce champ est obligatoire."),
        ({"name": "a" * 121}, "name", None),
        ({"name": "a\x00b"}, "name", None),
        ({"password": "é" * 129}, "password", None),
    ],
)
def test_a_refused_form_opens_nothing_and_keeps_the_name(
    link: str, change: dict[str, str], field: str, words: str | None
) -> None:
    response = Client().post(link, NAMES | change)
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert words is None or form.errors[field] == [words]
    assert "<title>Erreur" in response.content.decode()
    assert not User.objects.filter(email="anne@exemple.test").exists()
    assert Client().post(link, NAMES).status_code == 302


def test_a_new_password_ends_the_other_sessions(administration: User) -> None:
    account = make_user(Role.PARTNER, password="l’ancien-mot-de-passe")
    elsewhere = client_of(account)
    page = client_of(administration).post(reverse("account_link", args=[account.pk]))
    here = Client()
    url = link_in(page.content.decode())
    assert [field.name for field in here.get(url).context["form"]] == ["password", "again"]
    assert here.post(url, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert here.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302


def test_own_account_shows_own_mandates(partner: User) -> None:
    other = make_mandate(partner.person.mandates.get().membership)
    text = client_of(partner).get(reverse("account")).content.decode()
    mandate = partner.person.mandates.get()
    assert mandate.membership.organization.name in text
    assert partner.email in text
    assert other.person.last_name not in text


def test_password_is_changed_with_the_one_in_use() -> None:
    account = make_user(password=PASSWORD)
    client, elsewhere = client_of(account), client_of(account)
    url, new = reverse("account_change_password"), "une-toute-autre-phrase"
    wrong = client.post(url, {"current": "faux", "password": new, "again": new})
    assert wrong.context["form"].errors == {"current": ["Ce n’est pas votre mot de passe actuel."]}
    response = client.post(url, {"current": PASSWORD, "password": new, "again": new}, follow=True)
    assert messages_of(response) == [
        "Votre mot de passe est changé; vos autres sessions sont fermées."
    ]
    account.refresh_from_db()
    assert account.check_password(new)
    assert client.get(reverse("account")).status_code == 200
    assert elsewhere.get(reverse("account")).status_code == 302


def test_guessing_the_password_in_use_is_limited() -> None:
    client = client_of(make_user(password=PASSWORD))
    url = reverse("account_change_password")
    statuses = [client.post(url, {"current": "faux"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_the_administration_changes_roles(administration: User) -> None:
    account = make_user(Role.PARTNER)
    person = make_person()
    roles = ["coordination", "partner"]
    data = {"version": 1, "name": "Lou", "roles": roles, "person": person.pk}
    response = client_of(administration).post(
        reverse("account_edit", args=[account.pk]), data, follow=True
    )
    assert messages_of(response) == [f"Le compte de {account.email} est modifié."]
    account.refresh_from_db()
    assert (account.name, account.roles, account.person) == (
        "Lou",
        roles,
        person,
    )


def test_an_older_page_of_an_account_says_that_it_is_older(administration: User) -> None:
    account = make_user(Role.PARTNER, Role.COORDINATION)
    client, url = client_of(administration), reverse("account_edit", args=[account.pk])
    page = client.get(url)
    data = {"version": page.context["form"]["version"].value(), "name": "Lou"}
    client.post(url, data | {"roles": ["partner"]})
    response = client.post(url, data | {"roles": ["partner", "coordination"]})
    assert response.context["form"].non_field_errors() == [STALE]
    account.refresh_from_db()
    assert account.roles == ["partner"]


def test_the_last_administrator_is_told_why_they_stay(administration: User) -> None:
    client = client_of(administration)
    edit = reverse("account_edit", args=[administration.pk])
    refused = client.post(edit, {"version": 1, "name": "N", "roles": ["partner"]})
    words = "Il faut qu’un compte actif garde le rôle d’administration."
    assert refused.context["form"].non_field_errors() == [words]
    closed = client.post(reverse("account_deactivate", args=[administration.pk]), follow=True)
    assert messages_of(closed) == [words]


def test_an_account_is_closed_and_opened_again(administration: User) -> None:
    account = make_user(Role.PARTNER)
    client = client_of(administration)
    for name, active in (("account_deactivate", False), ("account_reactivate", True)):
        client.post(reverse(name, args=[account.pk]))
        account.refresh_from_db()
        assert account.is_active is active


def test_a_person_has_one_account(administration: User) -> None:
    taken = make_user(person=make_person()).person
    data = {"email": "b@exemple.test", "name": "B", "roles": ["partner"], "person": taken.pk}
    response = client_of(administration).post(reverse("account_invite"), data)
    assert list(response.context["form"].errors) == ["person"]


def test_a_withdrawn_link_serves_no_more(administration: User, link: str) -> None:
    invitation = AccountInvitation.objects.get()
    client_of(administration).post(reverse("invitation_withdraw", args=[invitation.pk]))
    assert Client().get(link).status_code == 404


def printed(email: str) -> list[str]:
    output = StringIO()
    call_command("invite_administrator", email, stdout=output)
    return output.getvalue().splitlines()


@pytest.mark.parametrize(
    ("address", "start"), [("", "/compte/"), ("https://p.test", "https://p.test/compte/")]
)
def test_the_command_prints_a_link_that_opens_the_first_account(
    settings: object, address: str, start: str
) -> None:
    settings.PORTAL_URL = address
    told, link = printed("Admin@exemple.test")
    assert told.startswith("Lien pour admin@exemple.test, à usage unique, jusqu’au ")
    assert link.startswith(start)
    Client().post(link_in(link), NAMES)
    account = User.objects.get()
    assert (account.email, account.roles) == ("admin@exemple.test", [Role.ADMINISTRATION])
    invitation = AccountInvitation.objects.get()
    assert invitation.created_by is None
    assert timedelta(days=6) < invitation.expires_at - timezone.now() <= timedelta(days=7)


def test_the_command_gives_an_administrator_a_new_password(administration: User) -> None:
    _, link = printed(administration.email)
    Client().post(link_in(link), {"password": PASSWORD, "again": PASSWORD})
    administration.refresh_from_db()
    assert administration.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("pas-un-courriel", "courriel"),
        ("partenaire@exemple.test", "n’a pas le rôle d’administration"),
        ("ferme@exemple.test", "n’a pas le rôle d’administration"),
    ],
)
def test_the_command_refuses_in_one_sentence(email: str, words: str) -> None:
    make_user(Role.PARTNER, email="partenaire@exemple.test")
    make_user(Role.ADMINISTRATION, email="ferme@exemple.test", is_active=False)
    with pytest.raises(CommandError, match=words):
        printed(email)


@pytest.mark.parametrize(
    ("roles", "labels"),
    [
        ((), []),
        ((Role.PARTNER,), ["Suivis"]),
        ((Role.COORDINATION,), ["Suivis", "Courriels"]),
        ((Role.ADMINISTRATION,), ["Suivis", "Courriels", "Comptes", "Réglages"]),
    ],
)
def test_the_menu_leads_to_the_pages_of_one_s_roles(
    roles: tuple[Role, ...], labels: list[str]
) -> None:
    make_portal()
    client = client_of(make_user(*roles))
    links = client.get(reverse("account")).context["account_nav"]
    assert [link.label for link in links] == labels
    assert [client.get(link.url).status_code for link in links] == [200] * len(labels)
