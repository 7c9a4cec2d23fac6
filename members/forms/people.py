"""People: finding them, and what is known of them."""

from typing import Any

from django import forms

from arbj_portal.core.form_layout import PortalFormHelper, Row, Section
from arbj_portal.core.forms import FilterForm, PortalModelForm, SubmissionMixin, VersionedMixin
from members.models import Person, PersonContact
from members.models.people import PersonQuerySet


class PersonFilter(FilterForm):
    """Which people to list."""

    q = forms.CharField(label="Nom", max_length=100, required=False)

    def filter(self, people: PersonQuerySet) -> PersonQuerySet:
        words = self.given.get("q")
        return people.named(words) if words else people


class PersonForm(PortalModelForm):
    """Who somebody is, and how the coordination reaches them."""

    CONTACT = ("email", "phone")

    email = forms.EmailField(label="Courriel", max_length=254, required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False)

    class Meta:
        model = Person
        fields = ["civility", "first_name", "last_name", "function"]

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["civility"].choices = Person.Civility.choices
        contact = PersonContact.objects.filter(person=self.instance.pk).first()
        for name in self.CONTACT:
            self.initial[name] = getattr(contact, name, "")
        self.helper = PortalFormHelper(
            Section("La personne", "civility", Row("first_name", "last_name"), "function"),
            Section(
                "Coordonnées internes",
                Row("email", "phone"),
                hint="La coordination, l’administration et la personne elle-même les voient; "
                "personne d’autre.",
            ),
            cancel_url=cancel_url,
        )

    @property
    def contact(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.CONTACT}


class PersonCreateForm(SubmissionMixin, PersonForm):
    """Somebody whom the portal does not know yet."""


class PersonEditForm(VersionedMixin, PersonForm):
    """Somebody whose description changes."""
