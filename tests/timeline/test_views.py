"""The page of the timeline over HTTP: what each sees, filters, pages, nonsense, queries."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import capfirst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.models import Activity, Objective
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Visibility
from arbj_portal.timeline.forms import TimelineFilter
from arbj_portal.timeline.models import TimelineEntry
from meetings.models import Meeting
from members.models import Organization
from tests.timeline.conftest import Circles
from tests.timeline.expectations import expected_entries
from tests.timeline.factories import (
    make_activity,
    make_attendance,
    make_change,
    make_mandate,
    make_meeting,
    make_objective,
    make_organization,
)

FILTERS = [
    "q",
    "entente",
    "objectif",
    "type",
    "organisme",
    "instance",
    "du",
    "au",
    "annee",
    "ordre",
]
IGNORED = "Ce choix n’existe pas ou ne vous est pas ouvert\xa0: ce filtre est laissé de côté."

type Look = Callable[..., str]


@pytest.fixture
def look(client: Client) -> Look:
    """The page as a user sees it, without the markup of its links' insides."""

    def look(user: Any = None, *, htmx: bool = False, **filters: Any) -> str:
        if user is None or isinstance(user, AnonymousUser):
            client.logout()
        else:
            client.force_login(user)
        headers = {"HX-Request": "true"} if htmx else {}
        response = client.get(reverse("timeline"), filters, headers=headers)
        assert response.status_code == 200
        return unescape(response.text)

    return look


def main(page: str) -> str:
    return re.search(r"<main.*</main>", page, re.DOTALL)[0]


def titles(page: str) -> list[str]:
    return re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", page)


def options(page: str, name: str) -> list[str]:
    """What a select offers, « all » apart; nothing where it does not stand."""
    select = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    return re.findall(r'<option value="[^"]+"[^>]*>(.*?)</option>', select[0]) if select else []


def told_count(page: str) -> str:
    return re.search(r"<b>(.*? éléments?)</b>", page)[1]


@pytest.fixture
def levels(circles: Circles) -> None:
    """Something of each kind at each level, in each circle; a draft; a put off meeting."""
    for agreement, committee in (
        (circles.agreement, circles.committee),
        (circles.other_agreement, circles.other_committee),
    ):
        make_change(agreement)
        objective = make_objective(agreement)
        for level in Visibility:
            activity = make_activity(agreement=agreement, visibility=level)
            activity.objective_links.create(objective=objective)
            activity.organization_links.create(organization=circles.party)
            make_meeting(committee, visibility=level)
    make_meeting(circles.committee, visibility=Visibility.PUBLIC, status=Meeting.Status.DRAFT)


@pytest.mark.usefixtures("levels")
def test_each_sees_their_own_and_counts_no_other(circles: Circles, look: Look) -> None:
    for name, user in circles.viewers.items():
        page = look(user)
        expected = expected_entries(user)
        shown = TimelineEntry.objects.filter(key__in=expected).in_order()
        assert titles(page) == [entry.headline for entry in shown], name
        assert told_count(page) == f"{len(expected)} éléments", name


@pytest.mark.usefixtures("levels")
def test_filters_offer_what_one_may_see_and_what_exists(circles: Circles) -> None:
    make_organization(visibility=Visibility.PUBLIC)  # tied to nothing
    circles.agreement.objectives.create(position=2, text="que rien ne sert encore")
    offered = {}
    for name, user in circles.viewers.items():
        form = TimelineFilter({}, user=user)
        offered[name] = {
            field: [label for value, label in form.fields[field].widget.choices if value]
            for field in ("type", "entente", "instance", "organisme", "objectif", "annee")
        }
    first, other = circles.agreement, circles.other_agreement
    kinds, years = ["Rencontre", "Entente", "Formation"], ["2014", "2013"]
    objectives = {
        agreement: [
            (str(o.pk), f"{o.position}\xa0· {capfirst(o.text)}") for o in agreement.objectives.all()
        ]
        for agreement in (first, other)
    }
    little = {
        "type": kinds,
        "entente": [first.title],
        "instance": [circles.committee.name],
        "organisme": [circles.party.name],
        "objectif": [objectives[first]],
        "annee": years,
    }
    much = little | {
        "entente": [first.title, other.title],
        "instance": [circles.committee.name, circles.other_committee.name],
        "objectif": [objectives[first], objectives[other]],
    }
    assert offered == {
        "anonymous": little, "outsider": little, "partner": little, "former": little,
        "stranger": much, "coordination": much, "administration": much,
        "party": much | {"instance": [circles.committee.name]},
    }  # fmt: skip


