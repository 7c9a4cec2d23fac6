"""Activities: what was done, when, and what it serves."""

from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.as_typed import AsTypedMixin
from agreements.forms.documents import FILE_HELP, title_field, title_of
from agreements.models import Activity, Agreement, Objective
from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import visibility_field
from arbj_portal.core.forms import PortalModelForm, SubmissionMixin, VersionedMixin
from arbj_portal.core.period_fields import PeriodFormField
from members.models import Committee, Organization

CHOOSE = "choose"
# Another agreement has other objectives: the form comes back as typed, and only they are replaced.
SHOW_OBJECTIVES = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": f'{{"{CHOOSE}": "1"}}',
    "hx-select": "#objectifs",
    "hx-target": "#objectifs",
    "hx-swap": "outerHTML",
}


class ActivityFields(AsTypedMixin, PortalModelForm):
    """What an activity says of itself; the objectives offered are those of its agreement."""

    period = PeriodFormField(
        label="Quand",
        help_text=(
            "Écrivez seulement ce que vous savez : « 23 avril 2014 », « janvier à mars 2014 », "
            "« 22 mai et 9 octobre 2014 », « depuis juillet 2014 »."
        ),
    )
    objectives = forms.ModelMultipleChoiceField(
        Objective.objects.none(),
        label="Objectifs",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organizations = forms.ModelMultipleChoiceField(
        Organization.objects.none(),
        label="Organismes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Activity
        fields = [
            "title",
            "kind",
            "description",
            "period",
            "place",
            "people_reached",
            "agreement",
            "committee",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = Agreement.objects.visible_to(user)
        self.fields["agreement"].widget.attrs |= SHOW_OBJECTIVES
        self.fields["committee"].queryset = Committee.objects.visible_to(user)
        self.fields["committee"].help_text = "Sans entente, ce qu’une instance a fait d’elle-même."
        self.fields["organizations"].queryset = Organization.objects.visible_to(user)
        self.agreement = self.chosen_agreement()
        self.fields["objectives"].queryset = Objective.objects.filter(agreement=self.agreement)

    def chosen_agreement(self) -> Agreement | None:
        try:
            return self.fields["agreement"].clean(self["agreement"].value())
        except ValidationError:
            return None

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        owners = {"agreement", "committee"}
        if not self.errors.keys() & owners and not any(fields[name] for name in owners):
            self.add_error("agreement", "Choisissez une entente, ou à défaut une instance.")
        return fields

    @property
    def ties(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("objectives", "organizations")}


class ActivityForm(ActivityFields, SubmissionMixin):
    """An activity to enter, with a first document where there is one."""

    visibility = visibility_field()
    file = UploadField(label="Fichier", required=False, help_text=FILE_HELP)
    file_title = title_field()

    @property
    def model_data(self) -> dict[str, Any]:
        return super().model_data | {"visibility": self.cleaned_data["visibility"]}

    @property
    def document(self) -> dict[str, Any] | None:
        file = self.cleaned_data["file"]
        return file and {"file": file, "title": title_of(file, self.cleaned_data["file_title"])}


class ActivityEditForm(ActivityFields, VersionedMixin, SubmissionMixin):
    """An activity, corrected."""

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        initial = {
            "version": activity.version,
            "objectives": activity.objectives.all(),
            "organizations": activity.organizations.all(),
        }
        super().__init__(*args, instance=copy(activity), initial=initial, **kwargs)
