"""What each reader finds on the pages of meetings: nothing of what is not theirs to read."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.documents import store_document
from meetings.models import Attendance, Comment, Meeting, MeetingDocument, Reply
from members.models import Committee, PersonContact
from tests.agreements.factories import make_agreement, make_objective
from tests.meetings.factories import (
    COORDINATION,
    DAY,
    PDF,
    PUBLIC,
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    publish,
)

pytestmark = pytest.mark.django_db
LIST = reverse("meeting_list")
EVERYBODY = {"coordination", "administration", "partner", "outsider", "anonymous"}
CIRCLE = {"coordination", "administration", "partner"}
STAFF = {"coordination", "administration"}


def as_reader(client: Client, table: Table, name: str) -> Client:
    client.logout()
    if name != "anonymous":
        client.force_login(table.readers[name])
    return client


def body(client: Client, url: str) -> str:
    response = client.get(url)
    return response.content.decode() if response.status_code == 200 else ""


def readers_of(client: Client, table: Table, url: str, *words: str) -> list[set[str]]:
    """Of each word, who finds it on the page."""
    pages = {name: body(as_reader(client, table, name), url) for name in table.readers}
    return [{name for name, page in pages.items() if word in page} for word in words]


def opens(client: Client, url: str) -> bool:
    response = client.get(url)
    return response.status_code == 200 and b"".join(response) == PDF


def full_meeting(table: Table, **fields: Any) -> Meeting:
    """A public meeting in which every part holds a word of its own."""
    hidden = make_agreement("canari-entente", committee=table.committee)
    meeting = make_meeting(
        table.committee,
        title="canari-titre",
        place="canari-lieu",
        link="https://canari-lien.test/",
        visibility=PUBLIC,
        agreement=hidden,
        public_count=11,
        **fields,
    )
    item = make_point(
        meeting,
        title="canari-point",
        notes="<p>canari-notes</p>",
        presenter=table.audet.person,
        objective=make_objective(hidden, text="canari-objectif"),
    )
    make_decision(item, text="canari-décision")
    make_follow_up(item, table.roy.person, text="canari-suivi", note="canari-note-de-suivi")
    closed = make_point(meeting, title="canari-huis", is_closed_session=True)
    make_decision(closed, text="canari-huis-décision")
    make_follow_up(closed, table.partner.person, text="canari-huis-suivi")
    make_point(meeting, parent=closed, title="canari-huis-sous", notes="<p>canari-huis-note</p>")
    attend(meeting, table.roy)
    Attendance.objects.create(meeting=meeting, guest_name="canari-invité")
    PersonContact.objects.create(person=table.roy.person, email="canari@exemple.test")
    return meeting


OF_THE_MINUTES = [
    "canari-notes",
    "canari-décision",
    "canari-suivi<",
    "canari-invité",
    "Public : 11",
]


@pytest.mark.parametrize(
    ("state", "is_public", "readers"),
    [
        ("draft", False, STAFF),
        ("proposed", False, CIRCLE),
        ("adopted", False, CIRCLE),
        ("adopted", True, EVERYBODY),
    ],
)
def test_parts_of_the_minutes_are_read_with_them(
    client: Client, table: Table, state: str, is_public: bool, readers: set[str]
) -> None:
    meeting = full_meeting(table)
    minutes = make_minutes(meeting, state)
    if is_public:
        publish(minutes, table.coordination)
    url = meeting.get_absolute_url()
    found = readers_of(client, table, url, *OF_THE_MINUTES)
    assert found == [readers] * len(OF_THE_MINUTES)


def test_the_public_reads_the_fiche_and_the_open_titles(client: Client, table: Table) -> None:
    meeting = full_meeting(table)
    make_minutes(meeting)
    url = meeting.get_absolute_url()
    expected = {
        "canari-titre": EVERYBODY,
        "canari-lieu": EVERYBODY,
        "jeudi 12\N{NO-BREAK SPACE}mars\N{NO-BREAK SPACE}2026": EVERYBODY,
        "canari-point": EVERYBODY,
        "canari-lien": CIRCLE,
        "canari-entente": CIRCLE,
        "Objectif 1": CIRCLE,
        "présenté par": CIRCLE,
        "canari-note-de-suivi": STAFF,
        "canari-huis": STAFF,
        "canari@exemple.test": set(),
    }
    position = meeting.agenda_items.first().objective.position
    expected[f"Objectif {position}"] = expected.pop("Objectif 1")
    found = readers_of(client, table, url, *expected)
    assert dict(zip(expected, found, strict=True)) == expected


def test_closed_sessions_stay_closed_once_published(client: Client, table: Table) -> None:
    meeting = full_meeting(table)
    publish(make_minutes(meeting, "adopted"), table.coordination)
    url = meeting.get_absolute_url()
    assert readers_of(client, table, url, "canari-huis") == [STAFF]
    follow_ups = reverse("followup_list")
    assert readers_of(client, table, follow_ups, "canari-huis") == [STAFF]
    assert readers_of(client, table, LIST, "canari-huis") == [set()]


def test_what_one_may_not_see_is_not_there(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, title="canari-titre", visibility=COORDINATION)
    make_follow_up(make_point(meeting), table.partner.person, text="canari-suivi")
    assert readers_of(client, table, LIST, "canari-titre") == [STAFF]
    assert readers_of(client, table, reverse("followup_list"), "canari-suivi") == [STAFF]
    url = meeting.get_absolute_url()
    for name, status in (("partner", 404), ("outsider", 404), ("anonymous", 302)):
        assert as_reader(client, table, name).get(url).status_code == status
    missing = as_reader(client, table, "anonymous").get(reverse("meeting_detail", args=[999999]))
    assert missing.url == f"/compte/connexion/?next={reverse('meeting_detail', args=[999999])}"


def test_filters_offer_only_what_one_may_see(client: Client, table: Table) -> None:
    make_meeting(table.committee, visibility=PUBLIC, agreement=make_agreement("canari-entente"))
    other = Table("canari-instance", "AUTRE")
    make_meeting(other.committee, date=DAY.replace(year=2011), visibility=COORDINATION)
    words = ("canari-entente", "canari-instance", "2011", "Brouillon")
    assert readers_of(client, table, LIST, *words) == [STAFF] * 4
    assert readers_of(client, table, LIST, "Table de concertation</option>") == [EVERYBODY]
    follow_ups = reverse("followup_list")
    make_follow_up(
        make_point(make_meeting(other.committee, title="canari-rencontre")), other.roy.person
    )
    assert readers_of(client, table, follow_ups, "canari-rencontre") == [STAFF]


def test_filters_filter(client: Client, table: Table) -> None:
    kept = make_meeting(table.committee, title="gardée", agreement=make_agreement())
    make_meeting(Table("Autre", "AUTRE").committee, title="écartée", date=DAY.replace(year=2020))
    client.force_login(table.coordination)
    for query in (
        {"instance": table.committee.pk},
        {"entente": kept.agreement_id},
        {"annee": 2026},
        {"instance": table.committee.pk, "annee": 2026, "etat": "held"},
    ):
        page = client.get(LIST, query).context["page"]
        assert [meeting.title for meeting in page] == ["gardée"]
    assert not client.get(LIST, {"etat": "cancelled"}).context["page"].object_list
    assert client.get(LIST, {"annee": "\x00", "etat": "nimporte"}).status_code == 200


def test_an_empty_list_is_filtered_only_where_one_asked(client: Client, table: Table) -> None:
    client.force_login(table.coordination)
    for name, filtered in (("meeting_list", "etat=held"), ("followup_list", "etat=done")):
        for query, is_filtered in ((filtered, True), ("page=2", False), ("etat=nimporte", False)):
            page = client.get(f"{reverse(name)}?{query}")
            assert (name, query, page.context["is_filtered"]) == (name, query, is_filtered)
            assert ("ne répond à ces filtres" in page.content.decode()) == is_filtered


def test_filters_offer_their_choices_in_order(client: Client, table: Table) -> None:
    for name in ("Zoé", "Émond", "Audet"):
        Table(name, name[:3].upper() + "X")
    agreement = make_agreement()
    for position in (10, 2, 1):
        objective = make_objective(agreement, position=position, text="Objectif")
        meeting = make_meeting(
            Table(f"émule {position}", f"E{position}").committee,
            date=DAY + timedelta(days=position),
            title=f"Rencontre {position}",
        )
        make_follow_up(make_point(meeting, objective=objective), table.roy.person)
    for committee in Committee.objects.all():
        make_meeting(committee, date=DAY - timedelta(days=400))
    client.force_login(table.coordination)
    filters = client.get(LIST).context["filter_form"]
    assert [label for _, label in filters.fields["instance"].choices] == [
        "Toutes",
        "Audet",
        "Émond",
        "émule 1",
        "émule 10",
        "émule 2",
        "Table de concertation",
        "Zoé",
    ]
    assert [label for _, label in filters.fields["annee"].choices] == ["Toutes", "2026", "2025"]
    filters = client.get(reverse("followup_list")).context["filter_form"]
    objectives = ["Tous", "1. Objectif", "2. Objectif", "10. Objectif"]
    assert [label for _, label in filters.fields["objectif"].choices] == objectives
    assert [label for _, label in filters.fields["rencontre"].choices] == [
        "Toutes",
        "Rencontre 10",
        "Rencontre 2",
        "Rencontre 1",
    ]


def test_what_comes_stands_first_then_the_newest(client: Client, table: Table) -> None:
    today = timezone.localdate()
    for title, days, status in (
        ("ancienne", -400, "held"),
        ("récente", -2, "held"),
        ("plus tard", 40, "convened"),
        ("bientôt", 3, "convened"),
        ("annulée", 5, "cancelled"),
    ):
        make_meeting(
            table.committee,
            title=title,
            date=today + timedelta(days=days),
            status=status,
            status_reason="motif" if status == "cancelled" else "",
        )
    client.force_login(table.coordination)
    page = client.get(LIST).context["page"]
    assert [meeting.title for meeting in page] == [
        "bientôt",
        "plus tard",
        "annulée",
        "récente",
        "ancienne",
    ]
    assert [meeting.section for meeting in page][:2] == ["À venir", "À venir"]


def test_both_meetings_tell_of_the_adoption(client: Client, table: Table) -> None:
    first = make_meeting(table.committee, visibility=PUBLIC)
    second = make_meeting(table.committee, date=DAY + timedelta(days=30), visibility=PUBLIC)
    decision = make_decision(make_point(second), number="TCJI-2")
    publish(make_minutes(first, "adopted", adopted_by=decision), table.coordination)
    minutes = make_minutes(second)
    from_first = f'href="{decision.get_absolute_url()}"'
    from_second = f'href="{first.get_absolute_url()}"'
    assert readers_of(client, table, first.get_absolute_url(), from_first) == [STAFF]
    assert readers_of(client, table, second.get_absolute_url(), from_second) == [STAFF]
    minutes.state, minutes.adopted_on = "adopted", DAY
    publish(minutes, table.coordination)
    assert readers_of(client, table, first.get_absolute_url(), from_first) == [EVERYBODY]
    assert readers_of(client, table, second.get_absolute_url(), from_second) == [EVERYBODY]


def test_comments_are_their_author_s_and_the_coordination_s(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    minutes = make_minutes(meeting, "proposed")
    point = make_point(meeting)
    for author, text in ((table.partner, "canari-mien"), (table.coordination, "canari-autre")):
        Comment.objects.create(minutes=minutes, author=author, text=text, agenda_item=point)
    url = meeting.get_absolute_url()
    assert readers_of(client, table, url, "canari-mien") == [CIRCLE]
    assert readers_of(client, table, url, "canari-autre") == [STAFF]


def test_answers_are_told_to_the_staff_and_to_oneself(client: Client, table: Table) -> None:
    meeting = make_meeting(
        table.committee, status="convened", date=timezone.localdate() + timedelta(days=2)
    )
    for mandate, note in ((table.boivin, "canari-mien"), (table.roy, "canari-autre")):
        Reply.objects.create(
            meeting=meeting, representative=mandate, answer="substitute", substitute=note
        )
    url = meeting.get_absolute_url()
    assert readers_of(client, table, url, "canari-mien") == [CIRCLE]
    assert readers_of(client, table, url, "canari-autre") == [STAFF]


def test_documents_are_listed_for_those_who_may_open_them(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, visibility=PUBLIC)
    for level in ("public", "partners", "coordination"):
        document = store_document(
            by=None, file=ContentFile(PDF), title=f"canari-{level}", visibility=level
        )
        MeetingDocument.objects.create(meeting=meeting, document=document)
        url = document.get_absolute_url()
        opened = {name for name in table.readers if opens(as_reader(client, table, name), url)}
        listed = readers_of(client, table, meeting.get_absolute_url(), f"canari-{level}")
        assert listed == [opened]
        assert (
            opened
            == {
                "public": EVERYBODY,
                # Whoever is signed in and sees the meeting: its owner is public.
                "partners": EVERYBODY - {"anonymous"},
                "coordination": STAFF,
            }[level]
        )


def test_the_history_is_for_those_who_read_everything(client: Client, table: Table) -> None:
    meeting = full_meeting(table)
    make_minutes(meeting)
    client.force_login(table.coordination)
    meeting.title = "canari-nouveau-titre"
    meeting.save()
    url = reverse("meeting_history", args=[meeting.pk])
    assert readers_of(client, table, url, "canari-nouveau-titre") == [STAFF]
    assert readers_of(client, table, url, "canari-huis-décision") == [STAFF]
    for name, status in (("partner", 403), ("outsider", 403), ("anonymous", 302)):
        assert as_reader(client, table, name).get(url).status_code == status
    text = body(as_reader(client, table, "administration"), url)
    assert "<del>canari-titre</del>" in text
    assert "<ins>canari-nouveau-titre</ins>" in text


def test_fiction_says_so(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, is_demonstration=True, visibility=PUBLIC)
    for url in (LIST, meeting.get_absolute_url()):
        assert "données de démonstration</span>" in body(client, url)


def test_markup_in_notes_is_harmless(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "proposed")
    make_point(meeting, title="<b>gras</b>", notes="<p onclick=x>a<script>b</script></p>")
    client.force_login(table.partner)
    text = body(client, meeting.get_absolute_url())
    assert "<p>a</p>" in text
    assert "&lt;b&gt;gras" in text
