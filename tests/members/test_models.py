"""What the database refuses about members, and what its words are."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from arbj_portal.core.forms import constraint_error
from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Role
from members.models import (
    AccountInvitation,
    Category,
    FormerName,
    Locality,
    Membership,
    Organization,
    Person,
    User,
)
from tests.members.factories import (
    make_committee,
    make_mandate,
    make_membership,
    make_organization,
    make_person,
    make_user,
)

pytestmark = pytest.mark.django_db
Invitation = Membership.Invitation


def refused(make: Callable[[], Any]) -> str:
    """The French words of the constraint that stops it."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    return constraint_error(caught.value).message


def invitation(**fields: Any) -> AccountInvitation:
    fields = {"email": "a@exemple.test", "roles": [Role.PARTNER], "token_sha256": "x"} | fields
    return AccountInvitation.objects.create(**{"expires_at": "2030-01-01T00:00Z"} | fields)


def rename(row: Model, field: str = "name") -> None:
    """To nothing."""
    type(row).objects.filter(pk=row.pk).update(**{field: ""})


def twice_the_same_organization() -> None:
    organization = make_organization("Scierie")
    make_organization(organization.name, locality=None)


def twice_the_same_former_name() -> None:
    organization = make_organization()
    for _ in range(2):
        FormerName.objects.create(
            organization=organization, name="Avant", held=Period.from_edtf("2010")
        )


def member_twice_at_once() -> None:
    committee, organization = make_committee(), make_organization()
    make_membership(committee, organization, ended_on=date(2015, 1, 1))
    make_membership(committee, organization, started_on=date(2015, 1, 1))


def invited_twice_at_once() -> None:
    committee, organization = make_committee(), make_organization()
    make_membership(committee, organization, invitation=Invitation.TO_INVITE)
    make_membership(committee, organization, invitation=Invitation.NO_ANSWER)


def the_same_mandate_twice_at_once() -> None:
    membership, person = make_membership(make_committee()), make_person()
    make_mandate(membership, person, ended_on=date(2015, 1, 1))
    make_mandate(membership, person, started_on=date(2015, 1, 1))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: rename(make_organization()), "Donnez un nom à l’organisme."),
        (lambda: rename(make_committee()), "Donnez un nom à l’instance."),
        (lambda: Category.objects.create(name=""), "Donnez un nom à la catégorie."),
        (lambda: Locality.objects.create(name=""), "Donnez un nom à la localité."),
        (lambda: rename(make_person(), "last_name"), "Donnez le nom de la personne."),
        (twice_the_same_organization, "Un organisme de cette localité porte déjà ce nom."),
        (twice_the_same_former_name, "Cet ancien nom est déjà inscrit."),
        (
            lambda: FormerName.objects.create(
                organization=make_organization(), name="", held=Period.from_edtf("2010")
            ),
            "Donnez l’ancien nom.",
        ),
        *[
            (
                lambda rule=rule, value=value: make_committee(quorum_rule=rule, quorum_value=value),
                "Donnez un nombre de voix, ou une part de 1 à 100 pour cent; "
                "laissez la valeur vide quand il n’y a pas de quorum.",
            )
            for rule, value in (
                ("share", 101),
                ("share", 0),
                ("share", None),
                ("number", None),
                ("number", 0),
                ("none", 1),
            )
        ],
        (
            lambda: make_committee(parent=make_committee()),
            "Une table ne relève d’aucune autre instance.",
        ),
        (
            lambda: make_membership(make_committee(), ended_on=date(2013, 1, 1)),
            "La fin précède le début.",
        ),
        (
            lambda: make_membership(
                make_committee(), invitation=Invitation.INVITED, started_on=date(2014, 1, 1)
            ),
            "Un organisme n’est membre qu’après avoir accepté l’invitation.",
        ),
        (
            member_twice_at_once,
            "Cet organisme est déjà membre de l’instance pendant une partie de cette période.",
        ),
        (invited_twice_at_once, "Cet organisme est déjà parmi les organismes à inviter."),
        (
            lambda: make_mandate(make_membership(make_committee()), ended_on=date(2013, 1, 1)),
            "La fin précède le début.",
        ),
        (
            the_same_mandate_twice_at_once,
            "Cette personne siège déjà pour cet organisme pendant une partie de cette période.",
        ),
        (
            lambda: User.objects.filter(pk=make_user().pk).update(email="A@exemple.test"),
            "Le courriel d’un compte s’écrit en minuscules.",
        ),
        (
            lambda: User.objects.filter(pk=make_user().pk).update(roles=["root"]),
            "Ce rôle n’existe pas.",
        ),
        (lambda: invitation(roles=[]), "Choisissez au moins un rôle."),
        (
            lambda: invitation(email="A@exemple.test"),
            "Le courriel d’une invitation s’écrit en minuscules.",
        ),
        (
            lambda: invitation(accepted_at="2020-01-01T00:00Z"),
            "Ces deux renseignements vont ensemble.",
        ),
    ],
)
def test_database_refuses(make: Callable[[], Any], words: str) -> None:
    assert refused(make) == words


