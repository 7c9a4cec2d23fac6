"""Every page of the room, for its coordination, its partners, outsiders and the public."""

from typing import Any

import pytest
from django.urls import reverse

from agreements.models import Activity, Agreement
from members.models import Committee, User
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_activity, make_agreement, make_document

LOGIN = "login"
WHO = ("anonymous", "outsider", "partner", "coordination", "administration")
# Who may see the object: the answers for a public one; where it is for the partners, those who
# may not see it get a 404, or « login » while anonymous.
READ = (200, 200, 200, 200, 200)
STAFF = (LOGIN, 403, 403, 200, 200)
ADMINISTRATION = (LOGIN, 403, 403, 403, 200)
STAFF_POST = (LOGIN, 403, 403, 302, 302)

PAGES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "agreement_detail": ("agreement", READ),
    "agreement_edit": ("agreement", STAFF),
    "agreement_visibility": ("agreement", ADMINISTRATION),
    "agreement_history": ("agreement", STAFF),
    "objectives_carry": ("agreement", ADMINISTRATION),
    "plan_detail": ("agreement", READ),
    "plan_model": ("agreement", ADMINISTRATION),
    "plan_import_begin": ("agreement", ADMINISTRATION),
    "activity_detail": ("activity", READ),
    "activity_edit": ("activity", STAFF),
    "activity_visibility": ("activity", STAFF),
    "activity_history": ("activity", STAFF),
    "activity_attach": ("activity", STAFF),
    "photo_add": ("activity", STAFF),
}
CLOSED = {"agreement_create": ADMINISTRATION, "activity_create": STAFF}
SECTIONS = {
    "fiche": ADMINISTRATION,
    "etat": ADMINISTRATION,
    "parties": ADMINISTRATION,
    "objectifs": STAFF,
    "jalons": STAFF,
    "documents": STAFF,
}


@pytest.fixture
def everybody(
    outsider: User, partner: User, coordination: User, administration: User
) -> dict[str, User | None]:
    return dict(zip(WHO, (None, outsider, partner, coordination, administration), strict=True))


def answers(everybody: dict[str, User | None], method: str, address: str) -> tuple[Any, ...]:
    return tuple(answer(getattr(client_of(user), method)(address)) for user in everybody.values())


def answer(response: Any) -> Any:
    is_login = response.get("Location", "").startswith("/compte/connexion/")
    return LOGIN if is_login else response.status_code


def hidden(expected: tuple[Any, ...]) -> tuple[Any, ...]:
    """The answers where only the partners, the coordination and the administration see it."""
    return (LOGIN, 404, *expected[2:])


def unknown(count: int) -> tuple[Any, ...]:
    return (LOGIN, *[404] * (count - 1))


@pytest.mark.parametrize("name", PAGES)
def test_who_opens_a_page(
    name: str, everybody: dict[str, User | None], committee: Committee
) -> None:
    kind, expected = PAGES[name]
    for level in ("public", "partners"):
        agreement = make_agreement(committee=committee, visibility=level)
        owner: Agreement | Activity = agreement
        if kind == "activity":
            owner = make_activity(agreement, visibility=level)
        found = answers(everybody, "get", reverse(name, args=[owner.pk]))
        assert found == (expected if level == "public" else hidden(expected))
    nothing = reverse(name, args=[10**30])
    assert answers(everybody, "get", nothing) == unknown(len(WHO))


@pytest.mark.parametrize("name", CLOSED)
def test_who_enters_something_new(name: str, everybody: dict[str, User | None]) -> None:
    assert answers(everybody, "get", reverse(name)) == CLOSED[name]
    assert answers(everybody, "post", reverse(name)) == CLOSED[name]


@pytest.mark.parametrize("slug", SECTIONS)
def test_who_saves_a_section(
    slug: str, everybody: dict[str, User | None], committee: Committee
) -> None:
    for level in ("public", "partners"):
        agreement = make_agreement(committee=committee, visibility=level)
        address = reverse("agreement_section", args=[agreement.pk, slug])
        expected = SECTIONS[slug] if level == "public" else hidden(SECTIONS[slug])
        assert answers(everybody, "post", address) == expected


def test_who_detaches_a_document(everybody: dict[str, User | None], committee: Committee) -> None:
    agreement = make_agreement(committee=committee, visibility="public")
    activity = make_activity(agreement, visibility="public")
    for name, owner in (("agreement_detach", agreement), ("activity_detach", activity)):
        found = []
        for user in everybody.values():
            document = make_document(owner)
            address = reverse(name, args=[owner.pk, document.pk])
            found.append(answer(client_of(user).post(address)))
        assert tuple(found) == STAFF_POST
        assert owner.attachments.count() == 3


def test_who_takes_an_activity_back(
    everybody: dict[str, User | None], committee: Committee
) -> None:
    """Nobody here wrote it; its author is met in test_activities.py."""
    activity = make_activity(make_agreement(committee=committee))
    address = reverse("activity_delete", args=[activity.pk])
    assert answers(everybody, "post", address) == (LOGIN, 404, 403, 403, 403)


@pytest.mark.parametrize("name", ["agreement_detach", "activity_detach", "activity_delete"])
def test_changes_are_made_by_post_only(
    name: str, administration: User, committee: Committee
) -> None:
    agreement = make_agreement(committee=committee)
    activity = make_activity(agreement)
    owner = agreement if name.startswith("agreement") else activity
    document = make_document(owner)
    args = [owner.pk] if name == "activity_delete" else [owner.pk, document.pk]
    assert client_of(administration).get(reverse(name, args=args)).status_code == 405
    assert owner.attachments.exists()


def test_forms_offer_only_what_one_may_see(coordination: User) -> None:
    """The coordination sees all; whoever may not write meets no form at all."""
    agreement = make_agreement("Entente discrète", visibility="coordination")
    page = client_of(coordination).get(reverse("activity_create")).content.decode()
    assert f'<option value="{agreement.pk}">Entente discrète</option>' in page
