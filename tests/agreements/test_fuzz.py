"""Whatever is typed in a form of the room: errors in French, or values that an action takes.

Forms are tried here without HTTP, actions included; tests/test_fuzz_forms.py tries their pages.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.actions.activities import create_activity, edit_activity
from agreements.actions.agreements import change_visibility, create_agreement
from agreements.forms.activities import ActivityEditForm, ActivityForm
from agreements.forms.agreements import AgreementFilter, AgreementForm, VisibilityForm
from agreements.models import Activity, Agreement
from agreements.views.sections import SECTIONS, Section
from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.forms import constraint_error
from arbj_portal.core.templatetags.portal import listed_errors
from members.models import User
from tests.agreements.factories import (
    PDF_BYTES,
    make_activity,
    make_agreement,
    make_contribution,
    make_milestone,
    make_objective,
    make_party,
)

NATURAL = [
    "",
    "1",
    "2",
    "50 000 $",
    "1 234,56 $",
    "octobre 2013",
    "22 mai et 9 octobre 2014",
    "depuis juillet 2014",
    "met",
    "not_met",
    "in_force",
    "signed",
    "specific",
    "succeeds",
    "training",
    "partners",
    "on",
    "Un texte",
]
NASTY = [
    "\x00",
    "\ud800",
    "a" * 100_000,
    "-1",
    "0",
    "9" * 30,
    "NaN",
    "1e400",
    "0000-01-01",
    "10000",
    "mars 2015 à janvier 2014",
    "2014-02-30",
    "\u202e\u2066",
    "<script>alert(1)</script>",
]
TRY = settings(suppress_health_check=list(HealthCheck))
VALUES = st.one_of(st.sampled_from(NATURAL), st.sampled_from(NASTY), st.text(max_size=30))
FILES = st.sampled_from([None, b"", PDF_BYTES, b"PK\x03\x04", b"MZ\x00", b"\x89PNG\r\n\x1a\n"])


class Undo(Exception):
    """Nothing that a case wrote is kept for the next."""


@contextmanager
def undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


def acts(write: Callable[[], object]) -> None:
    """An action takes what its form let through, or refuses it in French."""
    try:
        with transaction.atomic():
            write()
    except (ValidationError, StaleFormError):
        pass
    except IntegrityError as error:
        constraint_error(error)


def sent(data: st.DataObject, fields: dict[str, list[str]]) -> QueryDict:
    """The fields as a browser would send them, then some of them changed."""
    query = QueryDict(mutable=True)
    for name, values in fields.items():
        query.setlist(name, values)
    for name in data.draw(st.lists(st.sampled_from(sorted(fields)), max_size=6, unique=True)):
        query.setlist(name, data.draw(st.lists(VALUES, max_size=2)))
    return query


def as_typed(form: Any) -> dict[str, list[str]]:
    fields = {}
    for bound in form:
        value = bound.value()
        values = value if isinstance(value, list | tuple) else [value]
        fields[bound.html_name] = ["" if item is None else str(item) for item in values]
    return fields


@pytest.fixture
def agreement() -> Agreement:
    agreement = make_agreement(status="signed")
    make_contribution(make_party(agreement))
    objective = make_objective(agreement, position=1)
    make_milestone(agreement, objective=objective)
    make_activity(agreement).objectives.add(objective)
    return agreement


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_any_section_of_an_agreement(
    section: Section, agreement: Agreement, administration: User
) -> None:
    shown = section.form(agreement=agreement, user=administration, prefix=section.slug)
    fields = as_typed(shown)
    if hasattr(shown, "lines"):
        fields |= as_typed(shown.lines.management_form)
        for line in shown.lines:
            fields |= as_typed(line)

    @TRY
    @given(data=st.data())
    def try_section(data: st.DataObject) -> None:
        query = sent(data, fields)
        content = data.draw(FILES)
        files = {}
        if content is not None:
            files[f"{section.slug}-file"] = SimpleUploadedFile("f.pdf", content)
        with undone():
            form = section.form(
                query, files, agreement=agreement, user=administration, prefix=section.slug
            )
            if form.is_valid():
                acts(lambda: section.save(form, by=administration, agreement=agreement))
            else:
                assert listed_errors([form, getattr(form, "lines", None)])

    try_section()


def test_any_agreement_to_enter(agreement: Agreement, administration: User) -> None:
    fields = as_typed(AgreementForm(user=administration))

    @TRY
    @given(data=st.data())
    def try_form(data: st.DataObject) -> None:
        with undone():
            form = AgreementForm(sent(data, fields), user=administration)
            if form.is_valid():
                values = form.cleaned_data
                acts(
                    lambda: create_agreement(
                        by=administration,
                        fields=form.model_data,
                        status=values["status"],
                        effective=values["effective"],
                        reason=values["reason"],
                        submission=uuid4(),
                    )
                )
            else:
                assert listed_errors([form])

    try_form()


def test_any_activity(agreement: Agreement, coordination: User) -> None:
    activity = Activity.objects.get()
    new = as_typed(ActivityForm(initial={"agreement": agreement.pk}, user=coordination))
    corrected = as_typed(ActivityEditForm(activity=activity, user=coordination))

    @TRY
    @given(data=st.data())
    def try_forms(data: st.DataObject) -> None:
        with undone():
            form = ActivityForm(sent(data, new), {}, user=coordination)
            if form.is_valid():
                acts(lambda: create_activity(by=coordination, fields=form.model_data, **form.ties))
        with undone():
            correction = ActivityEditForm(
                sent(data, corrected), activity=activity, user=coordination
            )
            if correction.is_valid():
                acts(
                    lambda: edit_activity(
                        by=coordination,
                        activity=activity,
                        version=correction.cleaned_data["version"],
                        fields=correction.model_data,
                        **correction.ties,
                    )
                )

    try_forms()


def test_any_visibility(agreement: Agreement, administration: User) -> None:
    fields = as_typed(VisibilityForm(owner=agreement))

    @TRY
    @given(data=st.data())
    def try_form(data: st.DataObject) -> None:
        with undone():
            form = VisibilityForm(sent(data, fields), owner=agreement)
            if form.is_valid():
                acts(
                    lambda: change_visibility(
                        by=administration, agreement=agreement, **form.cleaned_data
                    )
                )

    try_form()


def test_any_filter(agreement: Agreement) -> None:
    fields = as_typed(AgreementFilter())

    @TRY
    @given(data=st.data())
    def try_filter(data: st.DataObject) -> None:
        filters = AgreementFilter(sent(data, fields))
        assert len(filters.filter(Agreement.objects.all()).by_stage()) <= 1

    try_filter()
