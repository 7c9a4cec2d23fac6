from django.urls import path

from members.views import accounts, administration

urlpatterns = [
    path("", accounts.account, name="account"),
    path("session/", accounts.session, name="account_session"),
    path("mot-de-passe/", accounts.change_password, name="account_change_password"),
    path("invitation/<str:token>/", accounts.accept_invitation, name="accept_invitation"),
    path("comptes/", administration.account_list, name="account_list"),
    path("comptes/inviter/", administration.account_invite, name="account_invite"),
    path("comptes/<int:pk>/", administration.account_edit, name="account_edit"),
    path("comptes/<int:pk>/lien/", administration.account_link, name="account_link"),
    path(
        "comptes/<int:pk>/desactiver/",
        administration.account_activation,
        {"active": False},
        name="account_deactivate",
    ),
    path(
        "comptes/<int:pk>/reactiver/",
        administration.account_activation,
        {"active": True},
        name="account_reactivate",
    ),
    path(
        "comptes/invitations/<int:pk>/retirer/",
        administration.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("portail/", administration.portal_settings, name="portal_settings"),
]
