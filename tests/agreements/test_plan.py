"""The plan d'action: its page, its actions one by one."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.actions.plan import add_action, change_action
from agreements.models import Action, Agreement, Objective
from arbj_portal.core.actions import StaleFormError
from members.models import Committee, User
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_action, make_agreement, make_objective, period
from tests.agreements.pages import filled, part_of, text_of
from tests.members.factories import make_organization, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(committee: Committee) -> Agreement:
    return make_agreement("Mobilisation", visibility="public", committee=committee)


@pytest.fixture
def objective(agreement: Agreement) -> Objective:
    return make_objective(agreement, position=2, text="assurer la concertation")


FIELDS = {
    "text": "Écrire aux employeurs",
    "number": None,
    "organization": None,
    "person": None,
    "partners": "",
    "period": None,
    "means": "",
    "indicator": "",
    "status": "to_do",
    "progress": "",
}


@time_machine.travel("2026-11-26 12:00:00-05:00")
@pytest.mark.parametrize(
    ("when", "status", "is_late"),
    [
        ("2026-10", "to_do", True),
        ("2026-11-25", "in_progress", True),
        ("2026-11-26", "to_do", False),
        ("2026-11", "to_do", False),
        ("2026-01/..", "to_do", False),
        ("2026-10", "done", False),
        ("2026-10", "abandoned", False),
        (None, "to_do", False),
    ],
)
def test_an_action_is_late_once_its_last_day_is_over(
    when: str | None, status: str, is_late: bool
) -> None:
    planned = make_action(period=when and period(when), status=status, progress="Sans budget.")
    assert planned.is_late is is_late
    assert list(Action.objects.late()) == [planned] * is_late


@time_machine.travel("2026-11-26 12:00:00-05:00")
def test_the_tally_counts_under_each_state(objective: Objective) -> None:
    for status, when in (("to_do", "2026-10"), ("to_do", "2027"), ("done", "2026-10")):
        make_action(objective, status=status, period=period(when))
    make_action(make_objective(make_agreement()))
    assert Action.objects.of_agreement(objective.agreement).tally() == {
        "total": 3,
        "late": 1,
        "to_do": 2,
        "in_progress": 0,
        "done": 1,
        "postponed": 0,
        "abandoned": 0,
    }


def test_an_action_is_added_after_the_last_of_its_objective(
    objective: Objective, administration: User
) -> None:
    make_action(objective, number=4)
    client = client_of(administration)
    address = reverse("action_create", args=[objective.pk])
    organization, person = make_organization(), make_person()
    typed = filled(
        client.get(address),
        "text",
        text="Écrire aux employeurs",
        organization=organization.pk,
        person=person.pk,
        partners="Les chambres de commerce",
        period="avril à juin 2027",
        means="Un gabarit de lettre",
        indicator="20 lettres",
    )
    answer = client.post(address, typed)
    added = Action.objects.get(number=5)
    assert answer.url == f"{objective.plan_url}#action-{added.pk}"
    assert (added.objective, added.organization, added.person) == (objective, organization, person)
    assert (added.period, added.status) == (period("2027-04/2027-06"), "to_do")
    assert client.post(address, typed).url == objective.plan_url
    assert objective.actions.count() == 2


def test_a_number_that_is_taken_is_refused_beside_what_was_typed(
    objective: Objective, administration: User
) -> None:
    taken = make_action(objective)
    client = client_of(administration)
    address = reverse("action_create", args=[objective.pk])
    typed = filled(client.get(address), "text", text="Autre", number=taken.number)
    answer = client.post(address, typed)
    assert "Une autre action de cet objectif porte déjà ce numéro." in text_of(answer)
    assert filled(answer, "text")["text"] == ["Autre"]
    assert list(objective.actions.all()) == [taken]


def test_a_plan_has_its_limit(objective: Objective, administration: User) -> None:
    Action.objects.bulk_create(
        Action(objective=objective, number=number, text="Une action") for number in range(1, 1000)
    )
    other = make_objective(objective.agreement)
    add_action(by=administration, objective=other, fields=FIELDS)
    with pytest.raises(ValidationError) as refused:
        add_action(by=administration, objective=other, fields=FIELDS)
    assert refused.value.messages == ["Un plan d’action compte 1\xa0000 actions au plus."]


@pytest.mark.parametrize("status", ["postponed", "abandoned"])
def test_what_is_given_up_says_why(status: str, objective: Objective, coordination: User) -> None:
    planned = make_action(objective)
    client = client_of(coordination)
    address = reverse("action_edit", args=[planned.pk])
    answer = client.post(address, filled(client.get(address), "version", status=status))
    assert "Dites pourquoi l’action est reportée ou abandonnée." in text_of(answer)
    client.post(address, filled(answer, "version", status=status, progress="Sans budget."))
    planned.refresh_from_db()
    assert (planned.status, planned.progress, planned.version) == (status, "Sans budget.", 2)


def test_the_coordination_says_how_it_goes_and_nothing_else(
    objective: Objective, coordination: User, administration: User
) -> None:
    planned = make_action(objective, text="Écrire aux employeurs", number=3)
    client = client_of(coordination)
    address = reverse("action_edit", args=[planned.pk])
    typed = filled(client.get(address), "version", status="done", text="Autre chose", number=1)
    assert typed.keys() & {"organization", "period", "means"} == set()
    client.post(address, typed)
    planned.refresh_from_db()
    assert (planned.text, planned.number, planned.status) == ("Écrire aux employeurs", 3, "done")
    whole = filled(client_of(administration).get(address), "text")
    assert {"text", "number", "organization", "period", "means"} <= whole.keys()


def test_a_number_left_empty_stays(objective: Objective, administration: User) -> None:
    planned = make_action(objective, number=3)
    changed = change_action(by=administration, planned=planned, version=1, fields=FIELDS)
    assert (changed.number, changed.text) == (3, "Écrire aux employeurs")


def test_an_action_is_not_changed_over_a_newer_version(
    objective: Objective, administration: User
) -> None:
    planned = make_action(objective)
    change = {"by": administration, "planned": planned, "fields": FIELDS}
    change_action(**change, version=1)
    with pytest.raises(StaleFormError):
        change_action(**change, version=1)


def test_an_action_removed_stays_in_the_history(objective: Objective, administration: User) -> None:
    planned = make_action(objective, text="Écrire aux employeurs", number=1)
    client = client_of(administration)
    address = reverse("action_remove", args=[planned.pk])
    stale = client.post(address, {"version": 7}, follow=True)
    assert "Cette action a été modifiée entre-temps" in text_of(stale)
    gone = client.post(address, {"version": 1}, follow=True)
    assert "L’action 2.1 est retirée du plan." in text_of(gone)
    assert not objective.actions.exists()
    history = client.get(reverse("agreement_history", args=[objective.agreement_id]))
    assert "2. Assurer la concertation : Écrire aux employeurs" in text_of(history)


def test_the_plan_is_read_objective_by_objective(
    agreement: Agreement, objective: Objective, administration: User
) -> None:
    make_objective(agreement, position=3, text="informer les partenaires")
    organization = make_organization(acronym="ARBJ", visibility="public")
    planned = make_action(
        objective,
        number=1,
        organization=organization,
        person=make_person(first_name="Rose", last_name="Tremblay"),
        partners="Les municipalités",
        period=period("2100-04/2100-06"),
        means="Un budget de 2 000 $",
        indicator="Deux ateliers",
        status="in_progress",
        progress="Un atelier tenu.",
    )
    mark = f'<tr id="action-{planned.pk}">'
    told = (
        "2.1 Écrire aux employeurs ARBJ {}avec Les municipalités Avril à juin 2100 Un budget de "
        "2 000 $ Indicateur : Deux ateliers En cours Un atelier tenu.{}"
    )
    page = client_of(administration).get(agreement.plan_url)
    assert part_of(page, mark, "</tr>") == told.format("Rose Tremblay ", " Modifier l’action 2.1")
    assert "Aucune action n’est inscrite pour cet objectif." in text_of(page)
    public = client_of(None).get(agreement.plan_url)
    assert part_of(public, mark, "</tr>") == told.format("", "")
    assert part_of(client_of(None).get(objective.get_absolute_url()), mark, "</tr>") == (
        told.format("", "")
    )
    section = part_of(client_of(None).get(agreement.get_absolute_url()), 'id="plan">')
    assert section == "Plan d’action 1 action, 1 en cours : lire le plan d’action"


def test_the_plan_is_filtered_by_its_address(
    agreement: Agreement, objective: Objective, administration: User
) -> None:
    organization = make_organization()
    late = make_action(objective, period=period("2014-03"), text="Ancienne")
    done = make_action(objective, status="done", organization=organization, text="Finie")
    client = client_of(administration)

    def found(query: str) -> list[Action]:
        page = client.get(f"{agreement.plan_url}?{query}")
        return [action for row in page.context["objectives"] for action in row.actions.all()]

    assert found("etat=en_retard") == [late]
    assert found("etat=done") == [done]
    assert found(f"organisme={organization.pk}") == [done]
    assert found("") == [late, done]
    nothing = client.get(f"{agreement.plan_url}?etat=abandoned")
    assert "Aucune action ne répond à ces filtres" in text_of(nothing)


def test_an_agreement_without_a_plan_says_so(agreement: Agreement) -> None:
    assert "Aucun objectif n’est inscrit" in text_of(client_of(None).get(agreement.plan_url))
    make_objective(agreement)
    assert "Aucune action n’est inscrite" in text_of(client_of(None).get(agreement.plan_url))
    assert 'id="plan"' not in client_of(None).get(agreement.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", [None, "partner", "administration"])
def test_the_plan_issues_as_many_queries_for_one_action_as_for_200(
    role: str | None, agreement: Agreement, request: pytest.FixtureRequest
) -> None:
    client = client_of(role and request.getfixturevalue(role))

    def queries() -> int:
        client.get(agreement.plan_url)  # the session and the context of the first request
        with CaptureQueriesContext(connection) as captured:
            assert client.get(agreement.plan_url).status_code == 200
        return len(captured)

    def add(count: int) -> None:
        for _ in range(count):
            objective = make_objective(agreement)
            make_action(objective, organization=make_organization(), person=make_person())

    add(1)
    once = queries()
    add(199)
    assert queries() == once
    assert once <= 10