@pytest.mark.parametrize(
    ("make", "column"),
    [
        (lambda: make_person(civility="dr"), "civility"),
        (lambda: make_committee(kind="club"), "kind"),
        (lambda: make_organization(visibility="all"), "visibility"),
        (lambda: make_membership(make_committee(), invitation="maybe"), "invitation"),
        (lambda: make_mandate(make_membership(make_committee()), office="king"), "office"),
    ],
)
def test_database_knows_the_enumerations(make: Callable[[], Any], column: str) -> None:
    with pytest.raises(IntegrityError, match=column), transaction.atomic():
        make()


def test_every_step_of_an_invitation_has_its_transitions() -> None:
    assert set(Membership.ALLOWED) == set(Invitation)
    assert Membership.ALLOWED[Invitation.ACCEPTED] == set()
    assert {
        step for step in Invitation if Invitation.DECLINED in Membership.ALLOWED[step]
    } == Membership.PENDING


def test_name_on_a_day_is_that_of_the_time() -> None:
    organization = make_organization("MIFI, aujourd’hui", acronym="MIFI")
    for name, acronym, held in (("MICC", "", "../2014-03"), ("MIDI", "MD", "2014-04/2019-06")):
        FormerName.objects.create(
            organization=organization, name=name, acronym=acronym, held=Period.from_edtf(held)
        )
    days = [date(2013, 10, 1), date(2014, 5, 29), date(2026, 1, 1)]
    assert [organization.name_on(day) for day in days] == [
        "MICC",
        "MIDI (MD)",
        "MIFI, aujourd’hui (MIFI)",
    ]


def test_lists_sort_as_a_dictionary_does() -> None:
    for name in ("Zinc", "école", "Eau", "Érable", "abri"):
        make_organization(name)
    names = [organization.name for organization in Organization.objects.all()]
    assert names == ["abri", "Eau", "école", "Érable", "Zinc"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ecole", ["École des Épinettes"]),
        ("ÉPINETTES école", ["École des Épinettes"]),
        ("l'abri", ["Maison de l’Abri"]),
        ("ede", ["École des Épinettes"]),
        ("ancienne", ["Maison de l’Abri"]),
        ("%", []),
        ("épinettes abri", []),
        ("", ["École des Épinettes", "Maison de l’Abri"]),
    ],
)
def test_search_tolerates_accents_case_and_apostrophes(words: str, found: list[str]) -> None:
    make_organization("École des Épinettes", acronym="ÉDÉ")
    FormerName.objects.create(
        organization=make_organization("Maison de l’Abri"),
        name="Ancienne gare",
        held=Period.from_edtf("2010"),
    )
    assert [row.name for row in Organization.objects.named(words)] == found


def test_people_are_found_by_both_names() -> None:
    person = make_person("Émond", first_name="Noémie")
    make_person("Roy")
    assert list(Person.objects.named("noemie EMOND")) == [person]


def test_formal_name_uses_civility_where_there_is_one() -> None:
    madam = make_person("Roy", first_name="Anne", civility=Person.Civility.MADAM)
    assert (madam.formal_name, make_person("Roy", first_name="Lou").formal_name) == (
        "Mme Roy",
        "Lou Roy",
    )


@pytest.mark.parametrize(
    ("civility", "office", "word"),
    [
        ("mme", "delegate", "représentante désignée"),
        ("m", "delegate", "représentant désigné"),
        ("", "delegate", "représentant désigné"),
        ("mme", "substitute", "substitut"),
    ],
)
def test_an_office_is_told_of_the_person_who_holds_it(
    civility: str, office: str, word: str
) -> None:
    person = make_person(civility=civility)
    mandate = make_mandate(make_membership(make_committee()), person, office=office)
    assert mandate.office_word == word


def test_a_committee_says_how_one_sits_there() -> None:
    table = make_committee(acronym="TCJI")
    working = make_committee(acronym="CAR", kind="committee")
    assert (table.where, working.where) == ("à la TCJI", "au CAR")
