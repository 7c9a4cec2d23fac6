"""Agreements: finding them, describing them, their status, who may read them."""

from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from agreements.forms.documents import FILE_HELP
from agreements.models import Agreement, StatusChange
from agreements.models.agreements import AgreementQuerySet
from agreements.readiness import Lack, lacks
from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import PortalFormHelper, Row, Section, visibility_field
from arbj_portal.core.forms import (
    FilterForm,
    PortalForm,
    PortalModelForm,
    SubmissionMixin,
    VersionedMixin,
)
from arbj_portal.core.period_fields import PeriodFormField
from members.models import Committee, Person

MOST_WORDS = 8
SEARCHED = ("title", "number", "programme", "purpose", "parties__shown_as")
SEARCHED_ORGANIZATION = ("parties__organization__name", "parties__organization__acronym")


def raise_first_letters(field: forms.ChoiceField) -> None:
    """Labels that stand alone in a list begin it."""
    field.choices = [(value, capfirst(label)) for value, label in field.choices]


class AgreementFilter(FilterForm):
    """Which agreements to list; its words live in the address."""

    q = forms.CharField(label="Mots", max_length=100, required=False)
    etat = forms.ChoiceField(
        label="État", choices=[("", "Tous"), *Agreement.Stage.choices], required=False
    )
    type = forms.ChoiceField(
        label="Type", choices=[("", "Tous"), *Agreement.Kind.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        raise_first_letters(self.fields["type"])

    def filter(self, agreements: AgreementQuerySet) -> AgreementQuerySet:
        if stage := self.given.get("etat"):
            agreements = agreements.filter(status__in=Agreement.STAGES[Agreement.Stage(stage)])
        if kind := self.given.get("type"):
            agreements = agreements.filter(kind=kind)
        for word in self.given.get("q", "").split()[:MOST_WORDS]:
            found = Q()
            for field in (*SEARCHED, *SEARCHED_ORGANIZATION):
                found |= Q(**{f"{field}__unaccent__icontains": word})
            agreements = agreements.filter(pk__in=Agreement.objects.filter(found).values("pk"))
        return agreements


def proof_field() -> UploadField:
    return UploadField(
        label="Pièce",
        required=False,
        help_text=f"L’exemplaire signé, par exemple; il se joint à l’entente. {FILE_HELP}",
    )


class EffectiveMixin(forms.Form):
    """When a status takes effect, and why it is taken."""

    effective = PeriodFormField(
        label="Prend effet",
        single=True,
        help_text="Un jour, un mois ou une année : « octobre 2013 », « 29 mai 2014 ».",
    )
    reason = forms.CharField(
        label="Motif",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Il se lit sur la page de l’entente, avec la date.",
    )


class AgreementFields(PortalModelForm):
    """What an agreement says of itself."""

    signed = PeriodFormField(
        label="Signée",
        single=True,
        bounded=True,
        required=False,
        help_text="Ce que vous savez : « octobre 2013 » suffit.",
    )
    in_force = PeriodFormField(
        label="Période visée",
        single=True,
        required=False,
        help_text="« Octobre 2013 à mars 2015 », ou « depuis octobre 2013 ».",
    )

    class Meta:
        model = Agreement
        fields = [
            "title",
            "kind",
            "number",
            "programme",
            "committee",
            "person_in_charge",
            "signed",
            "in_force",
            "earlier",
            "earlier_link",
            "fiscal_year_month",
            "matching",
            "purpose",
            "outcome",
            "next_steps",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {"purpose": 5, "outcome": 3, "next_steps": 3}.items()
        }

    layout = (
        Section(
            "L’entente",
            "title",
            Row("kind", "number"),
            "programme",
            Row("signed", "in_force"),
        ),
        Section("Qui s’en occupe", "person_in_charge", "committee"),
        Section("Après quelle entente", Row("earlier", "earlier_link")),
        Section("L’argent", Row("fiscal_year_month", "matching")),
        Section("But, constat et suites", "purpose", "outcome", "next_steps"),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        raise_first_letters(self.fields["kind"])
        raise_first_letters(self.fields["matching"])
        self.fields["committee"].queryset = Committee.objects.visible_to(user)
        self.fields["person_in_charge"].queryset = Person.objects.visible_to(user)
        self.fields[
            "person_in_charge"
        ].help_text = "Son nom paraît comme responsable à qui lit l’entente, et rien d’autre."
        self.fields["earlier"].queryset = Agreement.objects.visible_to(user).exclude(
            pk=self.instance.pk
        )

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if fields.get("earlier") and not fields.get("earlier_link"):
            self.add_error("earlier_link", "Dites quel lien les unit.")
        elif fields.get("earlier_link") and not fields.get("earlier"):
            self.add_error("earlier", "Choisissez l’entente antérieure, ou videz le lien.")
        return fields


class AgreementForm(AgreementFields, EffectiveMixin, SubmissionMixin):
    """An agreement entered as it stands today."""

    status = forms.ChoiceField(
        label="État d’aujourd’hui",
        choices=Agreement.Status.choices,
        initial=Agreement.Status.IN_PREPARATION,
        help_text="Une entente d’avant le portail s’inscrit dans l’état où elle est.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            *self.layout,
            Section("État", Row("status", "effective"), "reason"),
            submit="Inscrire l’entente",
            cancel_url=reverse("agreement_list"),
        )


class DetailsForm(AgreementFields, VersionedMixin, SubmissionMixin):
    """The description of an agreement, corrected."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        initial = {"version": agreement.version}
        super().__init__(*args, instance=copy(agreement), initial=initial, **kwargs)
        self.helper = PortalFormHelper(*self.layout, form_tag=False)


def what_waits(agreement: Agreement) -> Iterator[tuple[str, list[Lack]]]:
    """Before which statuses, « A » ou « B », the same things are to be done first."""
    statuses: defaultdict[Lack, list[str]] = defaultdict(list)
    for status in agreement.allowed_statuses:
        for lack in lacks(agreement, status):
            statuses[lack].append(f"« {status.label} »")
    for labels in dict.fromkeys(map(tuple, statuses.values())):
        yield " ou ".join(labels), [lack for lack in statuses if statuses[lack] == [*labels]]


class StatusForm(PortalForm, EffectiveMixin, VersionedMixin, SubmissionMixin):
    """Where the agreement goes from its present status; it offers only where it may.

    The action refuses the others: what was allowed when the page was made may not be any more.
    """

    status = forms.ChoiceField(label="Nouvel état", choices=Agreement.Status.choices)
    file = proof_field()

    def __init__(self, *args: Any, agreement: Agreement, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": agreement.version}, **kwargs)
        self.told_today = {"status": f"« {agreement.get_status_display()} »"}
        self.fields["status"].initial = agreement.proposed_status
        self.fields["status"].widget.choices = [
            ("", "Choisir…"),
            *((status.value, status.label) for status in agreement.allowed_statuses),
        ]
        self.waiting = list(what_waits(agreement))
        fields = (Row("status", "effective"), "reason", "file")
        self.helper = PortalFormHelper(*fields, form_tag=False)


class StatusCorrectionForm(PortalForm, EffectiveMixin, VersionedMixin, SubmissionMixin):
    """What a change of status should have said, or that it never took place."""

    status = forms.ChoiceField(label="État", choices=Agreement.Status.choices)
    is_withdrawn = forms.BooleanField(
        label="Ce changement n’a pas eu lieu : le retirer",
        required=False,
        help_text="L’entente revient à l’état d’avant; le changement reste à l’historique, retiré.",
    )
    file = proof_field()
    correction = forms.CharField(
        label="Pourquoi cette correction",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Cela se lit sur la page de l’entente, à côté de ce qui est corrigé.",
    )

    def __init__(self, *args: Any, change: StatusChange, **kwargs: Any) -> None:
        initial = {
            "version": change.agreement.version,
            "status": change.status,
            "effective": change.effective,
            "reason": change.reason,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = PortalFormHelper(
            Section("Le changement", Row("status", "effective"), "reason", "file", "is_withdrawn"),
            Section("La correction", "correction"),
            submit="Enregistrer la correction",
            cancel_url=change.agreement.get_absolute_url(),
        )


class VisibilityForm(VersionedMixin, SubmissionMixin, PortalForm):
    """Who may read an agreement, or an activity."""

    visibility = visibility_field()

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        initial = {"version": owner.version, "visibility": owner.visibility}
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = PortalFormHelper(
            "visibility", submit="Enregistrer", cancel_url=owner.get_absolute_url()
        )
