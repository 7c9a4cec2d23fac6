"""What is new: every kind in one list, the newest first, and only what one may see."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from agreements.models import Activity
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Role
from arbj_portal.home.news import what_is_new
from tests.home.factories import (
    PUBLIC,
    make_agreement,
    make_committee,
    make_meeting,
    make_minutes,
    make_partner,
    make_user,
)
from tests.meetings.factories import Table
from tests.reports.factories import make_deposit, make_full_agreement

pytestmark = pytest.mark.django_db


def test_every_kind_is_told_the_newest_first() -> None:
    coordination = make_user(Role.COORDINATION)
    committee = make_committee(minutes_word="report", **PUBLIC)
    agreement = make_agreement("Entente", **PUBLIC)
    activity = Activity.objects.create(
        agreement=agreement,
        title="Activité",
        kind="other",
        period=Period.from_edtf("2020"),
        is_demonstration=True,
        **PUBLIC,
    )
    meeting = make_meeting(committee, "Rencontre", status="held", **PUBLIC)
    coming = make_meeting(committee, "À venir", **PUBLIC)
    make_minutes(
        meeting,
        state="adopted",
        adopted_on=meeting.date,
        published_at=timezone.now(),
        published_by=coordination,
        **PUBLIC,
    )
    told = [(item.label, item.title, item.url, item.is_demonstration) for item in news()]
    assert told == [
        ("Compte rendu rendu public", "Rencontre", f"/rencontres/{meeting.pk}/", False),
        ("Rencontre", "À venir", f"/rencontres/{coming.pk}/", False),
        ("Activité", "Activité", f"/ententes/activites/{activity.pk}/", True),
        ("Entente", "Entente", f"/ententes/{agreement.pk}/", False),
    ]


def news() -> list:
    return what_is_new(AnonymousUser())


def test_what_one_may_not_see_is_no_news() -> None:
    committee, elsewhere = make_committee(), make_committee()
    make_meeting(committee, "pour les partenaires")
    make_meeting(committee, "pour la coordination", visibility="coordination")
    make_meeting(elsewhere, "d’une autre instance")
    make_agreement("entente d’autrui", committee=elsewhere)
    seen = {
        "anonymous": news(),
        "partner": what_is_new(make_partner(committee)),
        "coordination": what_is_new(make_user(Role.COORDINATION)),
    }
    assert {role: sorted(item.title for item in items) for role, items in seen.items()} == {
        "anonymous": [],
        "partner": ["pour les partenaires"],
        "coordination": [
            "d’une autre instance",
            "entente d’autrui",
            "pour la coordination",
            "pour les partenaires",
        ],
    }


@pytest.mark.parametrize("rows", [1, 200])
def test_it_is_one_query_and_a_few_lines(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    committee = make_committee(**PUBLIC)
    for _ in range(rows):
        make_meeting(committee, **PUBLIC)
    with django_assert_num_queries(1):
        assert len(news()) == min(rows, 3)


def test_no_kind_fills_the_list() -> None:
    committee = make_committee(**PUBLIC)
    for number in range(2):
        make_agreement(f"Entente {number}", **PUBLIC)
    for _ in range(28):
        make_meeting(committee, **PUBLIC)
    assert [item.kind for item in news()] == ["meeting"] * 3 + ["agreement"] * 2


def test_a_deposited_report_is_told_once() -> None:
    table = Table()
    report = make_deposit(table, make_full_agreement(table), "public")
    told = [item.url for item in news() if item.label == "Document"]
    files = {file.form: file.document.get_absolute_url() for file in report.files.all()}
    assert files["pdf"] in told
    assert not {files["docx"], files["xlsx"]} & set(told)
