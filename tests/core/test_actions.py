"""What the decorator of actions and the rules between rows promise."""

import pytest
from django.db.models import ProtectedError, Q

from arbj_portal.core.actions import action
from arbj_portal.core.forms import PROTECTED, constraint_error
from arbj_portal.core.history_pages import Source, changes_of
from arbj_portal.core.roles import Role
from members.models import Committee
from tests.members.factories import make_committee, make_membership, make_organization, make_user

pytestmark = pytest.mark.django_db


@action
def rename(*, by: object, committee: Committee, name: str, fails: bool = False) -> None:
    committee.name = name
    committee.save()
    if fails:
        raise ValueError(name)


def authors(committee: Committee) -> list[str]:
    changes = changes_of(Source(Committee, Q(pgh_obj=committee.pk)))
    return [change.moment.who for change in changes[0:10]]


def test_history_names_the_author_of_an_action_outside_of_any_page() -> None:
    committee = make_committee("Table")
    rename(by=make_user(Role.ADMINISTRATION, name="Nora Roy"), committee=committee, name="A")
    rename(by=None, committee=committee, name="B")
    assert authors(committee) == ["système", "Nora Roy", "système"]


def test_an_action_that_fails_writes_nothing() -> None:
    committee = make_committee("Table")
    with pytest.raises(ValueError, match="Comité"):
        rename(by=None, committee=committee, name="Comité", fails=True)
    committee.refresh_from_db()
    assert committee.name == "Table"


def test_what_something_hangs_on_says_so_when_it_is_removed() -> None:
    organization = make_organization("Ville de Chapais")
    membership = make_membership(make_committee("Table"), organization)
    with pytest.raises(ProtectedError) as refused:
        organization.delete()
    assert constraint_error(refused.value).message == PROTECTED.format(membership)