@pytest.mark.usefixtures("levels")
def test_a_hidden_thing_filters_like_one_that_does_not_exist(circles: Circles, look: Look) -> None:
    make_meeting(circles.other_committee, visibility=Visibility.PUBLIC)
    hidden_organization = make_organization(visibility=Visibility.COORDINATION)
    Activity.objects.first().organization_links.create(organization=hidden_organization)
    hidden = {
        "entente": circles.other_agreement.pk,
        "instance": circles.other_committee.pk,
        "objectif": circles.other_agreement.objectives.get().pk,
        "organisme": hidden_organization.pk,
    }
    for user in (None, circles.partner):
        for name, pk in hidden.items():
            page = main(look(user, **{name: pk}))
            assert page == main(look(user, **{name: 999_999_999}))
            assert titles(page) == titles(look(user))
            assert IGNORED in page


def test_a_public_activity_names_no_hidden_agreement(circles: Circles, look: Look) -> None:
    agreement = circles.other_agreement
    activity = make_activity(agreement=agreement, visibility=Visibility.PUBLIC)
    activity.objective_links.create(objective=make_objective(agreement))
    page = look()
    assert titles(page) == [activity.title]
    assert agreement.title not in page
    assert "Objectif" not in page


def test_who_attended_is_not_told_by_the_filter(circles: Circles, look: Look) -> None:
    organization = make_organization(visibility=Visibility.PUBLIC)
    meeting = make_meeting(circles.committee, visibility=Visibility.PUBLIC)
    make_attendance(meeting, make_mandate(circles.committee, organization))
    assert organization.name not in look()
    assert organization.name not in look(circles.partner)
    assert options(look(circles.coordination), "organisme") == [organization.name]
    assert IGNORED in look(organisme=organization.pk)


@pytest.mark.usefixtures("levels")
def test_a_deactivated_account_sees_what_the_public_sees(circles: Circles, look: Look) -> None:
    public = look()
    circles.coordination.is_active = False
    circles.coordination.save()
    assert titles(look(circles.coordination)) == titles(public)


def test_filters_narrow_together(circles: Circles, look: Look) -> None:
    objective = make_objective(circles.agreement)
    found = make_activity("2014-07/2015-03", title="Diagnostic", agreement=circles.agreement)
    found.objective_links.create(objective=objective)
    found.organization_links.create(organization=circles.party)
    make_activity("2014-07/2015-03", title="Diagnostic ailleurs")
    make_activity("2016", title="Diagnostic", agreement=circles.agreement)
    meeting = make_meeting(circles.committee, agreement=circles.agreement)
    every = {
        "q": "diagnostics",
        "entente": circles.agreement.pk,
        "objectif": objective.pk,
        "type": "training",
        "organisme": circles.party.pk,
        "annee": "2015",
        "du": "mars 2015",
        "au": "2015-06",
    }
    assert titles(look(circles.coordination, **every)) == ["Diagnostic"]
    assert len(titles(look(circles.coordination))) == 4
    assert titles(look(circles.coordination, instance=circles.committee.pk)) == [meeting.title]
    assert titles(look(circles.coordination, **every | {"du": "avril 2015"})) == []
    for year, count in {"2013": 0, "2014": 3, "2015": 2, "2016": 1}.items():
        assert len(titles(look(circles.coordination, annee=year))) == count
    assert len(titles(look(circles.coordination, du="2016"))) == 1
    assert len(titles(look(circles.coordination, au="juin 2014"))) == 1


def test_each_filter_in_use_says_so_and_can_be_taken_away(circles: Circles, look: Look) -> None:
    make_change(circles.agreement)
    page = look(
        q="signature", type="agreement", entente=circles.agreement.pk, ordre="ancien", du="2013"
    )
    chips = re.search(r'<ul class="active-filters".*?</ul>', page, re.DOTALL)[0]
    links = re.findall(r'<a [^>]*href="([^"]*)">(.*?)</a>', chips)
    told = {re.sub("<.*?>", "", text): url for url, text in links}
    first = "/chronologie/?"
    agreement = f"entente={circles.agreement.pk}"
    assert told == {
        "Retirer le filtre Mots\xa0: «\xa0signature\xa0»": (
            f"{first}type=agreement&{agreement}&du=2013&ordre=ancien"
        ),
        "Retirer le filtre Type\xa0: Entente": (
            f"{first}q=signature&{agreement}&du=2013&ordre=ancien"
        ),
        f"Retirer le filtre Entente\xa0: {circles.agreement.title}": (
            f"{first}q=signature&type=agreement&du=2013&ordre=ancien"
        ),
        "Retirer le filtre À partir de\xa0: 2013": (
            f"{first}q=signature&type=agreement&{agreement}&ordre=ancien"
        ),
        "Tout afficher": "/chronologie/",
    }
    assert '<details class="more-filters" open>' in page
    assert '<details class="more-filters">' in look()


