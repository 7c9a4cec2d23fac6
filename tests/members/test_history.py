"""The histories of an organisation, a committee and a person: their mandates are in all three."""

import pytest
from django.urls import reverse

from arbj_portal.core.history_pages import changes_of
from members.history import committee_history, organization_history, person_history
from members.models import Representative, User
from tests.members.conftest import client_of
from tests.members.factories import (
    make_committee,
    make_mandate,
    make_membership,
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mandate() -> Representative:
    """Nicole Roy sits for the school; somebody else sits elsewhere."""
    membership = make_membership(make_committee("Table"), make_organization("École"))
    make_mandate(make_membership(make_committee("Autre table")))
    return make_mandate(membership, make_person("Roy", first_name="Nicole"))


def told(sources: list) -> list[tuple[str, str, str]]:
    return [(change.act, change.kind, change.name) for change in changes_of(*sources)[0:20]]


def test_an_organization_s_history_tells_who_sits_for_it(mandate: Representative) -> None:
    assert told(organization_history(mandate.membership.organization)) == [
        ("Ajout", "organisme", ""),
        ("Ajout", "adhésion", "Table"),
        ("Ajout", "mandat", "Nicole Roy"),
    ]


def test_a_committee_s_history_tells_who_sits_there(mandate: Representative) -> None:
    assert told(committee_history(mandate.membership.committee)) == [
        ("Ajout", "instance", ""),
        ("Ajout", "adhésion", "École"),
        ("Ajout", "mandat", "Nicole Roy"),
    ]


def test_a_person_s_history_tells_where_they_sit(mandate: Representative) -> None:
    assert told(person_history(mandate.person)) == [
        ("Ajout", "personne", ""),
        ("Ajout", "mandat", "École · Table"),
    ]


@pytest.mark.parametrize("name", ["organization", "committee", "person"])
def test_a_history_has_its_page(mandate: Representative, coordination: User, name: str) -> None:
    row = mandate.person if name == "person" else getattr(mandate.membership, name)
    page = client_of(coordination).get(reverse(f"{name}_history", args=[row.pk])).context["page"]
    assert len(page) == {"organization": 3, "committee": 3, "person": 2}[name]


def test_what_a_line_is_named_by_is_not_told_again(mandate: Representative) -> None:
    changes = changes_of(*committee_history(mandate.membership.committee))[0:20]
    assert [[field.label for field in change.fields] for change in changes[1:]] == [
        ["rôle", "a droit de vote", "invitation", "membre depuis le", "visibilité"],
        ["adhésion", "rôle", "depuis le"],
    ]
