"""The page where everybody arrives: what each role meets, and what none may see."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from arbj_portal.core.models import Portal
from arbj_portal.core.roles import Role
from members.models import Committee, Membership, Organization, User
from tests.home.factories import (
    PUBLIC,
    day,
    make_agreement,
    make_committee,
    make_follow_up,
    make_meeting,
    make_milestone,
    make_minutes,
    make_objective,
    make_partner,
    make_user,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 19


@pytest.fixture(autouse=True)
def portal(db: None) -> Portal:
    return Portal.objects.create(name="Portail", body_name="Organisme", privacy_officer="A. B.")


def page_of(user: User | None = None) -> str:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def headings(page: str) -> list[str]:
    return re.findall(r"<h2[^>]*>([^<]+)", page.split("<footer", maxsplit=1)[0])


def links(page: str) -> list[str]:
    main = page.split("<main")[1].split("</main>", maxsplit=1)[0]
    return re.findall(r'href="([^"]+)"', main)


def test_the_public_meets_what_is_public() -> None:
    committee = make_committee(**PUBLIC)
    organization = Organization.objects.create(name="Chambre", category_id=1, **PUBLIC)
    Membership.objects.create(committee=committee, organization=organization, **PUBLIC)
    agreement = make_agreement("L’entente publique", **PUBLIC)
    make_objective(agreement, status="met", is_derived=True)
    meeting = make_meeting(committee, "La rencontre publique", place="Chapais", **PUBLIC)
    page = page_of()
    assert headings(page) == [
        "Prochaine rencontre",
        "L’entente en un coup d’œil",
        "Vient de paraître",
        "Ce qui a été fait",
        "Les objectifs de l’entente",
        "Siéger à la Table",
    ]
    assert {
        f"/ententes/{agreement.pk}/",
        f"/rencontres/{meeting.pk}/",
        "/chronologie/",
        "/membres/",
    } <= set(links(page))
    for text in ("Chapais", "Chambre", "Objectif", "déduit des activités"):
        assert text in page


def test_the_search_leads_to_the_timeline() -> None:
    page = page_of()
    form = re.search(r'<form class="search"[^>]*>', page)[0]
    assert 'action="/chronologie/"' in form
    assert 'method="get"' in form
    assert 'name="q"' in page


def hide(committee: Committee) -> None:
    """One thing of each kind that nobody outside the coordination may see."""
    hidden = {"visibility": "coordination"}
    agreement = make_agreement("CACHÉE entente", committee=committee, **hidden)
    make_objective(agreement)
    make_milestone(agreement, "CACHÉ jalon")
    meeting = make_meeting(committee, "CACHÉE rencontre", **hidden)
    held = make_meeting(committee, "CACHÉE rencontre tenue", days=-9, status="held", **hidden)
    make_minutes(held, state="proposed", comments_until=day(5))
    make_follow_up(meeting, "CACHÉ suivi", closed=True)
    organization = Organization.objects.create(name="CACHÉ organisme", category_id=1, **hidden)
    Membership.objects.create(committee=committee, organization=organization, **hidden)


def test_what_is_hidden_shows_to_the_coordination_alone() -> None:
    committee = make_committee(**PUBLIC)
    hide(committee)
    viewers = (None, make_user(), make_partner(committee), make_partner(make_committee()))
    assert ["CACHÉ" in page_of(viewer) for viewer in viewers] == [False] * 4
    assert "CACHÉE rencontre" in page_of(make_user(Role.COORDINATION))


def test_who_has_no_role_meets_what_the_public_meets() -> None:
    assert headings(page_of(make_user())) == headings(page_of())


def test_a_partner_meets_first_what_is_expected_late_first() -> None:
    committee = make_committee()
    partner = make_partner(committee)
    called = make_meeting(committee, "La convoquée")
    held = make_meeting(committee, "La tenue", days=-20, status="held")
    make_minutes(held, state="proposed", comments_until=day(5))
    make_follow_up(held, "À temps", days=5, person=partner.person)
    make_follow_up(held, "En retard", days=-9, person=partner.person)
    make_follow_up(held, "D’une autre personne", days=-9)
    page = page_of(partner)
    assert headings(page) == [
        "Ce qu’on attend de moi",
        "À venir",
        "Ce qui a été fait",
        "Vient de paraître",
    ]
    expected = page.split("</section>")[0]
    titles = re.findall(r'<a class="title"[^>]*>([^<]+)', expected)
    assert [title.partition(" du ")[0] for title in titles] == [
        "En retard",
        "Répondre à la convocation\xa0: La convoquée",
        "Commenter le projet de procès-verbal",
        "À temps",
    ]
    assert re.search(r"En retard de (<[^>]*>)?9", expected)
    assert f"/rencontres/{called.pk}/" in links(page)


def test_a_partner_who_is_up_to_date_is_told_so() -> None:
    assert "vous êtes à jour" in page_of(make_partner(make_committee()))


def test_the_coordination_acts_then_sees_what_is_late_and_what_waits() -> None:
    committee = make_committee(minutes_word="report")
    held = make_meeting(committee, "La tenue", days=-20, status="held")
    make_minutes(held)
    make_follow_up(held, "Suivi oublié")
    make_milestone(make_agreement(), "Jalon oublié")
    page = page_of(make_user(Role.COORDINATION))
    assert headings(page) == [
        "En retard",
        "En attente",
        "À venir",
        "Ce qui a été fait",
        "Vient de paraître",
    ]
    assert links(page)[:3] == [
        "/rencontres/consigner/",
        "/ententes/activites/ajouter/",
        "/rencontres/planifier/",
    ]
    for text in ("Suivi oublié", "Jalon oublié", "Compte rendu du", "Brouillon"):
        assert text in page


def test_the_administration_sees_agreements_late_milestones_and_accounts() -> None:
    agreement = make_agreement("L’entente")
    for status in ("met", "met", "not_started"):
        make_objective(agreement, status=status)
    make_milestone(agreement, "Jalon oublié")
    page = page_of(make_user(Role.ADMINISTRATION))
    assert headings(page) == [
        "Les ententes",
        "En retard",
        "À venir",
        "Ce qui a été fait",
        "Vient de paraître",
        "Comptes",
    ]
    assert "Jalon oublié" in page
    assert links(page)[:2] == ["/ententes/activites/ajouter/", "/ententes/ajouter/"]


def test_roles_add_up() -> None:
    user = make_user(Role.COORDINATION, Role.ADMINISTRATION, Role.PARTNER)
    assert headings(page_of(user)) == [
        "Ce qu’on attend de moi",
        "Les ententes",
        "En retard",
        "En attente",
        "À venir",
        "Ce qui a été fait",
        "Vient de paraître",
        "Comptes",
    ]


@pytest.mark.parametrize("role", [None, Role.PARTNER, Role.COORDINATION, Role.ADMINISTRATION])
def test_what_is_fictitious_says_so(role: Role | None) -> None:
    committee = make_committee(**PUBLIC)
    user = make_partner(committee) if role == Role.PARTNER else role and make_user(role)
    make_meeting(committee, "Fictive", is_demonstration=True, **PUBLIC)
    page = page_of(user).split("<main")[1]
    assert page.count("données de démonstration") == page.count(">Fictive<") + page.count(
        "convocation\xa0: Fictive<"
    )


def test_an_administrator_of_an_empty_portal_is_led_to_set_it_up(client: Client) -> None:
    Portal.objects.all().delete()
    client.force_login(make_user(Role.ADMINISTRATION))
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/premiers-pas/")


def test_an_empty_portal_has_a_page_for_everybody_else() -> None:
    Portal.objects.all().delete()
    assert "Portail de concertation" in page_of()
    assert "Rien n’est en retard." in page_of(make_user(Role.COORDINATION))


def fill(committee: Committee, person: Any, rows: int) -> None:
    for _ in range(rows):
        agreement = make_agreement(committee=committee, **PUBLIC)
        make_objective(agreement)
        make_milestone(agreement)
        make_meeting(committee, **PUBLIC)
        held = make_meeting(committee, days=-9, status="held", **PUBLIC)
        make_minutes(held, state="proposed", comments_until=day(5))
        make_follow_up(held, person=person)


def queries_of(user: User | None) -> int:
    client = Client()
    if user:
        client.force_login(user)
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    return len(queries)


def test_queries_are_few_and_do_not_grow() -> None:
    committee = make_committee(**PUBLIC)
    partner = make_partner(committee)
    viewers = [None, partner, make_user(Role.COORDINATION), make_user(Role.ADMINISTRATION)]
    fill(committee, partner.person, rows=1)
    few = [queries_of(viewer) for viewer in viewers]
    fill(committee, partner.person, rows=199)
    assert [queries_of(viewer) for viewer in viewers] == few
    assert max(few) <= MOST_QUERIES


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405
