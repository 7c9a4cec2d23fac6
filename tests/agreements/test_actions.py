"""What actions write, and what they refuse."""

from decimal import Decimal
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError

from agreements.actions.activities import (
    change_activity_visibility,
)
from agreements.actions.agreements import (
    change_details,
    change_visibility,
    create_agreement,
)
from agreements.actions.documents import attach_document, detach_document
from agreements.actions.parts import (
    Line,
    MilestoneLine,
    PartyLine,
    save_milestones,
    save_objectives,
    save_parties,
)
from agreements.actions.statuses import change_status
from agreements.models import Agreement, Milestone, Objective
from arbj_portal.core.actions import AlreadySubmitted, StaleFormError
from arbj_portal.core.forms import constraint_error
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility
from members.models import User
from tests.agreements.factories import (
    PDF_BYTES,
    make_activity,
    make_agreement,
    make_contribution,
    make_document,
    make_milestone,
    make_objective,
    make_party,
    make_ready,
    make_status_change,
    period,
)
from tests.members.factories import make_organization

Status = Agreement.Status


def move(agreement: Agreement, status: str, by: User, **fields: Any) -> Agreement:
    fields = {"effective": period("2014-03"), "reason": "Motif"} | fields
    return change_status(
        by=by, agreement=agreement, version=agreement.version, status=status, **fields
    )


def test_an_agreement_from_before_the_portal_is_entered_as_it_stands(administration: User) -> None:
    agreement = create_agreement(
        by=administration,
        fields={"title": "Mobilisation", "kind": "administrative", "signed": period("2013-10")},
        status=Status.COMPLETED_PARTIALLY,
        effective=period("2015-03"),
        reason="Le mandat n’a pas été réalisé en entier.",
    )
    agreement.refresh_from_db()
    change = agreement.status_changes.get()
    assert (agreement.status, agreement.visibility, agreement.signed.text) == (
        "completed_partially",
        "partners",
        "octobre 2013",
    )
    assert (change.status, change.effective.text, change.reason, change.author) == (
        "completed_partially",
        "mars 2015",
        "Le mandat n’a pas été réalisé en entier.",
        administration,
    )


def test_the_same_entry_sent_twice_makes_one_agreement(administration: User) -> None:
    sent = {
        "by": administration,
        "fields": {"title": "Mobilisation", "kind": "specific"},
        "status": Status.SIGNED,
        "effective": period("2013"),
        "reason": "Motif",
        "submission": uuid4(),
    }
    agreement = create_agreement(**sent)
    with pytest.raises(AlreadySubmitted) as again:
        create_agreement(**sent)
    assert again.value.result_url == agreement.get_absolute_url()
    assert Agreement.objects.count() == 1


def test_a_refused_entry_leaves_nothing(administration: User) -> None:
    with pytest.raises(ValidationError):
        create_agreement(
            by=administration,
            fields={"title": "Mobilisation", "kind": "specific"},
            status=Status.SIGNED,
            effective=period("2199"),
            reason="Motif",
        )
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_a_status_goes_only_where_it_may(
    before: Status, after: Status, administration: User
) -> None:
    agreement = make_ready(make_agreement(status=before))
    if after in Agreement.ALLOWED[before]:
        changed = move(agreement, after, administration)
        assert (changed.status, changed.version) == (after, 2)
        assert agreement.status_changes.get().author == administration
        return
    with pytest.raises(ValidationError) as refused:
        move(agreement, after, administration)
    agreement.refresh_from_db()
    assert refused.value.message_dict == {
        "status": [
            f"De «\xa0{before.label}\xa0», une entente ne passe pas à «\xa0{after.label}\xa0»."
        ]
    }
    assert (agreement.status, agreement.version) == (before, 1)
    assert not agreement.status_changes.exists()


