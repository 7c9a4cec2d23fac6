"""The forms of the settings: those of the first run, and those that change."""

from typing import Any

from django import forms

from arbj_portal.core.form_layout import PortalFormHelper, Row, Section
from arbj_portal.core.forms import PortalModelForm, SubmissionMixin, VersionedMixin
from arbj_portal.core.models import Portal
from arbj_portal.core.portal_setup.logo import LogoField


class PortalSettingsForm(PortalModelForm):
    """What the installation says of itself, and who answers for personal information."""

    logo = LogoField(
        label="Logo",
        help_text="PNG, JPEG ou WebP, 5 Mo au plus. Après une erreur, choisissez-le de nouveau.",
        required=False,
    )
    remove_logo = forms.BooleanField(label="Retirer le logo actuel", required=False)

    class Meta:
        model = Portal
        fields = [
            "name",
            "subtitle",
            "body_name",
            "privacy_officer",
            "privacy_email",
            "privacy_phone",
        ]

    def __init__(
        self, *args: Any, cancel_url: str = "", form_tag: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        logo = ["logo", "remove_logo"]
        if not self.instance.logo:
            del self.fields["remove_logo"]
            logo = ["logo"]
        self.fields["name"].label = "Nom du portail"
        self.fields["privacy_officer"].label = "Nom de la personne"
        self.fields["privacy_email"].label = "Son courriel"
        self.fields["privacy_phone"].label = "Son téléphone"
        self.helper = PortalFormHelper(
            Section("Le portail", "name", "subtitle", "body_name", *logo),
            Section(
                "La protection des renseignements personnels",
                "privacy_officer",
                Row("privacy_email", "privacy_phone"),
                hint="La personne qui en répond; toutes les pages mènent à ses coordonnées. "
                "Un courriel ou un téléphone suffit.",
            ),
            cancel_url=cancel_url,
            form_tag=form_tag,
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        reached = {"privacy_email", "privacy_phone"} & cleaned.keys()
        if len(reached) == 2 and not any(cleaned[name] for name in reached):
            self.add_error("privacy_email", "Donnez un courriel ou un téléphone.")
        return cleaned


class PortalFirstForm(SubmissionMixin, PortalSettingsForm):
    """The settings of a portal that opens."""


class PortalEditForm(VersionedMixin, PortalSettingsForm):
    """The settings of a portal in use."""
