"""Organisations: finding them, describing them, reaching them."""

from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import JSONObject

from arbj_portal.core.form_layout import PortalFormHelper, Row, Section, visibility_field
from arbj_portal.core.forms import (
    FilterForm,
    PortalForm,
    PortalModelForm,
    SubmissionMixin,
    VersionedMixin,
)
from arbj_portal.core.period_fields import PeriodFormField
from arbj_portal.core.sorting import alphabetical
from members.models import Category, Committee, Locality, Organization, OrganizationContact
from members.models.organizations import OrganizationQuerySet

MOST_FORMER_NAMES = 20


class OrganizationFilter(FilterForm):
    """Which organisations to list; its words live in the address."""

    q = forms.CharField(label="Nom ou sigle", max_length=100, required=False)
    categorie = forms.TypedChoiceField(
        label="Catégorie", coerce=int, required=False, empty_value=None
    )
    localite = forms.TypedChoiceField(
        label="Localité", coerce=int, required=False, empty_value=None
    )
    instance = forms.TypedChoiceField(
        label="Instance", coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = what_one_chooses_from(user)
        self.committees = offered["instance"]
        for name in ("categorie", "localite", "instance"):
            choices = [(row.pk, row.name) for row in offered[name]]
            self.fields[name].choices = [("", "Toutes"), *choices]

    def filter(self, organizations: OrganizationQuerySet) -> OrganizationQuerySet:
        if words := self.given.get("q"):
            organizations = organizations.named(words)
        columns = {"categorie": "category", "localite": "locality"}
        return organizations.filter(
            **{column: self.given[name] for name, column in columns.items() if name in self.given}
        )

    @property
    def committee(self) -> int | None:
        return self.given.get("instance")


def what_one_chooses_from(user: Any) -> dict[str, list[Any]]:
    """By field its rows in order, partly loaded; read together, for a list counts its queries."""
    models = {"categorie": Category, "localite": Locality, "instance": Committee}

    def rows(field: str, queryset: QuerySet, rank: Any, **told: str) -> QuerySet:
        columns = {
            "field": Value(field),
            "rank": rank,
            "word": alphabetical("name"),
            "told": JSONObject(name="name", **told),
        }
        return queryset.order_by().annotate(**columns).values_list("pk", *columns)

    committees = Committee.objects.visible_to(user)
    tables_first = Case(When(kind=Committee.Kind.TABLE, then=0), default=1)
    told = {name: name for name in ("acronym", "kind", "is_demonstration")}
    found = rows("categorie", Category.objects.all(), F("position")).union(
        rows("localite", Locality.objects.all(), Value(0)),
        rows("instance", committees, tables_first, **told),
        all=True,
    )
    offered = defaultdict(list)
    for pk, field, _, _, fields in found.order_by("rank", "word", "pk"):
        offered[field].append(models[field](pk=pk, **fields))
    return offered


class OrganizationForm(PortalModelForm):
    """What an organisation is; how to reach it has its own page."""

    class Meta:
        model = Organization
        fields = ["name", "acronym", "category", "locality"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locality"].empty_label = "Aucune"
        identity = Section("L’organisme", Row("name", "acronym"), Row("category", "locality"))
        self.helper = PortalFormHelper(identity, form_tag=False)


class OrganizationCreateForm(SubmissionMixin, OrganizationForm):
    """An organisation that the portal does not know yet."""


class OrganizationEditForm(VersionedMixin, OrganizationForm):
    """An organisation that changes."""


class FormerNameForm(PortalForm):
    """A name that the organisation held, and when."""

    name = forms.CharField(label="Ancien nom", max_length=200)
    acronym = forms.CharField(label="Sigle", max_length=20, required=False)
    held = PeriodFormField(
        label="Porté", single=True, help_text="Par exemple « jusqu’en avril 2014 »."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(Row("name", "acronym"), "held", "DELETE", form_tag=False)


class BaseFormerNames(forms.BaseFormSet):
    """The names that one organisation held."""

    row_label = "Ancien nom"

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Retirer cet ancien nom"

    def clean(self) -> None:
        names = [row["name"] for row in self.rows]
        if len(set(names)) < len(names):
            raise ValidationError("Le même ancien nom est inscrit deux fois.")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the action writes: name, acronym and held of each row that stays."""
        return [
            {name: form.cleaned_data[name] for name in ("name", "acronym", "held")}
            for form in self.forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data["DELETE"]
        ]


FormerNameFormSet = forms.formset_factory(
    FormerNameForm,
    formset=BaseFormerNames,
    extra=1,
    can_delete=True,
    max_num=MOST_FORMER_NAMES,
    absolute_max=MOST_FORMER_NAMES + 1,
    validate_max=True,
)


class ContactForm(VersionedMixin, PortalModelForm):
    """How to reach an organisation: for everybody, and for the coordination alone."""

    INTERNAL = ("email", "phone", "address", "note")

    email = forms.EmailField(label="Courriel interne", max_length=254, required=False)
    phone = forms.CharField(label="Téléphone interne", max_length=40, required=False)
    address = forms.CharField(
        label="Adresse postale", max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )
    note = forms.CharField(
        label="Note de la coordination",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    class Meta:
        model = Organization
        fields = ["website", "public_email", "public_phone"]

    def __init__(self, *args: Any, sees_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = OrganizationContact.objects.filter(organization=self.instance).first()
        for name in self.INTERNAL:
            self.initial[name] = getattr(contact, name, "")
        self.initial["version"] = self.instance.version
        if not sees_note:
            del self.fields["note"]
        internal = [name for name in self.INTERNAL if name in self.fields]
        self.helper = PortalFormHelper(
            Section(
                "Coordonnées publiques",
                "website",
                Row("public_email", "public_phone"),
                hint="Elles paraissent sur la fiche, pour qui peut la lire.",
            ),
            Section(
                "Coordonnées internes",
                *internal,
                hint="La coordination, l’administration et les personnes qui siègent pour "
                "l’organisme les voient; personne d’autre.",
            ),
            cancel_url=self.instance.get_absolute_url(),
        )

    @property
    def internal(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.INTERNAL if name in self.fields}


class VisibilityForm(VersionedMixin, PortalForm):
    """Who may read one thing: an act of its own."""

    visibility = visibility_field()

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            "visibility", submit="Changer la visibilité", cancel_url=cancel_url
        )
