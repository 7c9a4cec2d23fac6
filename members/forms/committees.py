"""Committees, the organisations that sit there, the mandates of their people."""

from typing import Any

from django import forms
from django.utils import timezone

from arbj_portal.core.form_layout import DateInput, PortalFormHelper, Row, Section
from arbj_portal.core.forms import PortalForm, PortalModelForm, SubmissionMixin, VersionedMixin
from members.models import Committee, Membership, Person, Representative

Invitation = Membership.Invitation


class CommitteeForm(PortalModelForm):
    """What a committee is, and the rules it follows."""

    class Meta:
        model = Committee
        fields = [
            "name",
            "acronym",
            "kind",
            "parent",
            "mandate",
            "quorum_rule",
            "quorum_value",
            "minutes_word",
            "adoption_word",
            "projet_readers",
            "reminder_days",
            "reminds_only_silent",
        ]
        widgets = {"mandate": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tables = Committee.objects.filter(kind=Committee.Kind.TABLE)
        self.fields["parent"].queryset = tables.exclude(pk=self.instance.pk)
        self.fields["parent"].empty_label = "Aucune instance"
        self.helper = PortalFormHelper(
            Section("L’instance", Row("name", "acronym"), Row("kind", "parent"), "mandate"),
            Section("Le quorum", Row("quorum_rule", "quorum_value")),
            Section("Les mots", Row("minutes_word", "adoption_word")),
            Section("Le projet de procès-verbal", "projet_readers"),
            Section("Les rappels avant une rencontre", "reminder_days", "reminds_only_silent"),
            cancel_url=cancel_url,
        )

    def clean_reminder_days(self) -> list[int]:
        """Each once, the earliest reminder first."""
        return sorted(set(self.cleaned_data["reminder_days"]), reverse=True)


class CommitteeCreateForm(SubmissionMixin, CommitteeForm):
    """A committee that is set up."""


class CommitteeEditForm(VersionedMixin, CommitteeForm):
    """A committee whose rules change."""


class CompositionForm(PortalForm):
    """« Qui siégeait ce jour-là? »; the day lives in the address."""

    date = forms.DateField(label="Composition au", widget=DateInput, required=False)


class MembershipForm(PortalModelForm):
    """How an organisation sits in a committee."""

    class Meta:
        model = Membership
        fields = ["role", "votes", "started_on", "invitation_note"]
        widgets = {"started_on": DateInput, "invitation_note": forms.Textarea({"rows": 3})}


class MembershipCreateForm(SubmissionMixin, MembershipForm):
    """An organisation to invite, or one that is a member already."""

    class Meta(MembershipForm.Meta):
        fields = ["committee", "organization", "invitation", *MembershipForm.Meta.fields]

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].help_text = "Seulement si l’invitation est acceptée."
        self.helper = PortalFormHelper(
            Section("L’adhésion", "committee", "organization", "role", "votes"),
            Section("L’invitation", Row("invitation", "started_on"), "invitation_note"),
            cancel_url=cancel_url,
        )


class MembershipEditForm(VersionedMixin, MembershipForm):
    """A membership to correct: a member's days too, which an invitation does not have."""

    class Meta(MembershipForm.Meta):
        fields = ["role", "votes", "started_on", "ended_on", "invitation_note"]
        widgets = {**MembershipForm.Meta.widgets, "ended_on": DateInput}

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = ["started_on", "ended_on"]
        if self.instance.invitation != Invitation.ACCEPTED:
            for name in days:
                del self.fields[name]
            days = []
        self.helper = PortalFormHelper(
            "role",
            "votes",
            *([Row(*days)] if days else []),
            "invitation_note",
            cancel_url=cancel_url,
        )


class InvitationForm(VersionedMixin, PortalForm):
    """Where the invitation of an organisation stands now."""

    invitation = forms.ChoiceField(label="L’invitation est maintenant")
    started_on = forms.DateField(
        label="Membre depuis le",
        help_text="Seulement si l’invitation est acceptée; aujourd’hui si rien n’est dit.",
        widget=DateInput,
        required=False,
    )
    note = forms.CharField(
        label="Note", max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, membership: Membership, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = Membership.ALLOWED[membership.invitation]
        self.fields["invitation"].choices = [c for c in Invitation.choices if c[0] in allowed]
        self.initial |= {"version": membership.version, "note": membership.invitation_note}
        self.helper = PortalFormHelper("invitation", "started_on", "note", cancel_url=cancel_url)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("invitation") == Invitation.ACCEPTED and "started_on" in cleaned:
            cleaned["started_on"] = cleaned["started_on"] or timezone.localdate()
        elif cleaned.get("started_on"):
            self.add_error("started_on", "Laissez vide : l’invitation n’est pas acceptée.")
        return cleaned


class EndForm(VersionedMixin, PortalForm):
    """The last day of a membership or of a mandate."""

    ended_on = forms.DateField(label="Dernier jour", widget=DateInput)

    def __init__(self, *args: Any, row: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.initial |= {"version": row.version, "ended_on": timezone.localdate()}
        self.helper = PortalFormHelper(
            *[name for name in self.fields if name != "version"],
            submit="Mettre fin",
            cancel_url=cancel_url,
        )

    def clean_ended_on(self) -> Any:
        day = self.cleaned_data["ended_on"]
        if self.row.started_on and day < self.row.started_on:
            raise forms.ValidationError("La fin précède le début.")
        return day


class EndMandateForm(EndForm):
    """Who leaves, and who follows."""

    successor = forms.ModelChoiceField(
        label="Qui siège ensuite",
        help_text="Dès le lendemain, dans le même rôle. La personne a d’abord sa fiche.",
        queryset=Person.objects.none(),
        empty_label="Aucune personne pour l’instant",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Person.objects.exclude(pk=self.row.person_id)


class MandateForm(PortalModelForm):
    """By whom an organisation is represented, in which role, since when."""

    class Meta:
        model = Representative
        fields = ["person", "office", "started_on"]
        widgets = {"started_on": DateInput, "ended_on": DateInput}

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(*self.Meta.fields, cancel_url=cancel_url)


class MandateCreateForm(SubmissionMixin, MandateForm):
    """Somebody who begins to sit."""


class MandateEditForm(VersionedMixin, MandateForm):
    """A mandate to correct."""

    class Meta(MandateForm.Meta):
        fields = ["office", "started_on", "ended_on"]