@pytest.mark.parametrize(
    ("effective", "message"),
    [
        ("2013-09", "L’état d’avant, «\xa0Signée\xa0», a pris effet plus tard\xa0: octobre 2013."),
        ("../2014", "Dites depuis quand, même à un an près."),
        ("2199", "Cette date est à venir\xa0: l’état change le jour où il prend effet."),
    ],
)
def test_a_status_takes_effect_in_order_and_not_ahead(
    effective: str, message: str, administration: User
) -> None:
    agreement = make_agreement(status="signed")
    make_status_change(agreement, "signed", effective=period("2013-10"))
    with pytest.raises(ValidationError) as refused:
        move(agreement, "in_force", administration, effective=period(effective))
    assert refused.value.message_dict == {"effective": [message]}


@pytest.mark.parametrize("effective", ["2013", "2013-10", "2013-10-15", "2014/.."])
def test_a_status_may_take_effect_within_the_period_of_the_one_before(
    effective: str, administration: User
) -> None:
    agreement = make_agreement(status="signed")
    make_status_change(agreement, "signed", effective=period("2013-10"))
    move(agreement, "in_force", administration, effective=period(effective))
    assert agreement.status_changes.first().effective == period(effective)


def test_the_second_of_two_changes_of_status_is_told(administration: User) -> None:
    seen = make_agreement(status="in_force")
    move(seen, "suspended", administration)
    with pytest.raises(StaleFormError):
        move(seen, "closing", administration)
    seen.refresh_from_db()
    assert (seen.status, seen.status_changes.count()) == ("suspended", 1)


def test_details_are_saved_over_the_version_that_was_read(administration: User) -> None:
    agreement = make_agreement()
    change_details(by=administration, agreement=agreement, version=1, fields={"title": "Autre"})
    agreement.refresh_from_db()
    assert (agreement.title, agreement.version) == ("Autre", 2)
    with pytest.raises(StaleFormError):
        change_details(by=administration, agreement=agreement, version=1, fields={"title": "Non"})


def test_an_agreement_is_not_signed_ahead(administration: User) -> None:
    fields = {"title": "Mobilisation", "kind": "specific", "signed": period("2199")}
    by, agreement = administration, make_agreement()
    entry = {"status": Status.SIGNED, "effective": period("2013"), "reason": "Motif"}
    for act in (
        lambda: create_agreement(by=by, fields=fields, **entry),
        lambda: change_details(by=by, agreement=agreement, version=1, fields=fields),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.message_dict == {"signed": ["Cette date est à venir."]}
    assert list(Agreement.objects.values_list("signed", flat=True)) == [None]


def test_an_agreement_does_not_come_before_itself(administration: User) -> None:
    first = make_agreement()
    second = make_agreement(earlier=first, earlier_link="succeeds")
    with pytest.raises(IntegrityError) as refused:
        change_details(
            by=administration,
            agreement=first,
            version=1,
            fields={"earlier": second, "earlier_link": "succeeds"},
        )
    assert constraint_error(refused.value).message == (
        "Une entente ne peut pas venir avant elle-même, même par une autre."
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Visibility.PUBLIC, ["public", "partners", "coordination"]),
        (Visibility.PARTNERS, ["partners", "partners", "coordination"]),
        (Visibility.COORDINATION, ["coordination", "coordination", "coordination"]),
    ],
)
@pytest.mark.parametrize("kind", ["agreement", "activity"])
def test_documents_are_never_more_open_than_their_owner(
    kind: str, level: Visibility, expected: list[str], administration: User
) -> None:
    agreement = make_agreement(visibility="public")
    owner = agreement if kind == "agreement" else make_activity(agreement, visibility="public")
    documents = [make_document(owner, visibility=visibility) for visibility in Visibility]
    apart = make_document(make_agreement(), visibility="public")
    if kind == "agreement":
        change_visibility(by=administration, agreement=owner, version=1, visibility=level)
    else:
        change_activity_visibility(by=administration, activity=owner, version=1, visibility=level)
    owner.refresh_from_db()
    assert (owner.visibility, owner.version) == (level, 2)
    assert [Document.objects.get(pk=document.pk).visibility for document in documents] == expected
    apart.refresh_from_db()
    assert apart.visibility == "public"


