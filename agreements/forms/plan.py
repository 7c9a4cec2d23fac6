"""The actions of a plan: which to list, one to add or to change."""

from typing import Any

from django import forms

from agreements.models import Action, Agreement
from agreements.models.plan import LARGEST_NUMBER
from arbj_portal.core.form_layout import PortalFormHelper, Row, Section
from arbj_portal.core.forms import FilterForm, PortalForm, SubmissionMixin, VersionedMixin
from arbj_portal.core.period_fields import PeriodFormField
from members.models import Organization, Person

EXPLAIN = "Dites pourquoi l’action est reportée ou abandonnée."


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ActionFields(PortalForm):
    """What an action says of itself, but for whom it names."""

    text = forms.CharField(label="Action", max_length=500, widget=area(2))
    number = forms.IntegerField(
        label="Numéro",
        min_value=1,
        max_value=LARGEST_NUMBER,
        required=False,
        help_text="Dans son objectif. Vide : à la suite.",
    )
    partners = forms.CharField(label="Avec qui", max_length=300, required=False)
    period = PeriodFormField(
        label="Échéancier",
        single=True,
        required=False,
        help_text="« Mars 2027 », « avril à juin 2027 », « 3 mai 2027 ».",
    )
    means = forms.CharField(label="Moyens", max_length=1000, required=False, widget=area(2))
    indicator = forms.CharField(
        label="Indicateur",
        max_length=300,
        required=False,
        help_text="À quoi on verra que c’est fait.",
    )
    progress = forms.CharField(label="Avancement", max_length=2000, required=False, widget=area(3))

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if fields.get("status") in Action.EXPLAINED and not fields.get("progress", EXPLAIN):
            self.add_error("progress", EXPLAIN)
        return fields


class ActionForm(ActionFields, VersionedMixin, SubmissionMixin):
    """An action to add or to change; those who only record progress have its state alone."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label="Organisme responsable",
        required=False,
        empty_label="Aucun organisme",
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Personne responsable",
        required=False,
        empty_label="Aucune personne",
    )
    status = forms.ChoiceField(
        label="État", choices=Action.Status.choices, initial=Action.Status.TO_DO
    )

    PROGRESS = ("status", "progress")

    def __init__(
        self, *args: Any, action: Action, user: Any, is_whole: bool, **kwargs: Any
    ) -> None:
        names = ("text", "number", "partners", "period", "means", "indicator", "status", "progress")
        initial = {name: getattr(action, name) for name in (*names, "version")}
        initial |= {"organization": action.organization_id, "person": action.person_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["organization"].queryset = Organization.objects.visible_to(user)
        self.fields["person"].queryset = Person.objects.visible_to(user)
        if action.pk:
            self.fields["number"].help_text = "Dans son objectif."
        state = Section("Où l’on en est", *self.PROGRESS)
        layout = [
            Section("L’action", "text", Row("number", "period")),
            Section("Qui", Row("organization", "person"), "partners"),
            Section("Comment", "means", "indicator"),
        ]
        if not is_whole:
            layout = []
            for name in self.fields.keys() - {*self.PROGRESS, "version", "submission"}:
                del self.fields[name]
        self.helper = PortalFormHelper(
            *layout,
            state,
            submit="Enregistrer l’action" if action.pk else "Ajouter l’action",
            cancel_url=action.objective.plan_url,
        )

    @property
    def described(self) -> dict[str, Any]:
        """What an action writes."""
        names = self.fields.keys() - {"version", "submission"}
        return {name: self.cleaned_data[name] for name in names}


class PlanFilter(FilterForm):
    """Which actions of a plan to show; its words live in the address."""

    LATE = "en_retard"

    etat = forms.ChoiceField(
        label="État",
        choices=[("", "Tous"), *Action.Status.choices, (LATE, "En retard")],
        required=False,
    )
    organisme = forms.ModelChoiceField(
        Organization.objects.none(), label="Organisme", required=False, empty_label="Tous"
    )

    def __init__(self, *args: Any, agreement: Agreement, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisme"].queryset = (
            Organization.objects.visible_to(user)
            .filter(actions__objective__agreement=agreement)
            .distinct()
        )

    def filter(self, actions: Any) -> Any:
        status = self.given.get("etat")
        if status == self.LATE:
            actions = actions.late()
        elif status:
            actions = actions.filter(status=status)
        if organization := self.given.get("organisme"):
            actions = actions.filter(organization=organization)
        return actions
