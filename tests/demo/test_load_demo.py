"""Loading: once, whole, only where it belongs, and the same again changes nothing."""

from io import StringIO

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from arbj_portal.core.models import Portal
from arbj_portal.demo.data import second_meeting
from arbj_portal.demo.data.portal import ADMINISTRATION, COORDINATION, PARTNER, PASSWORD
from members.models import Committee, User


def run() -> str:
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue().strip()


def contents() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours, history included."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models()
    }


@pytest.mark.django_db
def test_a_second_run_changes_nothing_and_says_so() -> None:
    assert run() == (
        f"Démonstration chargée. Comptes : {COORDINATION}, {PARTNER}, {ADMINISTRATION}; "
        f"mot de passe : {PASSWORD}."
    )
    before = contents()
    assert run() == "La démonstration est déjà chargée : rien n’a changé."
    assert contents() == before


@pytest.mark.django_db
def test_what_visitors_wrote_stays(demonstration: None) -> None:
    Committee.objects.update(mandate="Écrit par une visiteuse.")
    run()
    assert Committee.objects.get().mandate == "Écrit par une visiteuse."


@pytest.mark.django_db
def test_a_portal_in_use_is_left_alone() -> None:
    Portal.objects.create(name="Autre table", body_name="Autre organisme", privacy_officer="A. B.")
    before = contents()
    assert run() == "Le portail contient déjà des données : la démonstration n’y est pas chargée."
    assert contents() == before


@pytest.mark.django_db
def test_a_real_portal_refuses_in_one_line(settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    before = contents()
    with pytest.raises(CommandError) as refusal:
        run()
    assert str(refusal.value) == (
        "Ce portail n’est pas une démonstration : PORTAL_DEMONSTRATION=oui la permet "
        "(voir .env.example)."
    )
    assert contents() == before


@pytest.mark.django_db
def test_what_fails_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError

    before = contents()
    monkeypatch.setattr(second_meeting, "add_closed_session", fail)
    with pytest.raises(RuntimeError):
        run()
    assert contents() == before


@pytest.mark.parametrize(
    ("email", "roles", "name"),
    [
        (COORDINATION, ["coordination"], "Coordination (démonstration)"),
        (PARTNER, ["partner"], "Amina Belkhodja-Roy (démonstration)"),
        (ADMINISTRATION, ["administration"], "Administration (démonstration)"),
    ],
)
def test_the_accounts_sign_in(demonstration: None, email: str, roles: list[str], name: str) -> None:
    user = User.objects.get(email=email)
    assert (user.roles, user.name, user.is_active) == (roles, name, True)
    assert user.check_password(PASSWORD)


def test_the_partner_sits_today(demonstration: None) -> None:
    partner = User.objects.get(email=PARTNER)
    assert [str(committee) for committee in Committee.objects.of(partner)] == [
        "Table de concertation jamésienne en immigration"
    ]
