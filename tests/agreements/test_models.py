"""What the database refuses, and what agreements and their parts say of themselves."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agreements.models import (
    Action,
    Activity,
    ActivityDocument,
    ActivityPhoto,
    Agreement,
    AgreementDocument,
    Contribution,
    Milestone,
    Movement,
    Objective,
    Party,
    PlanImport,
    StatusChange,
)
from arbj_portal.core.forms import constraint_error
from arbj_portal.core.outbox import Recipient, queue_message
from arbj_portal.core.roles import Role
from arbj_portal.core.rules import rule_messages
from members.models import Committee
from tests.agreements.factories import (
    make_action,
    make_activity,
    make_agreement,
    make_contribution,
    make_document,
    make_indicator,
    make_milestone,
    make_movement,
    make_objective,
    make_party,
    make_status_change,
    period,
)
from tests.members.factories import (
    make_organization,
    make_person,
    make_user,
)


def change(row: object, column: str, text: str) -> None:
    """Write a column past Python, which would refuse the text itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s", [text])  # noqa: S608


def cycle() -> None:
    first = make_agreement()
    second = make_agreement(earlier=first, earlier_link="succeeds")
    third = make_agreement(earlier=second, earlier_link="succeeds")
    first.earlier, first.earlier_link = third, "succeeds"
    first.save()


def attach_twice(owner: Agreement | Activity) -> None:
    owner.attachments.create(document=make_document(owner))


def same_party_twice() -> None:
    party = make_party(make_agreement())
    make_party(party.agreement, organization=party.organization)


def same_contribution_twice() -> None:
    contribution = make_contribution(make_party(make_agreement()))
    make_contribution(contribution.party)


def same_number_twice() -> None:
    objective = make_objective(make_agreement())
    make_objective(objective.agreement, position=objective.position)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def wait(times: int) -> None:
    agreement = make_agreement()
    first, second = make_milestone(agreement), make_milestone(agreement)
    for _ in range(times):
        first.dependencies.create(depends_on=second)


def wait_for_each_other() -> None:
    agreement = make_agreement()
    first, second, third = (make_milestone(agreement) for _ in range(3))
    first.dependencies.create(depends_on=second)
    second.dependencies.create(depends_on=third)
    third.dependencies.create(depends_on=first)


def attached(agreement: Agreement) -> AgreementDocument:
    make_document(agreement)
    return agreement.attachments.get()


def photographed() -> ActivityDocument:
    activity = make_activity(make_agreement())
    make_document(activity)
    return activity.attachments.get()


def prove_twice() -> None:
    milestone = make_milestone(make_agreement())
    attachment = attached(milestone.agreement)
    for _ in range(2):
        milestone.proofs.create(attachment=attachment)


def remind_twice() -> None:
    person = make_person()
    milestone = make_milestone(make_agreement(), responsible=person)
    message = queue_message(
        by=None, to=Recipient("Rose", "rose@example.org"), subject="Jalon", text="Bonjour"
    )
    for _ in range(2):
        milestone.reminders.create(person=person, day=date(2026, 11, 26), message=message)


def same_action_number_twice() -> None:
    planned = make_action()
    make_action(planned.objective, number=planned.number)


def serve_twice() -> None:
    agreement = make_agreement()
    activity, objective = make_activity(agreement), make_objective(agreement)
    activity.objective_links.create(objective=objective)
    activity.objective_links.create(objective=objective)


def take_part_twice() -> None:
    activity, organization = make_activity(make_agreement()), make_organization()
    activity.organization_links.create(organization=organization)
    activity.organization_links.create(organization=organization)


def move(row: StatusChange | Objective) -> None:
    type(row).objects.filter(pk=row.pk).update(agreement=make_agreement())


def serving() -> Activity:
    """An activity that serves an objective of its agreement."""
    activity = make_activity(make_agreement())
    activity.objectives.add(make_objective(activity.agreement))
    return activity