NONSENSE = {
    "q": [("…?!", "Écrivez au moins un mot."), ("a" * 201, "au plus 200"), ("a\x00b", "nul")],
    "type": [("réunion", IGNORED)],
    "entente": [("-1", IGNORED), ("9" * 400, IGNORED)],
    "annee": [("bientôt", "Écrivez une année, comme 2014."), ("0", "1900"), ("10000", "2200")],
    "du": [("hier", "n’est pas compris"), ("depuis 2014", "Indiquez aussi la fin")],
    "au": [("2014-13", "Le mois 13 n’existe pas")],
    "ordre": [("hasard", "Cet ordre n’existe pas.")],
}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [(name, value, message) for name, cases in NONSENSE.items() for value, message in cases],
)
def test_nonsense_is_said_and_filters_nothing(
    circles: Circles, look: Look, name: str, value: str, message: str
) -> None:
    make_change(circles.agreement)
    page = look(**{name: value})
    assert message in page
    assert len(titles(page)) == 1
    assert "Retirer le filtre" not in page


def test_an_end_before_the_start_leaves_the_start(circles: Circles, look: Look) -> None:
    make_change(circles.agreement, "2013-10")
    make_change(circles.agreement, "2015-03")
    page = look(du="2014", au="2012")
    assert "La fin précède le début." in page
    assert len(titles(page)) == 1


@pytest.mark.parametrize(
    "cursor",
    ["x", "2014-13-01_meeting-1", "2014-01-01_user-1", "2014-01-01_meeting-" + "9" * 30, "\x00"],
)
def test_an_altered_cursor_leads_to_the_first_page(
    circles: Circles, look: Look, cursor: str
) -> None:
    make_change(circles.agreement)
    page = look(apres=cursor)
    assert "L’adresse demandait une suite qui n’existe pas" in page
    assert len(titles(page)) == 1


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    asked=st.dictionaries(
        st.sampled_from([*FILTERS, "apres", "page"]),
        st.text(max_size=80) | st.sampled_from(["", "0", "-1", "2014", "1e9", "ancien", "meeting"]),
    ),
    htmx=st.booleans(),
)
def test_no_address_is_an_error(
    circles: Circles, client: Client, asked: dict[str, str], htmx: bool
) -> None:
    headers = {"HX-Request": "true"} if htmx else {}
    encoded = {name: value.encode("utf-8", "surrogatepass") for name, value in asked.items()}
    assert client.get(reverse("timeline"), encoded, headers=headers).status_code == 200


def fill(circles: Circles, count: int) -> None:
    """Activities of three years, newest last, each with an objective and an organisation."""
    objective = make_objective(circles.agreement)
    for number in range(count):
        year, day = 2012 + 3 * number // count, 1 + number % 28
        activity = make_activity(
            f"{year}-05-{day:02}",
            title=f"Activité numéro {number}",
            agreement=circles.agreement,
            visibility=Visibility.PUBLIC,
        )
        activity.objective_links.create(objective=objective)
        activity.organization_links.create(organization=circles.party)


@pytest.mark.parametrize("filtered", [False, True])
def test_pages_follow_each_other_by_a_plain_link(
    circles: Circles, look: Look, filtered: bool
) -> None:
    fill(circles, 60)
    make_activity("2013-05-20")  # not public
    objective, organization = Objective.objects.get().pk, circles.party.pk
    filters = {"objectif": objective, "organisme": organization} if filtered else {}
    place, shown = {}, []
    for expected in (25, 25, 10):
        page = look(**filters, **place)
        assert len(titles(page)) == expected
        assert told_count(page) == "60 éléments"
        assert ("Revenir au début" in page) is bool(place)
        shown += titles(page)
        more = re.search(r'href="/chronologie/[^"]*apres=([^"]*)#entrees"', page)
        place = {"apres": more[1]} if more else {}
    assert shown == [title for title in titles_in_order() if "numéro" in title]
    assert not place


def titles_in_order() -> list[str]:
    return [entry.headline for entry in TimelineEntry.objects.in_order()]


def test_the_next_lines_go_on_under_the_year_that_began(circles: Circles, look: Look) -> None:
    fill(circles, 60)
    first = look()
    assert re.findall(r"<h2[^>]*>(\d+)</h2>", first) == ["2014", "2013"]
    cursor = re.search(r'hx-get="/chronologie/\?apres=([^"]*)"', first)[1]
    second = look(htmx=True, apres=cursor)
    assert "<html" not in second
    assert re.findall(r"<h2[^>]*>(\d+)</h2>", second) == ["2012"]
    assert second.count('<ol hx-swap-oob="beforeend:#annee-2013 > ol">') == 1
    assert second.count(" autofocus") == 1
    assert re.search(r" autofocus>(.*?)</a>", second)[1] == titles(second)[0]
    assert titles(first) + titles(second) == titles_in_order()[:50]


