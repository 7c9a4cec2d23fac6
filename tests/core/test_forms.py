"""What every form of the portal shares."""

import datetime
import uuid

import pytest
from django import forms
from django.db import IntegrityError

from arbj_portal.core.actions import (
    AlreadySubmitted,
    StaleFormError,
    claim_submission,
    take_version,
)
from arbj_portal.core.forms import FilterForm, PortalForm, RichTextField, constraint_messages
from arbj_portal.core.models import Portal, Submission


class Sample(PortalForm):
    title = forms.CharField(max_length=20, required=False)
    day = forms.DateField(required=False)
    notes = RichTextField(required=False)


@pytest.mark.parametrize("text", ["a\x0bb", "a\x1bb", "\ud800", "a\ufffe"])
def test_text_that_cannot_be_written_is_refused_beside_its_field(text: str) -> None:
    assert Sample({"title": text}).errors == {
        "title": ["Ce texte contient des caractères qui ne s’écrivent pas."]
    }


def test_a_null_character_is_refused_in_french() -> None:
    assert Sample({"title": "a\x00"}).errors == {"title": ["Le caractère nul n’est pas autorisé."]}


@pytest.mark.parametrize("day", ["1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_year_out_of_reason_is_refused(day: str) -> None:
    assert Sample({"day": day}).errors == {"day": ["L’année va de 1900 à 2200."]}


@pytest.mark.parametrize("day", ["0000-01-01", "10000-01-01", "2014-02-30"])
def test_a_day_that_does_not_exist_is_refused(day: str) -> None:
    assert Sample({"day": day}).errors == {"day": ["Saisissez une date valide."]}


def test_lines_and_tabs_are_text() -> None:
    form = Sample({"title": "a\tb", "notes": "un\n\ndeux", "day": "2014-05-29"})
    assert form.is_valid()
    assert form.cleaned_data == {
        "title": "a\tb",
        "notes": "<p>un</p><p>deux</p>",
        "day": datetime.date(2014, 5, 29),
    }


@pytest.mark.parametrize(
    ("value", "plain", "markup"),
    [
        ("<p>un</p><ul><li>deux</li></ul>", "un\n\n- deux", "<p>un</p><ul><li>deux</li></ul>"),
        ("un\n\ndeux", "un\n\ndeux", "<p>un</p><p>deux</p>"),
        ("<p onclick='x()'>un</p>", "un", "<p>un</p>"),
        (None, None, ""),
    ],
)
def test_rich_text_is_shown_plain_and_given_to_the_editor_with_its_markup(
    value: str | None, plain: str | None, markup: str
) -> None:
    widget = RichTextField().widget.get_context("notes", value, {})["widget"]
    assert (widget["value"], widget["attrs"]["data-rich-text"]) == (plain, markup)


@pytest.mark.parametrize("typed", ["<p></p>", "<p> </p><p><br></p>", "", " \n "])
def test_rich_text_without_words_is_empty(typed: str) -> None:
    assert RichTextField(required=False).clean(typed) == ""


@pytest.mark.django_db
def test_the_same_submission_acts_once() -> None:
    token = uuid.uuid4()
    submission = claim_submission(token=token, by=None)
    Submission.objects.filter(pk=submission.pk).update(result_url="/rencontres/1/")
    with pytest.raises(AlreadySubmitted) as second:
        claim_submission(token=token, by=None)
    assert second.value.result_url == "/rencontres/1/"
    assert Submission.objects.count() == 1


def test_a_save_over_a_newer_version_is_refused() -> None:
    class Row:
        version = 4

    row = Row()
    take_version(row, 4)
    assert row.version == 5
    with pytest.raises(StaleFormError):
        take_version(row, 4)


@pytest.mark.django_db
def test_there_is_one_portal() -> None:
    told = {"name": "Table", "body_name": "Organisme", "privacy_officer": "A. B."}
    Portal.objects.create(**told)
    with pytest.raises(IntegrityError, match="core_portal_single"):
        Portal.objects.create(pk=2, **told)


def test_constraints_are_found_by_their_name() -> None:
    assert constraint_messages()["core_portal_single"] == "Il n’y a qu’un portail."


class ListFilter(FilterForm):
    q = forms.CharField(required=False)
    year = forms.IntegerField(required=False)
    order = forms.CharField(required=False, widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("asked", "given", "is_filtered"),
    [
        ({}, {}, False),
        ({"page": "2"}, {}, False),
        ({"order": "old"}, {"order": "old"}, False),
        ({"q": "a", "year": "abc"}, {"q": "a"}, True),
        ({"year": "abc"}, {}, False),
    ],
)
def test_a_list_is_filtered_by_what_was_understood(
    asked: dict[str, str], given: dict[str, str], is_filtered: bool
) -> None:
    form = ListFilter(asked)
    assert (form.given, form.is_filtered) == (given, is_filtered)