def test_a_document_is_attached_no_more_open_than_its_owner(administration: User) -> None:
    agreement = make_agreement()
    document = attach_document(
        by=administration,
        owner=agreement,
        file=ContentFile(PDF_BYTES, "entente.pdf"),
        title="Entente signée",
        visibility="public",
    )
    assert (document.visibility, document.uploaded_by) == ("partners", administration)
    assert agreement.attachments.get().document == document


def test_a_detached_document_is_kept_for_the_coordination(
    administration: User, coordination: User, partner: User, committee: Any
) -> None:
    agreement = make_agreement(committee=committee)
    document = make_document(agreement)
    assert Document.objects.visible_to(partner).get() == document
    other = make_document(agreement)
    detach_document(by=administration, owner=agreement, document=document)
    document.refresh_from_db()
    assert document.visibility == "coordination"
    assert list(Document.objects.visible_to(partner)) == [other]
    assert set(Document.objects.visible_to(coordination)) == {document, other}


def party_line(**fields: Any) -> PartyLine:
    key, is_removed = fields.pop("key", None), fields.pop("is_removed", False)
    contributions = fields.pop("contributions", {})
    return PartyLine(fields, key, is_removed, contributions)


def test_parties_are_added_changed_and_taken_away(administration: User) -> None:
    agreement = make_agreement()
    kept, gone = make_party(agreement), make_party(agreement)
    make_contribution(kept, promised=10)
    make_contribution(kept, promised=5, form="in_kind")
    untouched = make_party(agreement)
    new = make_organization("Ministère")
    amounts = {"promised": Decimal(20), "is_ceiling": True}
    save_parties(
        by=administration,
        agreement=agreement,
        version=1,
        lines=[
            party_line(
                key=kept.pk,
                organization=kept.organization,
                shown_as="Nom d’alors",
                contributions={"cash": amounts, "in_kind": None},
            ),
            party_line(key=gone.pk, organization=gone.organization, is_removed=True),
            party_line(organization=new, shown_as="", contributions={"cash": None}),
        ],
    )
    agreement.refresh_from_db()
    assert agreement.version == 2
    assert {str(party) for party in agreement.parties.all()} == {
        str(untouched),
        "Nom d’alors",
        "Ministère",
    }
    contribution = kept.contributions.get()
    assert (contribution.form, contribution.promised, contribution.is_ceiling) == (
        "cash",
        Decimal(20),
        True,
    )


def test_a_party_may_take_the_place_of_one_taken_away(administration: User) -> None:
    agreement = make_agreement()
    party = make_party(agreement)
    save_parties(
        by=administration,
        agreement=agreement,
        version=1,
        lines=[
            party_line(organization=party.organization, shown_as="De retour"),
            party_line(key=party.pk, organization=party.organization, is_removed=True),
        ],
    )
    assert agreement.parties.get().shown_as == "De retour"


def test_the_same_party_twice_is_refused(administration: User) -> None:
    agreement = make_agreement()
    party = make_party(agreement)
    with pytest.raises(IntegrityError) as refused:
        save_parties(
            by=administration,
            agreement=agreement,
            version=1,
            lines=[party_line(organization=party.organization, shown_as="")],
        )
    assert constraint_error(refused.value).message == "Cet organisme est déjà partie à l’entente."


def objective_fields(position: int, **fields: Any) -> dict[str, Any]:
    return {"position": position, "text": "texte", "status": "met"} | fields


def test_objectives_exchange_their_numbers(administration: User) -> None:
    agreement = make_agreement()
    first, second = make_objective(agreement, position=1), make_objective(agreement, position=2)
    save_objectives(
        by=administration,
        agreement=agreement,
        version=1,
        lines=[
            Line(objective_fields(2), first.pk),
            Line(objective_fields(1), second.pk),
            Line(objective_fields(3)),
        ],
    )
    numbers = dict(agreement.objectives.values_list("pk", "position"))
    assert (numbers.pop(first.pk), numbers.pop(second.pk), *numbers.values()) == (2, 1, 3)


def test_the_same_number_twice_is_refused(administration: User) -> None:
    agreement = make_agreement()
    make_objective(agreement, position=1)
    with pytest.raises(IntegrityError) as refused:
        save_objectives(
            by=administration, agreement=agreement, version=1, lines=[Line(objective_fields(1))]
        )
    assert constraint_error(refused.value).message == (
        "Un objectif de l’entente porte déjà ce numéro."
    )