def test_the_next_lines_may_begin_a_year(circles: Circles, look: Look) -> None:
    for number in range(25):
        make_change(circles.agreement, f"2014-05-{number + 1:02}")
    make_change(circles.agreement, "2013-10")
    cursor = re.search(r'hx-get="/chronologie/\?apres=([^"]*)"', look())[1]
    lines = look(htmx=True, apres=cursor)
    assert re.findall(r"<h2[^>]*>(\d+)</h2>", lines) == ["2013"]
    assert "hx-swap-oob" not in lines
    assert lines.count(" autofocus") == 1


def test_the_order_can_be_turned(circles: Circles, look: Look) -> None:
    fill(circles, 30)
    oldest = look(ordre="ancien", q="activité")
    assert titles(oldest) == titles_in_order()[::-1][:25]
    assert 'href="/chronologie/?q=activit%C3%A9">Le plus récent d’abord' in oldest
    assert "q=activit%C3%A9&ordre=ancien&apres=" in oldest
    assert 'href="/chronologie/?ordre=ancien">Le plus ancien d’abord' in look()


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (["2013-10", "2026-11-26"], "<b>2 éléments</b>, d’octobre\xa02013 à novembre\xa02026"),
        (["2014-05-29"], "<b>1 élément</b>, en mai\xa02014"),
        (["2014-01/2014-03"], "<b>1 élément</b>, de janvier à mars\xa02014"),
    ],
)
def test_the_page_says_how_many_and_from_when(
    circles: Circles, look: Look, periods: list[str], told: str
) -> None:
    for edtf in periods:
        make_change(circles.agreement, edtf)
    assert told in look()


def test_a_thousand_is_the_most_that_is_counted(circles: Circles, look: Look) -> None:
    Activity.objects.bulk_create(
        Activity(
            agreement=circles.agreement,
            title="A",
            kind="other",
            period=Period.from_edtf("2014"),
            visibility=Visibility.PUBLIC,
        )
        for _ in range(1001)
    )
    assert told_count(look()) == "Plus de 1\xa0000 éléments"


def test_a_line_says_what_one_needs_to_know(circles: Circles, look: Look) -> None:
    objective = make_objective(circles.agreement)
    activity = make_activity(
        "2014-04",
        place="BAnQ",
        agreement=circles.agreement,
        visibility=Visibility.PUBLIC,
        is_demonstration=True,
    )
    activity.objective_links.create(objective=objective)
    page = look()
    assert "Avril\xa02014" in page
    assert "· Formation" in page
    assert "données de démonstration" in page
    assert f'href="/chronologie/?objectif={objective.pk}"' in page
    assert f'href="{activity.get_absolute_url()}"' in page
    assert "Visibilité" not in page
    assert "Visibilité" in look(circles.coordination)


def test_a_cancelled_meeting_says_so(circles: Circles, look: Look) -> None:
    make_meeting(
        circles.committee,
        "2199-05-29",
        visibility=Visibility.PUBLIC,
        status=Meeting.Status.CANCELLED,
        status_reason="Tempête",
    )
    page = look()
    assert "Annulée" in page
    assert "à venir" not in page
    assert "Tempête" not in page


def test_an_empty_list_says_why(circles: Circles, look: Look) -> None:
    assert "La chronologie est encore vide" in look()
    assert "La chronologie est encore vide" in look(ordre="ancien")
    make_change(circles.agreement)
    assert "Rien ne correspond à ces filtres" in look(q="introuvable")
    assert "La chronologie s’arrête ici" in look(apres="1900-01-01_activity-1")


def test_only_reading_is_allowed(client: Client, db: None) -> None:
    assert client.post(reverse("timeline")).status_code == 405
    assert client.head(reverse("timeline")).status_code == 200
    assert "HX-Request" in client.get(reverse("timeline")).headers["Vary"]


def queries(client: Client, **filters: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("timeline"), filters).status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(circles: Circles, client: Client) -> None:
    fill(circles, 1)
    organization = Organization.objects.get(pk=circles.party.pk)
    filters = {"q": "activité", "organisme": organization.pk, "annee": "2012", "ordre": "ancien"}
    users = {"anonymous": None, "partner": circles.partner, "coordination": circles.coordination}
    counts = []
    for _ in range(2):
        for user in users.values():
            client.logout()
            if user:
                client.force_login(user)
            client.get(reverse("timeline"))
            counts += [queries(client), queries(client, **filters)]
        fill(circles, 199)
    assert counts == [5, 5, 8, 8, 7, 7] * 2
