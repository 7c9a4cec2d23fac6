"""The timeline on the pages of other rooms."""

from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from arbj_portal.core.roles import Visibility
from tests.timeline.conftest import Circles
from tests.timeline.factories import (
    make_activity,
    make_agreement,
    make_change,
    make_meeting,
    make_objective,
)
from tests.timeline.test_views import titles


def render(text: str, user: Any, **context: Any) -> str:
    request = RequestFactory().get("/")
    request.user = user
    template = Template("{% load timeline %}" + text)
    return template.render(Context({"request": request, "user": user, **context}))


def test_an_agreement_shows_its_newest_entries(circles: Circles) -> None:
    for number in range(4):
        make_change(circles.agreement, f"2014-05-0{number + 1}")
    public = make_activity("2014-06", agreement=circles.agreement, visibility=Visibility.PUBLIC)
    partners = make_activity("2014-07", agreement=circles.agreement)
    make_activity("2014-08", agreement=circles.other_agreement, visibility=Visibility.PUBLIC)
    tag = "{% agreement_timeline agreement 3 %}"
    headline = f"Signature de l’entente administrative «\xa0{circles.agreement.title}\xa0»"
    anonymous = render(tag, circles.viewers["anonymous"], agreement=circles.agreement)
    assert titles(anonymous) == [public.title, headline, headline]
    assert f'href="/chronologie/?entente={circles.agreement.pk}"' in anonymous
    partner = render(tag, circles.partner, agreement=circles.agreement)
    assert titles(partner) == [partners.title, public.title, headline]
    assert "Visibilité" not in partner
    coordination = render(tag, circles.coordination, agreement=circles.agreement)
    assert "Visibilité" in coordination
    nothing = render(tag, circles.partner, agreement=make_agreement())
    assert "Rien n’est encore inscrit pour cette entente" in nothing


def test_recent_entries_are_those_that_happened(circles: Circles) -> None:
    past = make_meeting(circles.committee, "2014-05-29", visibility=Visibility.PUBLIC)
    make_meeting(circles.committee, "2199-05-29", visibility=Visibility.PUBLIC)
    make_meeting(circles.committee, "2014-05-30")
    tag = "{% recent_entries 5 %}"
    assert titles(render(tag, circles.viewers["anonymous"])) == [past.title]
    assert len(titles(render(tag, circles.partner))) == 2
    assert "Rien n’a encore été inscrit" in render("{% recent_entries 0 %}", circles.partner)


@pytest.fixture
def evidence(circles: Circles) -> list[int]:
    """An objective with twelve activities, one with a partners' one, and one with none."""
    objectives = [make_objective(circles.agreement) for _ in range(3)]
    for day in range(1, 13):
        activity = make_activity(
            f"2014-05-{day:02}",
            title=f"Le {day}",
            agreement=circles.agreement,
            visibility=Visibility.PUBLIC,
        )
        activity.objective_links.create(objective=objectives[0])
    for_partners = make_activity(title="Entre nous", agreement=circles.agreement)
    for_partners.objective_links.create(objective=objectives[1])
    return objectives


EVIDENCE = (
    "{% objective_evidence agreement as evidence %}{% for objective in objectives %}"
    "{% with proof=evidence|of:objective %}{{ proof.total }} {{ proof.url }}:"
    "{% for entry in proof.entries %}{{ entry.headline }};{% endfor %}\n{% endwith %}{% endfor %}"
)


def test_evidence_is_given_by_objective(circles: Circles, evidence: list[Any]) -> None:
    context = {"agreement": circles.agreement, "objectives": evidence}
    newest = "".join(f"Le {day};" for day in range(12, 2, -1))
    url = f"/chronologie/?objectif={evidence[0].pk}"
    anonymous = render(EVIDENCE, circles.viewers["anonymous"], **context)
    assert anonymous.splitlines() == [f"12 {url}:{newest}", " :", " :"]
    partner = render(EVIDENCE, circles.partner, **context).splitlines()
    assert partner[1:] == [f"1 /chronologie/?objectif={evidence[1].pk}:Entre nous;", " :"]


def test_tags_ask_little_of_the_database(circles: Circles, evidence: list[Any]) -> None:
    tags = "{% agreement_timeline agreement %}{% recent_entries 5 %}" + EVIDENCE
    context = {"agreement": circles.agreement, "objectives": evidence}
    counts = {}
    for name in ("anonymous", "partner", "coordination"):
        with CaptureQueriesContext(connection) as captured:
            render(tags, circles.viewers[name], **context)
        counts[name] = len(captured)
    assert counts == {"anonymous": 3, "partner": 4, "coordination": 3}
