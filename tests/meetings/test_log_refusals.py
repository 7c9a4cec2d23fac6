"""What is refused of a meeting that is recorded: told beside the field, nothing stored or lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from arbj_portal.core.documents import LARGEST_FILE
from meetings.forms.log import MeetingLog
from meetings.models import Attendance, Meeting
from tests.meetings.factories import Table, make_meeting, pdf
from tests.meetings.log_page import LOG, assert_refused, key, page, resolution, seat
from tests.meetings.pages import errors

pytestmark = pytest.mark.django_db
MEGABYTE = "a" * 1_000_000
TOMORROW = (timezone.localdate() + timedelta(days=1)).isoformat()
CLEAN = "Ce texte contient des caractères qui ne s’écrivent pas."


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"committee": ""}, "Instance · Ce champ est obligatoire."),
        ({"date": ""}, "Date · Ce champ est obligatoire."),
        ({"date": "0000-03-12"}, "Date · Saisissez une date valide."),
        ({"date": "10000-03-12"}, "Date · Saisissez une date valide."),
        ({"date": "0001-03-12"}, "Date · L’année va de 1900 à 2200."),
        (
            {"date": TOMORROW},
            "Date · Cette date est à venir : une rencontre qui n’a pas eu lieu se planifie.",
        ),
        (
            {"starts_at": "16:00", "ends_at": "13:30"},
            "Fin · La fin vient après le début.",
        ),
        ({"ends_at": "16:00"}, "Début · Donnez aussi l’heure du début."),
        (
            {"title": MEGABYTE},
            "Titre · Assurez-vous que cette valeur comporte au plus 200 caractères "
            "(actuellement 1000000).",
        ),
        ({"title": "a\x01b"}, f"Titre · {CLEAN}"),
        ({"title": "a\x00b"}, "Titre · Le caractère nul n’est pas autorisé."),
        ({"link": "javascript:alert(1)"}, "Lien de la visioconférence · Saisissez une URL valide."),
        (
            {"public_count": "-1"},
            "Personnes du public · Assurez-vous que cette valeur est supérieure ou égale à 0.",
        ),
        (
            {"points-1-notes": "sans titre"},
            "Point 2, Titre · Donnez un titre au point.",
        ),
        (
            {"points-0-decisions-0-text": "D’agir."},
            "Point 1, Titre · Donnez un titre au point.",
        ),
        (
            {"points-0-title": "Point", "points-0-notes": MEGABYTE},
            "Point 1, Notes · Assurez-vous que cette valeur comporte au plus 60000 caractères "
            "(actuellement 1000000).",
        ),
        (
            {"points-0-title": "Point", "points-0-is_sub_point": "on"},
            "Point 1, Sous-point du point qui précède · "
            "Le premier point ne peut pas être un sous-point.",
        ),
        (
            {"points-0-title": "Point", "points-0-suivis-0-text": "Écrire"},
            "Point 1, suivi 1, Qui · Dites qui en répond : une personne ou un organisme.",
        ),
        (
            {"points-0-title": "Point", "points-0-suivis-0-due_on": "2026-05-01"},
            "Point 1, suivi 1, Quoi · Dites ce qui est à faire.\n"
            "Point 1, suivi 1, Qui · Dites qui en répond : une personne ou un organisme.",
        ),
        (
            {"invites-1-organization": "Cégep"},
            "Autre présence 2, Prénom et nom · Donnez le nom de la personne.",
        ),
        (
            {"points-TOTAL_FORMS": ""},
            "Cette partie de la page est arrivée incomplète : rechargez la page, puis recommencez.",
        ),
        (
            {"adopted_on": "2026-04-15"},
            "Fichier · Joignez le fichier qui a été adopté à cette date.",
        ),
    ],
)
def test_what_is_refused(client: Client, table: Table, changes: dict[str, Any], line: str) -> None:
    data = page(client, table) | changes
    response = client.post(LOG, data)
    assert errors(response) == line.splitlines()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"seconded_by": ""},
            "Appuyée par · Dites qui appuie la résolution.",
        ),
        ({"moved_by": ""}, "Proposée par · Dites qui propose la résolution."),
        (
            {"kind": "consensus", "seconded_by": ""},
            "Proposée par · Un consensus n’est ni proposé ni appuyé.",
        ),
        (
            {"kind": "consensus", "moved_by": "", "seconded_by": "", "outcome": "rejected"},
            "Résultat · Un vote suppose une résolution, proposée et appuyée.",
        ),
        (
            {"outcome": "majority", "votes_for": "5"},
            "Contre · À la majorité, donnez le nombre de voix contre.",
        ),
        (
            {"outcome": "majority", "votes_for": "2", "votes_against": "2"},
            "Pour · À la majorité, il y a plus de voix pour que contre.",
        ),
        ({"text": ""}, "Texte de la décision · Donnez le texte de la décision."),
    ],
)
def test_what_is_refused_of_a_decision(
    client: Client, table: Table, changes: dict[str, Any], line: str
) -> None:
    data = page(client, table, **resolution(table, **changes))
    assert_refused(client, data, f"Point 1, décision 1, {line}")


def test_mover_and_seconder_are_two_people_who_were_there(client: Client, table: Table) -> None:
    boivin, audet = key(table, "boivin"), key(table, "audet")
    where = "Point 1, décision 1"
    moved = "Cette personne n’est pas parmi les présences de cette rencontre."
    data = page(client, table, **resolution(table, moved_by=boivin))
    assert_refused(client, data, f"{where}, Proposée par · {moved}")
    absent = {f"{seat(table, 'boivin')}-status": "absent"}
    assert_refused(client, data | absent, f"{where}, Proposée par · {moved}")
    data = page(client, table, **resolution(table, seconded_by=audet))
    assert_refused(client, data, f"{where}, Appuyée par · Une autre personne appuie la décision.")


def test_a_number_serves_once(client: Client, table: Table) -> None:
    make_meeting(table.committee, number=4)
    data = page(client, table, number="4")
    assert_refused(client, data, "Une rencontre de l’instance porte déjà ce numéro.")
    assert client.post(LOG, data | {"number": "3"}).status_code == 302
    assert Meeting.objects.latest("pk").number == 3


def test_nobody_is_there_twice(client: Client, table: Table) -> None:
    guests = {
        "invites-0-name": "Lou Tremblay",
        "invites-1-name": "lou tremblay",
        "invites-0-organization": "Cégep",
        "invites-1-organization": "cégep",
    }
    assert_refused(
        client,
        page(client, table, **guests),
        "Autre présence 2, Prénom et nom · Cette personne figure déjà parmi les autres présences.",
    )
    second = table.seat("Autre", "Cégep")
    second.person = table.roy.person
    second.save()
    both = {
        f"{seat(table, 'roy')}-status": "present",
        f"presence-r{second.pk}-status": "present",
    }
    data = page(client, table, **both)
    assert_refused(client, data, "Dominique Roy · Cette personne figure déjà parmi les présences.")


def test_a_guest_may_bear_the_name_of_a_representative(client: Client, table: Table) -> None:
    data = page(
        client,
        table,
        **{f"{seat(table, 'roy')}-status": "present", "invites-0-name": "Dominique Roy"},
    )
    assert client.post(LOG, data).status_code == 302
    assert Attendance.objects.count() == 2


def test_times_suppose_a_presence(client: Client, table: Table) -> None:
    roy = seat(table, "roy")
    assert_refused(
        client,
        page(client, table, **{f"{roy}-status": "absent", f"{roy}-arrived_at": "14:00"}),
        "Arrivée à · Cette heure suppose la présence de la personne.",
    )
    times = {f"{roy}-arrived_at": "15:00", f"{roy}-left_at": "14:00"}
    assert_refused(
        client,
        page(client, table, **times, **{f"{roy}-status": "present"}),
        "Départ à · Le départ vient après l’arrivée.",
    )
    assert_refused(
        client,
        page(
            client, table, **{f"{roy}-status": "present", f"{roy}-replaced_by": key(table, "audet")}
        ),
        "Remplacement par · Seule une personne absente est remplacée.",
    )
    assert_refused(
        client,
        page(
            client, table, **{f"{roy}-status": "absent", f"{roy}-replaced_by": key(table, "audet")}
        ),
        "Remplacement par · Cette personne n’est pas parmi les présences de cette rencontre.",
    )


@pytest.mark.parametrize(
    ("file", "adopted_on", "line"),
    [
        (
            SimpleUploadedFile("pv.pdf", b"MZ\x90 not a PDF"),
            "",
            "Fichier · Ce type de fichier n’est pas accepté. Types acceptés : PDF, Word (.docx).",
        ),
        (
            SimpleUploadedFile("pv.pdf", b"%PDF-1.4" + b"0" * LARGEST_FILE),
            "",
            "Fichier · Le fichier dépasse 20 Mo : réduisez-le avant de le joindre.",
        ),
        (pdf(), "2026-03-11", "Adopté le · L’adoption ne peut pas précéder la rencontre."),
        (pdf(), TOMORROW, "Adopté le · L’adoption ne peut pas être à venir."),
    ],
    ids=["type", "size", "before", "future"],
)
def test_what_is_refused_of_a_file(
    client: Client, table: Table, file: SimpleUploadedFile, adopted_on: str, line: str
) -> None:
    file.seek(0)
    data = page(client, table, minutes_file=file, adopted_on=adopted_on)
    assert_refused(client, data, line)


def test_lone_surrogates_are_refused_wherever_they_come_from(table: Table) -> None:
    """No browser sends them; another reader of forms might."""
    data = QueryDict(mutable=True)
    data.update({"points-TOTAL_FORMS": "1", "points-INITIAL_FORMS": "0"})
    data.update({"invites-TOTAL_FORMS": "1", "invites-INITIAL_FORMS": "0"})
    data.update({"title": "a\ud800", "invites-0-name": "\udfff", "points-0-title": "\ud800b"})
    log = MeetingLog(data=data)
    assert not log.is_valid()
    assert log.facts.errors["title"] == [CLEAN]
    assert log.guests.errors[0]["name"] == [CLEAN]
    assert log.points.errors[0]["title"] == [CLEAN]
