"""Whatever is typed, a form refuses it in French or gives what can be stored."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.forms import constraint_error
from members.actions import accounts, committees, organizations, people
from members.forms.accounts import AccountEditForm, ChangePasswordForm, InviteForm, OpenAccountForm
from members.forms.committees import (
    CommitteeCreateForm,
    CompositionForm,
    EndMandateForm,
    InvitationForm,
    MandateCreateForm,
    MembershipCreateForm,
)
from members.forms.organizations import (
    ContactForm,
    FormerNameFormSet,
    OrganizationCreateForm,
    OrganizationFilter,
    VisibilityForm,
)
from members.forms.people import PersonCreateForm, PersonFilter
from members.models import Organization, Person, Representative, User
from tests.members.factories import (
    make_category,
    make_committee,
    make_mandate,
    make_membership,
    make_organization,
    make_person,
    make_user,
)

NASTY = [
    "",
    " ",
    "\x00",
    "\ud800",
    "\u202e\u2066",
    "é" * 5000,
    "-1",
    "0",
    "99999999999999999999",
    "NaN",
    "0000-01-01",
    "10000-01-01",
    "2014-02-30",
    "2014-05-29",
    "jusqu’en avril 2014",
    "{2014-05-22,2014-10-09}",
    "public",
    "accepted",
    "share",
    "partner",
    "a@exemple.test",
    "https://exemple.test",
]


class World:
    """One row of each kind, and each form with what a person would send of it."""

    def __init__(self) -> None:
        self.user = make_user("administration", password="x")
        self.membership = make_membership(make_committee())
        self.pending = make_membership(make_committee(), invitation="invited")
        self.mandate = make_mandate(self.membership)
        self.person = make_person()
        self.organization = make_organization()
        token = str(uuid4())
        self.sent: dict[str, dict[str, Any]] = {
            "organization": {"submission": token, "name": "A", "category": make_category().pk},
            "former_names": {
                "form-TOTAL_FORMS": 1,
                "form-INITIAL_FORMS": 0,
                "form-0-name": "A",
                "form-0-acronym": "",
                "form-0-held": "2014",
            },
            "contact": {"version": 1, "website": "", "public_email": "", "phone": "1", "note": ""},
            "visibility": {"version": 1, "visibility": "public"},
            "person": {"submission": token, "civility": "", "first_name": "A", "last_name": "B"},
            "committee": {
                "submission": token,
                "name": "T",
                "acronym": "T0",
                "kind": "table",
                "parent": "",
                "mandate": "",
                "quorum_rule": "number",
                "quorum_value": 3,
                "minutes_word": "minutes",
                "adoption_word": "adopted",
                "projet_readers": "partners",
            },
            "membership": {
                "submission": token,
                "committee": self.membership.committee_id,
                "organization": self.organization.pk,
                "role": "regular",
                "votes": "on",
                "invitation": "to_invite",
                "started_on": "",
                "invitation_note": "",
            },
            "invitation": {"version": 1, "invitation": "accepted", "started_on": "", "note": ""},
            "mandate": {
                "submission": token,
                "person": self.person.pk,
                "office": "chair",
                "started_on": "2014-05-29",
            },
            "end_mandate": {"version": 1, "ended_on": "2014-05-29", "successor": self.person.pk},
            "invite": {"email": "b@exemple.test", "name": "B", "roles": ["partner"], "person": ""},
            "account": {
                "version": 1,
                "name": "B",
                "roles": ["administration"],
                "person": self.person.pk,
            },
            "password": {"current": "x", "password": "une phrase longue", "again": ""},
            "open": {"name": "B", "password": "une phrase longue", "again": "une phrase longue"},
            "organization_filter": {"q": "a", "categorie": "", "localite": "", "instance": ""},
            "person_filter": {"q": "a"},
            "composition": {"date": "2014-05-29"},
        }

    def form(self, kind: str, data: QueryDict) -> BaseForm | BaseFormSet:
        home = {"cancel_url": "/"}
        making: dict[str, Callable[[], BaseForm | BaseFormSet]] = {
            "organization": lambda: OrganizationCreateForm(data),
            "former_names": lambda: FormerNameFormSet(data),
            "contact": lambda: ContactForm(data, instance=self.organization, sees_note=True),
            "visibility": lambda: VisibilityForm(data, **home),
            "person": lambda: PersonCreateForm(data, **home),
            "committee": lambda: CommitteeCreateForm(data, **home),
            "membership": lambda: MembershipCreateForm(data, **home),
            "invitation": lambda: InvitationForm(data, membership=self.pending, **home),
            "mandate": lambda: MandateCreateForm(
                data, instance=Representative(membership=self.membership), **home
            ),
            "end_mandate": lambda: EndMandateForm(data, row=self.mandate, **home),
            "invite": lambda: InviteForm(data, **home),
            "account": lambda: AccountEditForm(data, account=self.user, **home),
            "password": lambda: ChangePasswordForm(data, account=self.user),
            "open": lambda: OpenAccountForm(data, account=User(email="b@exemple.test")),
            "organization_filter": lambda: OrganizationFilter(data, user=self.user),
            "person_filter": lambda: PersonFilter(data),
            "composition": lambda: CompositionForm(data),
        }
        return making[kind]()

    def write(self, kind: str, form: Any) -> Any:
        by = {"by": self.user}
        clean = getattr(form, "cleaned_data", {})
        if "submission" in clean:
            by |= {"submission": clean["submission"]}
        version = {"version": clean.get("version")} if kind == "contact" else {}
        writing: dict[str, Callable[[], Any]] = {
            "organization": lambda: organizations.create_organization(
                fields=form.model_data, former_names=[], **by
            ),
            "former_names": lambda: organizations.write_former_names(self.organization, form.rows),
            "contact": lambda: organizations.edit_contact(
                organization=self.organization,
                public=form.model_data,
                internal=form.internal,
                **version,
                **by,
            ),
            "visibility": lambda: organizations.change_visibility(
                row=self.organization, **clean, **by
            ),
            "person": lambda: people.create_person(
                fields=form.model_data, contact=form.contact, **by
            ),
            "committee": lambda: committees.create_committee(fields=form.model_data, **by),
            "membership": lambda: committees.add_membership(fields=form.model_data, **by),
            "invitation": lambda: committees.change_invitation(
                membership=self.pending, **clean, **by
            ),
            "mandate": lambda: committees.add_mandate(
                fields=form.model_data | {"membership": self.membership}, **by
            ),
            "end_mandate": lambda: committees.end_mandate(mandate=self.mandate, **clean, **by),
            "invite": lambda: accounts.invite(**clean, **by),
            "account": lambda: accounts.edit_account(account=self.user, **clean, **by),
            "password": lambda: accounts.change_password(password=clean["password"], **by),
            "open": lambda: User.objects.create_user(
                "b@exemple.test", clean["password"], name=clean["name"]
            ),
            "organization_filter": lambda: list(form.filter(Organization.objects.all())),
            "person_filter": lambda: list(form.filter(Person.objects.all())),
            "composition": lambda: Representative.objects.on(clean["date"] or date.min).exists(),
        }
        return writing[kind]()


KINDS = [
    "organization",
    "former_names",
    "contact",
    "visibility",
    "person",
    "committee",
    "membership",
    "invitation",
    "mandate",
    "end_mandate",
    "invite",
    "account",
    "password",
    "open",
    "organization_filter",
    "person_filter",
    "composition",
]
TEXTS = st.sampled_from(NASTY) | st.text(max_size=30)


def query(fields: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return data


@st.composite
def nearly(draw: st.DrawFn, sent: dict[str, Any]) -> QueryDict:
    """What a person would send, but for a few fields."""
    changed = draw(st.lists(st.sampled_from(sorted(sent)), max_size=3, unique=True))
    return query(sent | {name: draw(st.lists(TEXTS, max_size=2)) for name in changed})


def said_in_french(error: Exception) -> bool:
    if isinstance(error, IntegrityError):
        return bool(constraint_error(error).message)
    return isinstance(error, (StaleFormError, ValidationError))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_form_and_its_action_take_anything(kind: str) -> None:
    world = World()

    @given(nearly(world.sent[kind]))
    def send(data: QueryDict) -> None:
        form = world.form(kind, data)
        if form.is_valid():
            with transaction.atomic():
                error = failure_of(lambda: world.write(kind, form))
                transaction.set_rollback(True)
            assert error is None or said_in_french(error)

    send()


def failure_of(act: Callable[[], Any]) -> Exception | None:
    try:
        with transaction.atomic():
            act()
    except Exception as error:
        return error
    return None


@pytest.mark.django_db
def test_what_a_person_would_send_is_taken() -> None:
    world = World()
    refused = {kind for kind in KINDS if not world.form(kind, query(world.sent[kind])).is_valid()}
    assert refused == {"password"}
