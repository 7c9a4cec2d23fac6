"""Accounts: inviting somebody, choosing a password, roles."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import Q
from django.urls import reverse

from arbj_portal.core.form_layout import PortalFormHelper, with_hints
from arbj_portal.core.forms import UNSTORABLE, PortalForm, VersionedMixin
from arbj_portal.core.roles import Role
from members.models import Person, User

ROLE_HINTS = {
    Role.PARTNER: "Lit ce qui est réservé aux partenaires des instances où la personne siège",
    Role.COORDINATION: "Tient les rencontres, les membres et les activités",
    Role.ADMINISTRATION: "Tient les ententes, les comptes et les réglages",
}
LONGEST_PASSWORD = 128


class AccountForm(PortalForm):
    """Who somebody is in the portal."""

    submit: str
    name = forms.CharField(label="Nom affiché", max_length=120)
    roles = forms.MultipleChoiceField(
        label="Rôles",
        choices=with_hints(
            [(role, label.capitalize()) for role, label in Role.choices], ROLE_HINTS
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    person = forms.ModelChoiceField(
        label="Personne",
        help_text="La fiche de cette personne, si elle siège à une instance.",
        queryset=Person.objects.none(),
        empty_label="Aucune",
        required=False,
    )

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(user=None)
        self.helper = PortalFormHelper(*self.fields, submit=self.submit, cancel_url=cancel_url)


class InviteForm(AccountForm):
    """Somebody to whom an account is offered."""

    submit = "Créer l’invitation"
    email = forms.EmailField(label="Courriel", max_length=254)
    field_order = ["email"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError("Un compte porte déjà ce courriel.")
        return email


class AccountEditForm(VersionedMixin, AccountForm):
    """An account that changes: its person, or one who has no account yet."""

    submit = "Enregistrer"

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(Q(user=None) | Q(user=account))


def password_field(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": autocomplete}),
    )


class ChoosePasswordForm(PortalForm):
    """A new password, typed twice."""

    submit = "Enregistrer le mot de passe"
    password = password_field(
        "Mot de passe",
        "new-password",
        "Au moins 12 caractères; ni courant, ni semblable à votre nom ou à votre courriel.",
    )
    again = password_field("Le même mot de passe, une deuxième fois", "new-password")

    def __init__(self, *args: Any, account: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.helper = PortalFormHelper(*self.fields, submit=self.submit)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", "Les deux mots de passe diffèrent.")
        if password:
            try:
                validate_password(password, self.account)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class ChangePasswordForm(ChoosePasswordForm):
    """A password in place of the one in use."""

    current = password_field("Mot de passe actuel", "current-password")
    field_order = ["current"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Nouveau mot de passe"
        self.helper = PortalFormHelper(
            *self.fields, submit=self.submit, cancel_url=reverse("account")
        )

    def clean_current(self) -> str:
        current = self.cleaned_data["current"]
        if UNSTORABLE.search(current) or not self.account.check_password(current):
            raise forms.ValidationError("Ce n’est pas votre mot de passe actuel.")
        return current


class OpenAccountForm(ChoosePasswordForm):
    """The name one goes by in the portal, and a password."""

    submit = "Ouvrir mon compte"
    name = forms.CharField(
        label="Votre nom", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    field_order = ["name"]

    def clean(self) -> dict[str, Any]:
        self.account.name = self.cleaned_data.get("name", "")
        return super().clean()
