from django.urls import path

from members.views import committees, memberships, organizations, people, visibility

urlpatterns = [
    path("", organizations.organization_list, name="organization_list"),
    path("organismes/ajouter/", organizations.organization_create, name="organization_create"),
    path("organismes/<int:pk>/", organizations.organization_detail, name="organization_detail"),
    path(
        "organismes/<int:pk>/modifier/", organizations.organization_edit, name="organization_edit"
    ),
    path(
        "organismes/<int:pk>/coordonnees/",
        organizations.organization_contact,
        name="organization_contact",
    ),
    path(
        "organismes/<int:pk>/visibilite/",
        visibility.organization_visibility,
        name="organization_visibility",
    ),
    path(
        "organismes/<int:pk>/historique/",
        organizations.organization_history_page,
        name="organization_history",
    ),
    path("adhesions/ajouter/", memberships.membership_create, name="membership_create"),
    path("adhesions/<int:pk>/modifier/", memberships.membership_edit, name="membership_edit"),
    path(
        "adhesions/<int:pk>/invitation/",
        memberships.membership_invitation,
        name="membership_invitation",
    ),
    path("adhesions/<int:pk>/fin/", memberships.membership_end, name="membership_end"),
    path(
        "adhesions/<int:pk>/visibilite/",
        visibility.membership_visibility,
        name="membership_visibility",
    ),
    path("adhesions/<int:pk>/mandats/ajouter/", memberships.mandate_create, name="mandate_create"),
    path("mandats/<int:pk>/modifier/", memberships.mandate_edit, name="mandate_edit"),
    path("mandats/<int:pk>/fin/", memberships.mandate_end, name="mandate_end"),
    path("instances/ajouter/", committees.committee_create, name="committee_create"),
    path("instances/<int:pk>/", committees.committee_detail, name="committee_detail"),
    path("instances/<int:pk>/modifier/", committees.committee_edit, name="committee_edit"),
    path(
        "instances/<int:pk>/visibilite/",
        visibility.committee_visibility,
        name="committee_visibility",
    ),
    path(
        "instances/<int:pk>/historique/",
        committees.committee_history_page,
        name="committee_history",
    ),
    path("personnes/", people.person_list, name="person_list"),
    path("personnes/ajouter/", people.person_create, name="person_create"),
    path("personnes/<int:pk>/", people.person_detail, name="person_detail"),
    path("personnes/<int:pk>/modifier/", people.person_edit, name="person_edit"),
    path("personnes/<int:pk>/historique/", people.person_history_page, name="person_history"),
]