def leave_objectives_behind() -> None:
    activity = serving()
    activity.agreement = make_agreement()
    activity.save()


def carry_twice() -> None:
    origin = make_objective(make_agreement())
    successor = make_agreement(earlier=origin.agreement, earlier_link="succeeds")
    for _ in range(2):
        make_objective(successor, carried_from=origin)


def promise() -> Contribution:
    return make_contribution(make_party(make_agreement()), promised=10)


VIOLATIONS: dict[str, Callable[[], object]] = {
    "agreements_agreement_title": lambda: Agreement.objects.create(title="", kind="specific"),
    "agreements_agreement_signed": lambda: change(make_agreement(), "signed", "octobre 2013"),
    "agreements_agreement_in_force": lambda: change(make_agreement(), "in_force", "2014-13"),
    "agreements_agreement_earlier_link": lambda: make_agreement(earlier=make_agreement()),
    "agreements_agreement_no_cycle": cycle,
    "agreements_agreement_last_status": lambda: change(make_agreement(), "status", "signed"),
    "agreements_statuschange_effective": lambda: change(
        make_status_change(make_agreement(), "signed"), "effective", "2013-00"
    ),
    "agreements_statuschange_reason": lambda: make_status_change(
        make_agreement(), "signed", reason=""
    ),
    "agreements_statuschange_corrected": lambda: make_status_change(
        make_agreement(), "signed", corrected_at=timezone.now(), correction="Erreur"
    ),
    "agreements_statuschange_correction": lambda: make_status_change(
        make_agreement(), "signed", is_withdrawn=True
    ),
    "agreements_statuschange_stays_with_agreement": lambda: move(
        make_status_change(make_agreement(), "signed")
    ),
    "agreements_agreementdocument_unique": lambda: attach_twice(make_agreement()),
    "agreements_party_unique": same_party_twice,
    "agreements_contribution_not_negative": lambda: make_contribution(
        make_party(make_agreement()), promised=-1
    ),
    "agreements_contribution_planned_within": lambda: change(
        make_movement(promise(), "planned", 10).contribution, "promised", 9
    ),
    "agreements_contribution_excess_reason": lambda: change(
        make_movement(promise(), "paid", 10).contribution, "promised", 9
    ),
    "agreements_movement_positive": lambda: make_movement(promise(), "paid", 0),
    "agreements_movement_period": lambda: change(
        make_movement(promise(), "paid", 1), "period", "2014-13"
    ),
    "agreements_movement_stays_with_contribution": lambda: change(
        make_movement(promise(), "paid", 1), "contribution_id", promise().pk
    ),
    "agreements_movement_planned_within": lambda: make_movement(promise(), "planned", "10.01"),
    "agreements_movement_excess_reason": lambda: make_movement(promise(), "paid", "10.01"),
    "agreements_agreement_fiscal_year_month": lambda: make_agreement(fiscal_year_month=13),
    "agreements_contribution_ceiling": lambda: make_contribution(
        make_party(make_agreement()), promised=None, is_ceiling=True
    ),
    "agreements_contribution_unique": same_contribution_twice,
    "agreements_objective_text": lambda: make_objective(make_agreement(), text=""),
    "agreements_objective_position": same_number_twice,
    "agreements_objective_explained": lambda: make_objective(
        make_agreement(), status="not_met", cause="cause"
    ),
    "agreements_objective_stays_with_agreement": lambda: move(make_objective(make_agreement())),
    "agreements_milestone_title": lambda: make_milestone(make_agreement(), title=""),
    "agreements_objective_carried_once": carry_twice,
    "agreements_objective_carried_from_earlier": lambda: make_objective(
        make_agreement(), carried_from=make_objective(make_agreement())
    ),
    "agreements_indicator_name": lambda: make_indicator(name=""),
    "agreements_indicator_measured": lambda: change(
        make_indicator(actual=1, measured=period("2014")), "measured", "2014-13"
    ),
    "agreements_indicator_not_negative": lambda: make_indicator(target=-1),
    "agreements_indicator_measured_result": lambda: make_indicator(measured=period("2014")),
    "agreements_indicator_stays_with_objective": lambda: change(
        make_indicator(), "objective_id", make_objective(make_agreement()).pk
    ),
    "agreements_milestone_target": lambda: change(
        make_milestone(make_agreement()), "target", "2014/2013"
    ),
    "agreements_milestone_actual": lambda: change(
        make_milestone(make_agreement(), status="met", actual=period("2014")), "actual", "2014/2013"
    ),
    "agreements_milestone_actual_date": lambda: make_milestone(make_agreement(), status="met"),
    "agreements_milestone_objective_of_agreement": lambda: make_milestone(
        make_agreement(), objective=make_objective(make_agreement())
    ),
    "agreements_activity_title": lambda: make_activity(make_agreement(), title=""),
    "agreements_activity_period": lambda: change(
        make_activity(make_agreement()), "period", "2014-02-30"
    ),
    "agreements_activity_of_something": make_activity,
    "agreements_activity_agreement_of_objectives": leave_objectives_behind,
    "agreements_activityobjective_same_agreement": lambda: serving().objectives.add(
        make_objective(make_agreement())
    ),
    "agreements_activityobjective_unique": serve_twice,
    "agreements_activityorganization_unique": take_part_twice,
    "agreements_activitydocument_unique": lambda: attach_twice(make_activity(make_agreement())),
    "agreements_milestone_stays_with_agreement": lambda: move(make_milestone(make_agreement())),
    "agreements_milestonedependency_unique": lambda: wait(2),
    "agreements_milestonedependency_same_agreement": lambda: make_milestone(
        make_agreement()
    ).dependencies.create(depends_on=make_milestone(make_agreement())),
    "agreements_milestonedependency_no_cycle": wait_for_each_other,
    "agreements_milestonedocument_unique": prove_twice,
    "agreements_milestonedocument_same_agreement": lambda: make_milestone(
        make_agreement()
    ).proofs.create(attachment=attached(make_agreement())),
    "agreements_milestonereminder_once": remind_twice,
    "agreements_activityphoto_alternative": lambda: ActivityPhoto.objects.create(
        attachment=photographed(), alternative="", width=1, height=1
    ),
    "agreements_action_text": lambda: make_action(text=""),
    "agreements_action_number_range": lambda: make_action(number=0),
    "agreements_action_number": same_action_number_twice,
    "agreements_action_period": lambda: change(make_action(), "period", "2027-13"),
    "agreements_action_explained": lambda: make_action(status="postponed"),
    "agreements_action_stays_with_objective": lambda: change(
        make_action(), "objective_id", make_objective(make_agreement()).pk
    ),
    "agreements_planimport_taken": lambda: PlanImport.objects.create(
        agreement=make_agreement(),
        filename="plan.xlsx",
        rows=[],
        created_by=make_user(Role.ADMINISTRATION),
        taken_at=timezone.now(),
    ),
}


