import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.apps import apps
from django.conf import settings as project_settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from arbj_portal.core.context import SECTIONS
from arbj_portal.core.form_layout import (
    DateInput,
    PortalFormHelper,
    Row,
    Section,
    TimeInput,
    visibility_field,
)
from arbj_portal.core.statuses import LOOKS, SHAPES
from arbj_portal.core.templatetags.portal import listed_errors

TEMPLATES = Path(project_settings.BASE_DIR) / "templates"
STATES = {"status", "state", "outcome", "invitation"}
ERROR_PAGES = ["400", "403", "403_csrf", "404", "429", "500", "503"]


class ActivityForm(forms.Form):
    title = forms.CharField(label="Titre", help_text="Court.")
    notes = forms.CharField(label="Notes", required=False)
    day = forms.DateField(label="Jour", widget=DateInput, initial=date(2014, 5, 29))
    hour = forms.TimeField(label="Heure", widget=TimeInput, required=False)
    sure = forms.BooleanField(label="Confirmée")
    visibility = visibility_field()
    version = forms.IntegerField(label="Version", widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            Section("L’activité <b>", "title", "notes", hint="Ce que vous savez."),
            Row("day", "hour"),
            "sure",
            "visibility",
            submit="Enregistrer l’activité",
            cancel_url="/ententes/",
        )

    def clean(self):
        if "title" not in self.cleaned_data:
            raise forms.ValidationError("Il manque quelque chose.")


class GuestForm(forms.Form):
    name = forms.CharField(label="Nom")


def render(source, **context):
    """Without the context processors, which read the database."""
    bare = Context(context)
    bare["request"] = bare.request = RequestFactory().get("/membres/", {"q": "ville", "page": "2"})
    return Template(source).render(bare)


def render_form(form):
    return render("{% load crispy_forms_tags %}{% crispy form %}", form=form)


def squeeze(html):
    return re.sub(r"\s+", " ", html)


def test_status_is_a_shape_a_word_and_a_tone():
    html = render('{% status "met" "Atteint" %}')
    assert html == (
        '<span class="status is-ok"><svg class="st" viewBox="0 0 16 16" aria-hidden="true">'
        f"{SHAPES['check']}</svg>Atteint</span>"
    )


def test_status_that_nobody_drew_is_neutral_and_its_label_is_escaped():
    html = render("{% status value label plain=True %}", value="new", label="<i>")
    assert html == (
        '<span class="status status-plain"><svg class="st" viewBox="0 0 16 16" aria-hidden="true">'
        f"{SHAPES['dashed']}</svg>&lt;i&gt;</span>"
    )


def test_every_state_of_the_models_has_a_look():
    values = {
        value
        for model in apps.get_models()
        if model.__module__.split(".")[0] in {"members", "agreements", "meetings"}
        for field in model._meta.get_fields()
        if field.name in STATES
        for value, _ in getattr(field, "choices", None) or ()
        if value
    }
    assert len(values) > 40
    assert values - LOOKS.keys() == set()


def test_every_look_has_a_shape():
    assert {shape for shape, _ in LOOKS.values()} <= SHAPES.keys()


def test_every_icon_of_the_templates_exists():
    names = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }
    assert len(names) > 5
    assert [name for name in sorted(names) if "<path" not in render(f'{{% icon "{name}" %}}')] == []


def test_visibility_says_who_reads():
    html = render('{% visibility "partners" %}')
    assert html.startswith('<span class="visibility"><svg class="ic"')
    assert html.endswith('<span class="visually-hidden">Visibilité\xa0: </span>Partenaires</span>')


def test_fact_is_told_when_known():
    source = '{% fact "Signée" day %}{% fact "Fin" None %}{% fact "Numéro" "" %}{% fact "Voix" 0 %}'
    assert render(source, day="octobre 2013") == (
        "<dt>Signée</dt><dd>octobre 2013</dd><dt>Voix</dt><dd>0</dd>"
    )


def test_breadcrumb_links_all_but_the_page_itself():
    html = render('{% breadcrumb "Santé" "health" title "/ententes/1/" "Modifier" %}', title="<E>")
    assert re.findall(r"<li.*?</li>", html) == [
        '<li><a href="/sante/">Santé</a></li>',
        '<li><a href="/ententes/1/">&lt;E&gt;</a></li>',
        '<li aria-current="page">Modifier</li>',
    ]


def test_empty_state_offers_an_action_to_those_who_have_one():
    assert "<a" not in render('{% empty_state "Aucune rencontre" "Elles paraîtront ici." %}')
    html = render('{% empty_state "Aucune rencontre" "" "Consigner" "/rencontres/consigner/" %}')
    assert '<a class="btn btn-quiet" href="/rencontres/consigner/">Consigner</a>' in html


@pytest.mark.parametrize(
    ("day", "figure"),
    [(date(2014, 5, 29), "29</span>"), (date(2014, 4, 1), "1<sup>er</sup></span>")],
)
def test_date_block_writes_the_day_as_people_do(day, figure):
    html = render("{% date_block day %}", day=day)
    assert f'datetime="{day:%Y-%m-%d}"' in html
    assert f'<span class="day">{figure}' in html


def test_panel_and_note_hold_what_the_page_wrote():
    assert render("{% panel title level=3 %}<p>x</p>{% endpanel %}", title="A & B") == (
        '<section class="panel"><h3>A &amp; B</h3><p>x</p></section>'
    )
    html = render('{% note "partial" %}<p>{{ text }}</p>{% endnote %}', text="<i>")
    assert html.startswith('<div class="note is-partial"><svg')
    assert html.endswith("<div><p>&lt;i&gt;</p></div></div>")


