"""The history that a room shows: each kind of value, each kind of change, and its author."""

from datetime import date
from decimal import Decimal

import pghistory
import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from agreements.models import Activity, Agreement, Contribution, Party
from arbj_portal.core.history_pages import (
    Change,
    FieldChange,
    Source,
    authors_of,
    changes_of,
    plain_text,
)
from arbj_portal.core.periods import Period
from members.models import Organization, Representative, User
from tests.agreements.factories import make_activity, make_agreement, make_contribution, make_party
from tests.members.factories import (
    make_committee,
    make_mandate,
    make_membership,
    make_organization,
    make_person,
    make_user,
)

pytestmark = pytest.mark.django_db
EVERYTHING = Q()


def told(*sources: Source) -> list[Change]:
    return changes_of(*sources)[0:100]


def fields_of(change: Change) -> dict[str, tuple[str, str]]:
    return {label: (before, after) for label, before, after in change.fields}


def test_a_new_row_tells_what_it_holds_and_not_what_it_lacks() -> None:
    make_activity(
        make_agreement("Mobilisation"),
        title="Présentations",
        kind=Activity.Kind.PRESENTATION,
        period=Period.from_edtf("{2014-05-22,2014-10-09}"),
        is_demonstration=True,
    )
    (change,) = told(Source(Activity, EVERYTHING, name="{title}", untold=frozenset({"created_at"})))
    assert (change.act, change.kind, change.name) == ("Ajout", "activité", "Présentations")
    assert change.fields == (
        FieldChange("entente", "", "Mobilisation"),
        FieldChange("titre", "", "Présentations"),
        FieldChange("type d’activité", "", "Présentation"),
        FieldChange("quand", "", "22 mai et 9 octobre 2014"),
        FieldChange("visibilité", "", "Partenaires"),
    )


def test_a_change_tells_from_what_to_what_and_nothing_else() -> None:
    contribution = make_contribution(make_party(make_agreement()), promised=40_000)
    contribution.promised, contribution.is_ceiling = Decimal("50000.50"), True
    contribution.save()
    change, _ = told(Source(Contribution, EVERYTHING, name="{form}"))
    assert (change.act, change.kind, change.name) == ("Modification", "contribution", "en argent")
    assert fields_of(change) == {
        "promise": ("40\xa0000\xa0$", "50\xa0000,50\xa0$"),
        "à hauteur de ce montant": ("non", "oui"),
    }


def test_what_is_emptied_leaves_what_it_was() -> None:
    activity = make_activity(make_agreement(), place="Chibougamau")
    activity.place = ""
    activity.save()
    change, _ = told(Source(Activity, EVERYTHING))
    assert fields_of(change) == {"lieu": ("Chibougamau", "")}


def test_a_removal_tells_what_there_was_and_names_what_is_gone() -> None:
    party = make_party(make_agreement(), shown_as="MIDI (alors MICC)")
    make_contribution(party, promised=50_000)
    party.delete()
    removal, _ = told(
        Source(Contribution, EVERYTHING, name="{party}, {form}", untold=frozenset({"party"}))
    )
    assert (removal.act, removal.name) == ("Retrait", "MIDI (alors MICC), en argent")
    assert fields_of(removal) == {
        "nature": ("en argent", ""),
        "promise": ("50\xa0000\xa0$", ""),
    }


def test_rows_are_named_though_their_own_links_are_gone_too() -> None:
    organization = make_organization("Ministère")
    party = make_party(make_agreement(), organization=organization)
    make_contribution(party)
    party.delete()
    organization.delete()
    removal, _ = told(Source(Contribution, EVERYTHING, name="{party}"))
    assert removal.name == "(retiré)"


def test_a_row_linked_to_is_called_as_today() -> None:
    organization = make_organization("Ancien nom")
    make_party(make_agreement(), organization=organization)
    Organization.objects.update(name="Nom d’aujourd’hui")
    (change,) = told(Source(Party, EVERYTHING, name="{organization}"))
    assert change.name == "Nom d’aujourd’hui"


def test_several_models_make_one_history_newest_first() -> None:
    agreement = make_agreement("Mobilisation")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_agreementevent SET pgh_created_at = '2014-01-01Z'")
    make_activity(agreement)
    kinds = [
        change.kind for change in told(Source(Agreement, EVERYTHING), Source(Activity, EVERYTHING))
    ]
    assert kinds == ["activité", "entente"]


def test_only_the_rows_asked_for_are_told() -> None:
    agreement = make_agreement("Une entente")
    make_agreement("Une autre")
    (change,) = told(Source(Agreement, Q(pgh_obj=agreement.pk), name="{title}"))
    assert change.name == "Une entente"


def test_the_author_is_the_account_that_acted() -> None:
    user = make_user(name="Claire L.")
    agreement = make_agreement()
    agreement.title = "Autre"
    with pghistory.context(user=user.pk):
        agreement.save()
    source = Source(Agreement, EVERYTHING)
    later, earlier = told(source)
    assert (later.moment.who, earlier.moment.who) == ("Claire L.", "système")
    assert authors_of([source]) == {user.pk, None}
    assert authors_of([source, Source(Activity, EVERYTHING)]) == {user.pk, None}


def test_what_an_account_of_no_more_did_is_the_system_s() -> None:
    with pghistory.context(user=10**6):
        make_agreement()
    assert told(Source(Agreement, EVERYTHING))[0].moment.who == "système"


def test_lists_of_choices_are_told_by_their_labels_and_secrets_are_not() -> None:
    make_user("partner", "coordination", email="claire@exemple.test", password="un secret")
    (change,) = told(Source(User, EVERYTHING, untold=frozenset({"created_at", "name"})))
    assert fields_of(change) == {
        "courriel": ("", "claire@exemple.test"),
        "rôles": ("", "partenaire, coordination"),
        "actif": ("", "oui"),
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (False, ""),
        (True, "oui"),
        (12, "12"),
        (date(2014, 4, 1), "1er avril 2014"),
        ("<p>Un <strong>mot</strong></p>", "Un mot"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_values_read_as_people_write_them(value: object, expected: str) -> None:
    assert plain_text(value) == expected


def test_a_history_is_read_by_pages() -> None:
    agreement = make_agreement("0")
    for number in range(1, 8):
        agreement.title = str(number)
        agreement.save()
    pages = Paginator(changes_of(Source(Agreement, EVERYTHING, name="{title}")), 3)
    assert pages.count == 8
    assert [[change.name for change in page] for page in pages] == [
        ["7", "6", "5"],
        ["4", "3", "2"],
        ["1", "0"],
    ]
    assert fields_of(pages.page(2)[0]) == {"titre": ("3", "4")}


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    committee = make_committee()

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            told(
                Source(Representative, EVERYTHING, name="{membership}"),
                Source(Party, EVERYTHING, name="{organization}"),
            )
        return len(captured)

    def add() -> None:
        membership = make_membership(committee)
        with pghistory.context(user=make_user().pk):
            mandate = make_mandate(membership, make_person())
            party = make_party(make_agreement(), organization=membership.organization)
            mandate.delete()
            party.delete()

    add()
    once = queries()
    for _ in range(12):
        add()
    assert queries() == once