def test_an_objective_that_something_serves_stays(administration: User) -> None:
    agreement = make_agreement()
    served, unserved = make_objective(agreement, text="un but"), make_objective(agreement)
    make_activity(agreement).objectives.add(served)
    remove = {"by": administration, "agreement": agreement}
    save_objectives(**remove, version=1, lines=[Line({}, unserved.pk, is_removed=True)])
    with pytest.raises(ValidationError) as refused:
        save_objectives(**remove, version=2, lines=[Line({}, served.pk, is_removed=True)])
    assert refused.value.messages == [
        f"«\xa0{served}\xa0» ne peut pas être retiré\xa0: des mouvements d’argent, des "
        "actions, des activités, des jalons ou des rencontres s’y rattachent."
    ]
    assert list(agreement.objectives.all()) == [served]


def test_a_line_whose_row_is_gone_says_so_and_may_be_removed(administration: User) -> None:
    agreement = make_agreement()
    gone = make_objective(agreement)
    key = gone.pk
    gone.delete()
    sent = {"by": administration, "agreement": agreement, "version": 1}
    with pytest.raises(ValidationError) as refused:
        save_objectives(**sent, lines=[Line(objective_fields(1), key)])
    assert refused.value.messages[0].startswith("Une des lignes a été retirée entre-temps")
    save_objectives(**sent, lines=[Line(objective_fields(1), key, is_removed=True)])
    assert not Objective.objects.exists()


def test_a_line_of_another_agreement_is_no_line_of_this_one(administration: User) -> None:
    elsewhere = make_objective(make_agreement())
    with pytest.raises(ValidationError):
        save_objectives(
            by=administration,
            agreement=make_agreement(),
            version=1,
            lines=[Line(objective_fields(1), elsewhere.pk)],
        )
    elsewhere.refresh_from_db()
    assert elsewhere.status == "not_started"


def test_milestones_stand_in_the_order_of_their_lines(administration: User) -> None:
    agreement = make_agreement()
    first = make_milestone(agreement, position=4)
    objective = make_objective(agreement)
    save_milestones(
        by=administration,
        agreement=agreement,
        version=1,
        lines=[
            MilestoneLine(
                {"title": "Premier", "status": "met", "actual": period("2014")}, first.pk
            ),
            MilestoneLine({"title": "Deuxième", "objective": objective}),
            MilestoneLine({"title": "Dernier"}),
        ],
    )
    assert list(Milestone.objects.values_list("title", "position", "status")) == [
        ("Premier", 4, "met"),
        ("Deuxième", 6, "scheduled"),
        ("Dernier", 7, "scheduled"),
    ]


def test_a_milestone_serves_an_objective_of_its_agreement(administration: User) -> None:
    with pytest.raises(IntegrityError) as refused:
        save_milestones(
            by=administration,
            agreement=make_agreement(),
            version=1,
            lines=[
                MilestoneLine({"title": "Jalon", "objective": make_objective(make_agreement())})
            ],
        )
    assert constraint_error(refused.value).message == (
        "L’objectif d’un jalon est un objectif de la même entente."
    )
    assert not Milestone.objects.exists()


def test_a_milestone_is_not_reached_ahead(administration: User) -> None:
    line = MilestoneLine({"title": "Jalon", "status": "met", "actual": period("2199")})
    with pytest.raises(ValidationError) as refused:
        save_milestones(by=administration, agreement=make_agreement(), version=1, lines=[line])
    assert refused.value.messages == [
        "«\xa0Jalon\xa0» n’est pas encore atteint\xa0: la date donnée est à venir."
    ]
    assert not Milestone.objects.exists()


@pytest.mark.parametrize("save", [save_parties, save_objectives, save_milestones])
def test_lines_are_saved_over_the_version_that_was_read(save: Any, administration: User) -> None:
    with pytest.raises(StaleFormError) as stale:
        save(by=administration, agreement=make_agreement(), version=7, lines=[])
    assert stale.value.args == (1,)