def test_pages_keep_the_other_words_of_the_address():
    html = render("{% pages page %}", page=Paginator(range(30), 10).get_page(2))
    assert re.findall(r'href="([^"]+)"', html) == [
        "?q=ville&amp;page=1",
        "?q=ville&amp;page=1",
        "?q=ville&amp;page=2",
        "?q=ville&amp;page=3",
        "?q=ville&amp;page=3",
    ]
    assert render("{% pages page %}", page=Paginator([1], 10).get_page(1)).strip() == ""


def test_form_has_one_filled_button_and_a_way_to_give_up():
    html = squeeze(render_form(ActivityForm()))
    assert html.count("btn-primary") == 1
    assert "Enregistrer l’activité</button>" in html
    assert '<a class="btn btn-quiet" href="/ententes/">Annuler</a>' in html
    assert "novalidate" in html
    assert 'name="version"' in html


def test_form_escapes_legends_and_marks_what_is_optional():
    html = squeeze(render_form(ActivityForm()))
    assert "<legend>L’activité &lt;b&gt;</legend>" in html
    optional = re.findall(r"<label[^>]*>(\w+) <span class=\"optional\">\(facultatif\)</span>", html)
    assert optional == ["Notes", "Heure"]


def test_form_dates_speak_iso_whatever_the_language():
    html = render_form(ActivityForm())
    assert re.search(r'<input type="date"[^>]* value="2014-05-29"', html)
    assert '<input type="time"' in html


def test_rejected_field_is_tied_to_its_help_and_its_error():
    html = render_form(ActivityForm({}))
    title = re.search(r'<input type="text" name="title"[^>]*>', html)[0]
    assert 'aria-describedby="id_title_helptext id_title_error"' in title
    assert 'aria-invalid="true"' in title
    assert html.index('id="id_title_helptext"') < html.index('id="id_title_error"')
    assert html.index('id="id_title_error"') < html.index('name="title"')


def test_rejected_group_of_choices_is_described_once_for_all():
    html = render_form(ActivityForm({}))
    assert '<fieldset aria-describedby="id_visibility_error">' in html
    radios = re.findall(r'<input type="radio"[^>]*>', html)
    assert len(radios) == 3
    assert [radio for radio in radios if "aria-" in radio] == []


def test_ids_of_a_rejected_form_are_unique():
    ids = re.findall(r' id="([^"]+)"', render_form(ActivityForm({})))
    assert len(ids) == len(set(ids))


def test_error_summary_links_to_every_field():
    form = ActivityForm({})
    html = render("{% error_summary form %}", form=form)
    page = html + render_form(form)
    anchors = re.findall(r'<a href="#([^"]+)"', html)
    assert anchors == [
        "id_title",
        "id_day",
        "id_sure",
        "id_visibility_0",
    ]
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == []
    own = form.non_field_errors()[0]
    assert page.count(str(own)) == html.count(str(own)) == 1
    assert 'tabindex="-1"' in html
    assert "6 éléments sont à corriger" in html


def test_error_summary_names_the_rows_of_a_formset_and_skips_the_deleted():
    guests = forms.formset_factory(GuestForm, extra=0, can_delete=True, min_num=3)
    formset = guests(
        {
            "invites-TOTAL_FORMS": "3",
            "invites-INITIAL_FORMS": "0",
            "invites-0-name": "Ruth",
            "invites-1-DELETE": "on",
        },
        prefix="invites",
    )
    formset.row_label = "Invité"
    assert listed_errors([formset]) == [
        ("id_invites-2-name", "Invité 3, Nom", "Ce champ est obligatoire.")
    ]


@pytest.mark.parametrize(
    "sources", [[], [""], [None], [ActivityForm()], [forms.formset_factory(GuestForm)()]]
)
def test_nothing_to_correct_shows_nothing(sources):
    assert listed_errors(sources) == []
    assert render("{% error_summary sources %}", sources=sources).strip() == ""


@pytest.mark.parametrize(
    ("context", "prefix"),
    [
        ({}, ""),
        ({"form": ActivityForm()}, ""),
        ({"form": ActivityForm({})}, "Erreur\xa0: "),
        ({"formsets": [GuestForm(), GuestForm({})]}, "Erreur\xa0: "),
    ],
)
def test_title_says_that_the_form_was_rejected(context, prefix):
    html = render_page(context)
    assert f"<title>{prefix}Activité · Table</title>" in html


def render_page(context, **base):
    user = SimpleNamespace(is_authenticated=base.pop("signed_in", False), email="a@b.test")
    portal = SimpleNamespace(name="Table", body_name="", logo_url=None)
    known = {"user": user, "portal": portal, "nav": [], "demonstration": False}
    source = '{% extends "base.html" %}{% block title %}Activité{% endblock %}'
    return render(source, **(known | base | context))


def test_demonstration_says_so_on_every_page():
    assert "demo-banner" not in render_page({})
    assert 'class="demo-banner"' in render_page({}, demonstration=True)


def test_visitor_signs_in_and_account_signs_out():
    visitor, account = render_page({}), render_page({}, signed_in=True)
    assert "/compte/connexion/?next=%2Fmembres%2F%3Fq%3Dville%26page%3D2" in visitor
    assert "/compte/deconnexion/" not in visitor
    assert 'action="/compte/deconnexion/"' in account
    assert "hx-headers" in account
    assert "hx-headers" not in visitor


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_needs_no_context_and_shows_a_way_out(name):
    html = render_to_string(f"{name}.html")
    assert '<html lang="fr-CA">' in html
    assert re.search(r"<title>[^<]+</title>", html)
    assert html.count("<h1>") == 1
    assert 'class="btn btn-primary" href="/"' in html


def test_an_error_page_leads_to_the_sections_of_every_other():
    links = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', render_to_string("404.html"))
    assert links == [(reverse(name), label) for label, name in SECTIONS]