@pytest.mark.parametrize("name", VIOLATIONS)
def test_the_database_refuses_and_says_why_in_french(name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        VIOLATIONS[name]()
    assert refused.value.__cause__.diag.constraint_name == name
    assert constraint_error(refused.value).message.endswith(".")


def test_every_constraint_and_rule_has_its_violation() -> None:
    names = set()
    for model in Agreement._meta.app_config.get_models():
        names |= {constraint.name for constraint in model._meta.constraints}
        names |= rule_messages(model).keys()
    assert names == set(VIOLATIONS)


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Agreement, "kind"),
        (Agreement, "visibility"),
        (Objective, "status"),
        (Milestone, "status"),
        (Action, "status"),
        (Activity, "kind"),
        (Agreement, "matching"),
        (Contribution, "form"),
        (Movement, "kind"),
        (StatusChange, "status"),
    ],
)
def test_choices_are_the_database_s_too(model: type, column: str) -> None:
    agreement = make_agreement()
    make_status_change(agreement, "signed")
    make_movement(make_contribution(make_party(agreement)), "paid", 1)
    make_objective(agreement)
    make_milestone(agreement)
    make_action()
    make_activity(agreement)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{column: "invented"})


def test_an_agreement_is_entered_with_a_status_of_the_list() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_agreement(status="invented")


