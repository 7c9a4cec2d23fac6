from django.test import RequestFactory

from arbj_portal.core.sign_in import AccountAdapter, SignInForm


def test_sign_in_form_speaks_the_portals_french():
    form = SignInForm()
    assert [field.label for field in form] == ["Adresse courriel", "Mot de passe"]
    assert [field.field.widget.attrs["autocomplete"] for field in form] == [
        "email",
        "current-password",
    ]
    assert [field.name for field in form if "placeholder" in field.field.widget.attrs] == []


def test_nobody_opens_an_account_by_themselves():
    request = RequestFactory().get("/")
    assert AccountAdapter(request).is_open_for_signup(request) is False
