"""Periods in models, in the database's own functions, in forms and in the preview."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test import RequestFactory
from django.test.utils import isolate_apps
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

from arbj_portal.core.period_fields import PeriodField, PeriodFormField, period_is_valid
from arbj_portal.core.period_preview import preview_period
from arbj_portal.core.periods import LONGEST_EDTF, Period
from tests.core.test_periods import outcome, periods

# The database's reading of EDTF


def dates_of(period: Period) -> Multirange[date]:
    """What edtf_dates() should give: PostgreSQL joins stretches that touch."""
    ranges: list[Range[date]] = []
    for span in period.spans:
        lower = span.first if span.start else None
        upper = span.last + timedelta(1) if span.end else None
        if ranges and ranges[-1].upper == lower:
            lower = ranges.pop().lower
        ranges.append(Range(lower, upper, "[)" if lower else "()"))
    return Multirange(ranges)


def read_by_database(texts: list[str]) -> list[tuple[Multirange[date] | None, date | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT edtf_dates(t), edtf_start(t) FROM unnest(%s::text[]) WITH ORDINALITY AS u(t, n)"
            " ORDER BY n",
            [texts],
        )
        return cursor.fetchall()


def read_by_python(text: str) -> tuple[Multirange[date] | None, date | None]:
    period = outcome(Period.from_edtf, text)
    return (dates_of(period), period.starts_on) if isinstance(period, Period) else (None, None)


days = st.builds("{:04}-{:02}-{:02}".format, st.integers(1899, 2201), st.integers(0, 13),
                 st.integers(0, 32))  # fmt: skip
dates = days.flatmap(lambda day: st.sampled_from([day[:4], day[:7], day, "..", "", "2014-05"]))
stretches = st.lists(dates, min_size=1, max_size=2).map("/".join)
near_edtf = st.one_of(
    stretches,
    st.lists(stretches, max_size=4).map(lambda parts: f"{{{','.join(parts)}}}"),
    st.text("{}0123456789-/.,\n é", max_size=24),
    periods().map(lambda period: period.edtf),
)


@pytest.mark.django_db
@given(st.lists(near_edtf, min_size=8, max_size=16))
@settings(deadline=None)
def test_database_and_python_read_the_same(texts: list[str]) -> None:
    assert read_by_database(texts) == [read_by_python(text) for text in texts]


@pytest.mark.django_db
def test_database_reads_open_ends_as_unbounded() -> None:
    assert read_by_database(["2014-07/..", "../2013-12-31"]) == [
        (Multirange([Range(date(2014, 7, 1), None)]), date(2014, 7, 1)),
        (Multirange([Range(None, date(2014, 1, 1), "()")]), None),
    ]


# The model field


@pytest.fixture
def event_model(db: None) -> Iterator[type[models.Model]]:
    with isolate_apps("arbj_portal.core"), connection.schema_editor() as editor:

        class Event(models.Model):
            period = PeriodField("quand")
            planned = PeriodField("prévu", null=True, blank=True)

            class Meta:
                app_label = "core"
                constraints = [
                    period_is_valid("period", name="core_event_period"),
                    period_is_valid("planned", name="core_event_planned"),
                ]

            def __str__(self) -> str:
                return str(self.period)

        editor.create_model(Event)
        yield Event


def test_field_stores_edtf_and_gives_a_period(event_model: Any) -> None:
    period = Period.parse("22 mai et 9 octobre 2014")
    event = event_model.objects.create(period=period)
    event.refresh_from_db()
    assert (event.period, event.planned) == (period, None)
    assert event_model.objects.get(period=period) == event
    assert event_model.objects.get(period="{2014-05-22,2014-10-09}") == event
    assert event_model.objects.get(planned=None) == event


def test_field_is_serialised_as_edtf(event_model: Any) -> None:
    event = event_model(pk=1, period=Period.parse("mai 2014"))
    text = serializers.serialize("json", [event])
    assert '"period": "2014-05", "planned": null' in text
    assert event_model._meta.get_field("period").to_python("2014-05") == event.period


def test_field_deconstructs_for_migrations() -> None:
    _, path, args, kwargs = PeriodField("quand", null=True).deconstruct()
    assert path == "arbj_portal.core.period_fields.PeriodField"
    assert (args, kwargs) == (
        [],
        {"verbose_name": "quand", "null": True, "max_length": LONGEST_EDTF},
    )


def test_full_clean_takes_edtf_text_and_speaks_french(event_model: Any) -> None:
    event = event_model(period="2014-05")
    event.full_clean()
    assert event.period == Period.parse("mai 2014")
    with pytest.raises(ValidationError) as refused:
        event_model(period="mai 2014").full_clean()
    assert refused.value.message_dict == {
        "period": ["«\xa0mai 2014\xa0» n’est pas une période en EDTF."]
    }


@pytest.mark.parametrize("column", ["period", "planned"])
@pytest.mark.parametrize("text", ["2014-02-30", "mai 2014", "2014-05/2014-05", ""])
def test_database_refuses_what_is_not_canonical(event_model: Any, column: str, text: str) -> None:
    event = event_model.objects.create(period=Period.parse("2014"))
    with (
        pytest.raises(IntegrityError, match=f"core_event_{column}"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE core_event SET {column} = %s WHERE id = %s", [text, event.pk])  # noqa: S608


def test_overlaps_finds_by_any_of_the_dates(event_model: Any) -> None:
    texts = ["janvier à mars 2014", "juillet 2014 à mars 2015", "22 mai et 9 octobre 2014",
             "depuis avril 2015", "jusqu’en 2013"]  # fmt: skip
    for text in texts:
        event_model.objects.create(period=Period.parse(text))

    def found(first: date | None, last: date | None) -> list[str]:
        events = event_model.objects.filter(period__overlaps=(first, last)).order_by("pk")
        return [str(event) for event in events]

    assert found(date(2014, 1, 1), date(2014, 12, 31)) == texts[:3]
    assert found(date(2015, 1, 1), date(2015, 12, 31)) == [texts[1], texts[3]]
    assert found(date(2014, 6, 1), date(2014, 6, 30)) == []
    assert found(date(2016, 1, 1), None) == [texts[3]]
    assert found(None, date(2013, 12, 31)) == [texts[4]]
    assert found(None, None) == texts
    assert found(date(2015, 1, 1), date(2014, 1, 1)) == []


def test_rows_sort_by_their_first_start(event_model: Any) -> None:
    for text in ["mai 2015", "22 mai et 9 octobre 2014", "23 mai 2014"]:
        event_model.objects.create(period=Period.parse(text))
    ordered = event_model.objects.order_by("period__starts_on")
    assert [str(event) for event in ordered] == [
        "22 mai et 9 octobre 2014",
        "23 mai 2014",
        "mai 2015",
    ]


# The form field


class WhenForm(forms.Form):
    when = PeriodFormField(required=False)


def test_model_field_gives_its_form_field(event_model: Any) -> None:
    field = event_model._meta.get_field("planned").formfield()
    assert isinstance(field, PeriodFormField)
    assert (field.required, field.max_length, field.label) == (False, None, "Prévu")
    assert event_model._meta.get_field("period").formfield(single=True).single


def test_form_field_shows_the_stored_period_in_french() -> None:
    form = WhenForm(initial={"when": Period.parse("2014-07/2015-03")})
    assert str(form["when"]) == (
        '<input type="text" name="when" value="juillet 2014 à mars 2015" inputmode="text" '
        'autocomplete="off" data-period="/periode/?seule=0&amp;bornee=0" id="id_when">'
    )


def test_form_field_reads_what_people_type() -> None:
    assert PeriodFormField().clean(" Mai 2014 ") == Period.from_edtf("2014-05")
    assert PeriodFormField(required=False).clean(" ") is None
    with pytest.raises(ValidationError, match="obligatoire"):
        PeriodFormField().clean("")


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        (PeriodFormField(), "31 février 2014", "Le 31 février 2014 n’existe pas."),
        (PeriodFormField(bounded=True), "depuis 2014", "Indiquez aussi la fin de la période."),
        (
            PeriodFormField(single=True),
            "2013 et 2014",
            "Indiquez une seule période, comme «\xa02013\xa0».",
        ),
    ],
)
def test_form_field_says_what_is_wrong(field: PeriodFormField, text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(text)
    assert refused.value.messages == [sentence]


def test_form_field_keeps_what_was_typed_and_sees_no_change_in_another_spelling() -> None:
    initial = {"when": Period.parse("mai 2014")}
    assert not WhenForm({"when": "2014-05"}, initial=initial).has_changed()
    rejected = WhenForm({"when": "mai"}, initial=initial)
    assert rejected.has_changed()
    assert not rejected.is_valid()
    assert rejected["when"].value() == "mai"


@given(st.text(max_size=700))
@settings(max_examples=300)
def test_form_field_raises_nothing_but_validation_errors(text: str) -> None:
    form = WhenForm({"when": text})
    assert form.is_valid() == (not form.errors)


# The preview


@pytest.mark.parametrize(
    ("query", "fragment"),
    [
        (
            {"texte": "juil. 2014 à mars 2015"},
            '<span class="period-understood">Compris\xa0: juillet\xa02014 à mars\xa02015</span>',
        ),
        (
            {"texte": "31 juin 2014"},
            '<span class="period-error">Le 31 juin 2014 n’existe pas.</span>',
        ),
        ({}, '<span class="period-error">Indiquez une période.</span>'),
        (
            {"texte": "depuis 2014", "bornee": "1"},
            '<span class="period-error">Indiquez aussi la fin de la période.</span>',
        ),
        (
            {"texte": "mai 2014" * 100},
            '<span class="period-error">Ce texte dépasse 600 caractères.</span>',
        ),
    ],
)
def test_preview_tells_how_a_period_is_understood(
    rf: RequestFactory, query: dict[str, str], fragment: str
) -> None:
    response = preview_period(rf.get("/periode/", query))
    assert (response.status_code, response.content.decode()) == (200, fragment)


def test_preview_escapes_what_was_typed(rf: RequestFactory) -> None:
    response = preview_period(rf.get("/periode/", {"texte": "<"}))
    assert "«\xa0&lt;\xa0»" in response.content.decode()


def test_preview_is_read_only(rf: RequestFactory) -> None:
    assert preview_period(rf.post("/periode/")).status_code == 405