def test_the_status_is_that_of_the_last_change() -> None:
    agreement = make_agreement()

    def status() -> str:
        return Agreement.objects.values_list("status", flat=True).get(pk=agreement.pk)

    make_status_change(agreement, "signed")
    make_status_change(make_agreement(), "terminated")
    last = make_status_change(agreement, "in_force", effective=period("2013-09"))
    assert status() == "in_force"
    StatusChange.objects.filter(pk=last.pk).update(status="suspended")
    assert status() == "suspended"
    last.delete()
    assert status() == "signed"


def test_an_activity_of_a_committee_alone_serves_no_objective(committee: Committee) -> None:
    activity = make_activity(committee=committee)
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.objectives.add(make_objective(make_agreement()))


def test_numbers_of_objectives_may_be_exchanged_in_one_transaction() -> None:
    agreement = make_agreement()
    first, second = make_objective(agreement, position=1), make_objective(agreement, position=2)
    first.position, second.position = 2, 1
    with transaction.atomic():
        first.save()
        second.save()
    assert list(agreement.objectives.values_list("pk", flat=True)) == [second.pk, first.pk]


def test_a_long_chain_of_agreements_is_no_cycle() -> None:
    first = make_agreement()
    second = make_agreement(earlier=first, earlier_link="succeeds")
    third = make_agreement(earlier=second, earlier_link="replaces")
    assert list(Agreement.objects.order_by("id")) == [first, second, third]
    assert third.inverse_link == "remplacée par"


def test_each_link_has_its_inverse() -> None:
    assert set(Agreement.INVERSE) == set(Agreement.Link)


def test_stages_hold_every_status_once() -> None:
    held = [status for statuses in Agreement.STAGES.values() for status in statuses]
    assert sorted(held) == sorted(Agreement.Status)


def test_agreements_come_by_stage() -> None:
    ended = make_agreement(status="completed")
    to_come = make_agreement()
    in_force = make_agreement(status="in_force")
    signed = make_agreement(status="signed")
    found = Agreement.objects.by_stage()
    assert [(row.pk, row.stage) for row in found] == [
        (signed.pk, "En cours"),
        (in_force.pk, "En cours"),
        (to_come.pk, "À venir"),
        (ended.pk, "Terminées"),
    ]


@pytest.mark.parametrize("status", Agreement.Status)
def test_allowed_statuses_are_those_of_the_table(status: Agreement.Status) -> None:
    agreement = Agreement(status=status)
    assert set(agreement.allowed_statuses) == Agreement.ALLOWED[status]
    assert agreement.has_ended is (not Agreement.ALLOWED[status])


@time_machine.travel(datetime(2014, 6, 1, 12, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("target", "status", "expected"),
    [
        ("2014-05", "scheduled", True),
        ("2014-06-01", "scheduled", False),
        ("2014", "scheduled", False),
        ("2013/..", "scheduled", False),
        (None, "scheduled", False),
        ("2014-05", "not_met", False),
    ],
)
def test_a_milestone_is_late_after_the_last_day_awaited(
    target: str | None, status: str, *, expected: bool
) -> None:
    milestone = make_milestone(make_agreement(), status=status, target=target and period(target))
    assert milestone.is_late is expected
    assert list(Milestone.objects.late()) == ([milestone] if expected else [])


def test_a_party_is_called_as_the_agreement_calls_it() -> None:
    organization = make_organization("Ministère")
    assert str(Party(organization=organization)) == "Ministère"
    assert str(Party(organization=organization, shown_as="MIDI (alors MICC)")) == (
        "MIDI (alors MICC)"
    )
