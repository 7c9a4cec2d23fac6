"""What an entry says, where it stands in the order, and what words and dates find it."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from agreements.models import Activity, Agreement, Party
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Visibility
from arbj_portal.timeline.models import HEADLINES, KINDS, TimelineEntry
from arbj_portal.timeline.paging import Cursor, Page
from meetings.models import AgendaItem, Meeting, Minutes
from tests.timeline.conftest import Circles
from tests.timeline.factories import (
    make_activity,
    make_agreement,
    make_attendance,
    make_change,
    make_mandate,
    make_meeting,
    make_objective,
    make_organization,
)

SEED = {
    "Mise sur pied d’une table régionale de concertation en immigration": "2014-01/2014-03",
    "Formation « Immigration 101 »": "2014-04-23",
    "Première rencontre de la table régionale": "2014-05-29",
    "Présentations sur le Nord-du-Québec": "{2014-05-22,2014-10-09}",
    "Réalisation du Diagnostic territorial en immigration": "2014-07/2015-03",
}


@pytest.fixture
def seed(circles: Circles) -> None:
    """The five dated lines of the page that the portal must be able to tell."""
    for title, edtf in SEED.items():
        if "rencontre" in title:
            make_meeting(circles.committee, edtf, title=title, agreement=circles.agreement)
        else:
            make_activity(edtf, title=title, agreement=circles.agreement)


def titles() -> list[str]:
    return [entry.title for entry in TimelineEntry.objects.in_order()]


def said(typed: str) -> set[str]:
    return {entry.title for entry in TimelineEntry.objects.saying(typed)}


@pytest.mark.usefixtures("seed")
def test_the_five_dated_lines_stand_once_each_in_order() -> None:
    assert [(entry.title, entry.period.edtf) for entry in TimelineEntry.objects.in_order()] == [
        (title, SEED[title])
        for title in sorted(SEED, key=lambda title: Period.from_edtf(SEED[title]).starts_on)[::-1]
    ]


@pytest.mark.usefixtures("seed")
@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2013, 1, 1), date(2013, 12, 31), 0),
        (date(2014, 1, 1), date(2014, 12, 31), 5),
        (date(2015, 1, 1), date(2015, 12, 31), 1),
        (date(2014, 6, 1), date(2014, 6, 30), 0),
        (date(2014, 10, 9), date(2014, 10, 9), 2),
        (None, date(2014, 4, 23), 2),
        (date(2014, 5, 29), None, 3),
        (None, None, 5),
    ],
)
def test_dates_filter_by_overlap(first: date | None, last: date | None, found: int) -> None:
    assert TimelineEntry.objects.during(first, last).count() == found


@pytest.mark.parametrize(
    ("edtf", "starts_on"),
    [
        ("2014", "2014-01-01"),
        ("2014-07/..", "2014-07-01"),
        ("../2013-12-31", "2013-12-31"),
        ("{../2010,2014}", "2010-12-31"),
        ("{../2010,2011/..}", "2010-12-31"),
        ("{2014-05-22,2014-10-09}", "2014-05-22"),
    ],
)
@pytest.mark.django_db
def test_a_period_stands_at_its_start_or_else_at_the_end_of_what_comes_first(
    edtf: str, starts_on: str
) -> None:
    make_activity(edtf)
    assert str(TimelineEntry.objects.get().starts_on) == starts_on


@pytest.mark.usefixtures("seed")
@pytest.mark.parametrize(
    "typed",
    [
        "immigration", "IMMIGRATIONS", "l’immigration", "d'immigration", "immigr", "formatio",
        "formation immigration", "101", "« Immigration 101 »", "de la formation",
    ],
)  # fmt: skip
def test_words_are_found_whatever_their_form(typed: str) -> None:
    assert "Formation « Immigration 101 »" in said(typed)


@pytest.mark.usefixtures("seed")
def test_every_word_must_match() -> None:
    assert said("nord du quebec") == {"Présentations sur le Nord-du-Québec"}
    assert said("Nord-du-Québec") == said("quebec présentation") == said("nord du quebec")
    assert said("immigration diagnostic") == {
        "Réalisation du Diagnostic territorial en immigration"
    }
    assert said("nord immigration") == said("introuvable") == set()
    assert len(said("sur")) == 2  # a word that means nothing alone is looked for as it is


@pytest.mark.parametrize("typed", ["' & | ! ( ) :*", "\\", "a:*b", "%s", "²½", "ᐄᔨᔫ", "--", "null"])
@pytest.mark.django_db
def test_no_word_breaks_the_query(typed: str) -> None:
    make_activity(title="Rencontre à ᐄᔨᔫ")
    assert TimelineEntry.objects.saying(typed).count() == (typed == "ᐄᔨᔫ")


def test_words_come_from_what_the_entry_shows(circles: Circles) -> None:
    make_activity(title="Titre", place="Chibougamau", description="Immersion\n\nculturelle")
    make_change(circles.agreement, reason="Par les deux parties")
    meeting = make_meeting(circles.committee, title="Séance", place="Chapais")
    AgendaItem.objects.create(meeting=meeting, position=1, title="Discrétion", notes="Secret")
    assert said("immersion chibougamau") == {"Titre"}
    assert said("chapais") == {"Séance"}
    assert said("signature deux parties") == {circles.agreement.title}
    assert said("discrétion") == said("secret") == set()
    summaries = {entry.title: entry.summary for entry in TimelineEntry.objects.all()}
    assert summaries == {
        "Titre": "Chibougamau · Immersion culturelle",
        "Séance": "Chapais",
        circles.agreement.title: "Par les deux parties",
    }


@pytest.mark.parametrize(
    ("kind", "status", "headline"),
    [
        ("administrative", "signed", "Signature de l’entente administrative «\xa0Titre\xa0»"),
        ("protocol", "in_force", "Mise en vigueur du protocole d’entente «\xa0Titre\xa0»"),
        ("amendment", "suspended", "Suspension de l’avenant «\xa0Titre\xa0»"),
        (
            "specific",
            "completed",
            "Fin de l’entente spécifique «\xa0Titre\xa0»\xa0: mandat réalisé",
        ),
        (
            "funding",
            "completed_partially",
            "Fin de la convention d’aide financière «\xa0Titre\xa0»\xa0: "
            "mandat partiellement réalisé",
        ),
        ("sectoral", "terminated", "Résiliation de l’entente sectorielle «\xa0Titre\xa0»"),
        ("sectoral", "replaced", "Remplacement de l’entente sectorielle «\xa0Titre\xa0»"),
    ],
)
@pytest.mark.django_db
def test_a_change_of_state_is_told_as_an_event(kind: str, status: str, headline: str) -> None:
    agreement = make_agreement(title="Titre", kind=kind)
    make_change(agreement, status=status)
    entry = TimelineEntry.objects.get()
    assert entry.headline == headline
    assert entry.get_absolute_url() == reverse("agreement_detail", args=[agreement.pk])


def test_only_changes_that_matter_to_a_reader_are_told(circles: Circles) -> None:
    for status in Agreement.Status:
        make_change(circles.agreement, status=status)
    told = set(TimelineEntry.objects.values_list("status", flat=True))
    assert told == set(HEADLINES) == set(Agreement.Status) - {
        "in_preparation", "in_negotiation", "awaiting_signature", "closing"
    }  # fmt: skip


@pytest.mark.django_db
def test_an_activity_is_told_by_its_kind() -> None:
    for kind in Activity.Kind:
        make_activity(kind=kind)
    entries = TimelineEntry.objects.all()
    assert {entry.kind_label for entry in entries} == set(Activity.Kind.labels)
    assert {entry.look for entry in entries} == {"activity", "talk"}
    assert all(
        entry.get_absolute_url() == reverse("activity_detail", args=[entry.source_id])
        for entry in entries
    )
    assert set(KINDS) == {*Activity.Kind.values, "meeting", "agreement"}


def test_a_meeting_says_when_it_was_put_off_or_is_a_draft(circles: Circles) -> None:
    told = {}
    for status in Meeting.Status:
        meeting = make_meeting(
            circles.committee, "2199-05-29", status=status, status_reason="Tempête"
        )
        entry = TimelineEntry.objects.get(key=f"meeting-{meeting.pk}")
        told[status] = (entry.told_state, entry.is_to_come, entry.visibility)
    assert told == {
        "draft": ("Brouillon", True, "coordination"),
        "convened": ("", True, "partners"),
        "in_progress": ("", True, "partners"),
        "held": ("", True, "partners"),
        "closed": ("", True, "partners"),
        "cancelled": ("Annulée", False, "partners"),
        "postponed": ("Reportée", False, "partners"),
    }


def test_a_year_that_no_period_can_hold_is_left_out(circles: Circles) -> None:
    meeting = make_meeting(circles.committee, "2999-05-29")
    assert not TimelineEntry.objects.exists()
    meeting.date = date(2014, 5, 29)
    meeting.save()
    assert titles() == [meeting.title]


def test_changes_of_the_same_date_keep_the_order_in_which_they_were_recorded(
    circles: Circles,
) -> None:
    changes = [make_change(circles.agreement) for _ in range(12)]
    recorded = [change.pk for change in changes]
    entries = TimelineEntry.objects
    assert [entry.source_id for entry in entries.in_order(oldest_first=True)] == recorded
    assert [entry.source_id for entry in entries.in_order()] == recorded[::-1]


@pytest.mark.parametrize("oldest_first", [True, False])
def test_pages_follow_each_other_whatever_is_added_or_deleted(
    circles: Circles, oldest_first: bool
) -> None:
    activities = [
        make_activity(edtf, agreement=circles.agreement)
        for edtf in ["2014", "2014-01", "2014-05-22", "2014-05-22", "2015-02", "2016"]
        for _ in range(10)
    ]
    entries = TimelineEntry.objects.all()
    everything = [entry.key for entry in entries.in_order(oldest_first=oldest_first)]
    page = Page.read(entries, after=None, oldest_first=oldest_first)
    shown = [entry.key for entry in page.entries]
    assert len(shown) == 25
    first = page.entries[0].starts_on.isoformat()
    make_activity(first)
    Activity.objects.filter(pk=page.end.source_id).delete()
    assert Cursor.parse(str(page.end)) == page.end
    while page.end:
        page = Page.read(entries, after=page.end, oldest_first=oldest_first)
        shown += [entry.key for entry in page.entries]
    assert shown == everything
    assert len(shown) == len(activities)


@pytest.mark.django_db
def test_tally_is_exact_to_a_thousand() -> None:
    committee = make_activity("2013-10").committee
    Activity.objects.bulk_create(
        Activity(committee=committee, title="A", kind="other", period=Period.from_edtf("2014"))
        for _ in range(999)
    )
    assert TimelineEntry.objects.tally() == {
        "count": 1000, "first": date(2013, 10, 1), "last": date(2014, 12, 31)
    }  # fmt: skip
    make_activity("2015/..")
    assert TimelineEntry.objects.tally()["count"] == 1001
    make_activity()
    assert TimelineEntry.objects.tally()["count"] == 1001


def test_an_organisation_is_tied_as_far_as_one_may_know(circles: Circles) -> None:
    """Who attended is read with the minutes: by nobody, then the partners, then everybody."""
    mandate = make_mandate(circles.committee)
    meeting = make_meeting(circles.committee, visibility=Visibility.PUBLIC)
    make_attendance(meeting, mandate)
    organization = mandate.membership.organization

    def knowing() -> set[str]:
        return {
            name
            for name, user in circles.viewers.items()
            if TimelineEntry.objects.visible_to(user).involving(organization, user).exists()
        }

    staff = {"coordination", "administration"}
    assert knowing() == staff
    minutes = Minutes.objects.create(meeting=meeting)
    assert knowing() == staff
    minutes.state = Minutes.State.PROPOSED
    minutes.save()
    assert knowing() == staff | {"partner"}
    Minutes.objects.update(state="adopted", adopted_on="2014-10-09")
    assert knowing() == staff | {"partner"}
    author = circles.coordination
    Minutes.objects.update(
        visibility="public", published_at="2014-10-10T12:00-04:00", published_by=author
    )
    assert knowing() == set(circles.viewers)
    Meeting.objects.update(visibility="partners")
    assert knowing() == staff | {"partner"}


def test_closed_points_tie_a_meeting_to_no_objective(circles: Circles) -> None:
    meeting = make_meeting(circles.committee, visibility=Visibility.PUBLIC)
    closed, under_closed, open_one = (make_objective(circles.agreement) for _ in range(3))
    parent = AgendaItem.objects.create(
        meeting=meeting, position=1, title="A", is_closed_session=True, objective=closed
    )
    AgendaItem.objects.create(
        meeting=meeting, parent=parent, position=1, title="B", objective=under_closed
    )
    AgendaItem.objects.create(meeting=meeting, position=2, title="C", objective=open_one)
    for user in circles.viewers.values():
        entries = TimelineEntry.objects.visible_to(user)
        found = [
            entries.serving(objective, user).count()
            for objective in (closed, under_closed, open_one)
        ]
        assert found == [0, 0, 1]


def test_an_objective_of_a_hidden_agreement_is_not_named(circles: Circles) -> None:
    hidden = make_objective(circles.other_agreement)
    activity = make_activity(agreement=circles.other_agreement, visibility=Visibility.PUBLIC)
    activity.objective_links.create(objective=hidden)
    named = {
        name: [o["id"] for o in TimelineEntry.objects.for_lines(user).get().objectives]
        for name, user in circles.viewers.items()
    }
    told = {"stranger", "party", "coordination", "administration"}
    assert named == {name: [hidden.pk] if name in told else [] for name in circles.viewers}


def test_parties_tie_an_organisation_to_what_became_of_an_agreement(circles: Circles) -> None:
    make_change(circles.other_agreement)
    involving = TimelineEntry.objects.involving(circles.party, circles.coordination)
    assert [entry.title for entry in involving] == [circles.other_agreement.title]
    Party.objects.all().delete()
    assert not involving.all().exists()


def test_the_timeline_prevents_no_deletion(circles: Circles) -> None:
    activity = make_activity(agreement=circles.agreement, committee=circles.committee)
    objective, organization = make_objective(circles.agreement), make_organization()
    activity.objective_links.create(objective=objective)
    activity.organization_links.create(organization=organization)
    for thing in (activity, objective, organization, circles.agreement):
        thing.delete()
    connection.check_constraints()
    assert not TimelineEntry.objects.exists()
