"""Every address of the portal. French paths, held stable."""

from allauth.account import views as account_views
from django.urls import include, path

from arbj_portal.core import outbox_pages
from arbj_portal.core import views as core_views
from arbj_portal.core.admin_site import reference_lists
from arbj_portal.core.period_preview import preview_period
from arbj_portal.core.sign_in import sign_out

urlpatterns = [
    path("", include("arbj_portal.home.urls")),
    path("chronologie/", include("arbj_portal.timeline.urls")),
    path("ententes/", include("agreements.urls")),
    path("rencontres/", include("meetings.urls")),
    path("redditions/", include("arbj_portal.reports.urls")),
    path("membres/", include("members.urls")),
    path("compte/", include("members.account_urls")),
    path("compte/connexion/", account_views.login, name="account_login"),
    path("compte/deconnexion/", sign_out, name="account_logout"),
    path("documents/<int:pk>/", core_views.download_document, name="document_download"),
    path("courriels/", outbox_pages.message_list, name="message_list"),
    path("courriels/<int:pk>/", outbox_pages.message_detail, name="message_detail"),
    path("courriels/<int:pk>/renvoi/", outbox_pages.message_again, name="message_again"),
    path(
        "courriels/<int:pk>/fichiers/<int:file_pk>/",
        outbox_pages.message_file,
        name="message_file",
    ),
    path("periode/", preview_period, name="period_preview"),
    path("renseignements-personnels/", core_views.privacy, name="privacy"),
    path("sante/", core_views.health, name="health"),
    path("logo/", core_views.logo, name="portal_logo"),
    path("administration/", reference_lists.urls),
]

handler400 = "arbj_portal.core.views.bad_request"
handler403 = "arbj_portal.core.views.forbidden"
handler404 = "arbj_portal.core.views.not_found"
handler500 = "arbj_portal.core.views.server_error"
