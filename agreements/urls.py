from django.urls import path

from agreements.views import (
    activities,
    agreements,
    documents,
    money,
    objectives,
    photos,
    plan,
    sections,
    statuses,
)

urlpatterns = [
    path("", agreements.agreement_list, name="agreement_list"),
    path("ajouter/", agreements.agreement_create, name="agreement_create"),
    path("<int:pk>/", agreements.agreement_detail, name="agreement_detail"),
    path("<int:pk>/modifier/", sections.agreement_edit, name="agreement_edit"),
    path("<int:pk>/modifier/<slug:slug>/", sections.agreement_section, name="agreement_section"),
    path("<int:pk>/reprendre/", objectives.objectives_carry, name="objectives_carry"),
    path("<int:pk>/visibilite/", agreements.agreement_visibility, name="agreement_visibility"),
    path("<int:pk>/retirer/", agreements.agreement_take_back, name="agreement_take_back"),
    path("<int:pk>/historique/", agreements.agreement_history_page, name="agreement_history"),
    path(
        "<int:pk>/documents/<int:document>/retirer/",
        documents.agreement_detach,
        name="agreement_detach",
    ),
    path("<int:pk>/plan/", plan.plan_detail, name="plan_detail"),
    path("<int:pk>/plan/modele.xlsx", plan.plan_model, name="plan_model"),
    path("<int:pk>/plan/importer/", plan.plan_import_begin, name="plan_import_begin"),
    path("plan/imports/<int:pk>/", plan.plan_import, name="plan_import"),
    path("objectifs/<int:pk>/actions/ajouter/", plan.action_create, name="action_create"),
    path("actions/<int:pk>/modifier/", plan.action_edit, name="action_edit"),
    path("actions/<int:pk>/retirer/", plan.action_remove, name="action_remove"),
    path("etats/<int:pk>/corriger/", statuses.status_correct, name="status_correct"),
    path("objectifs/<int:pk>/", objectives.objective_detail, name="objective_detail"),
    path("objectifs/<int:pk>/indicateurs/", objectives.indicators_edit, name="indicators_edit"),
    path("mouvements/<int:pk>/modifier/", money.movement_edit, name="movement_edit"),
    path("mouvements/<int:pk>/retirer/", money.movement_take_back, name="movement_take_back"),
    path("activites/ajouter/", activities.activity_create, name="activity_create"),
    path("activites/<int:pk>/", activities.activity_detail, name="activity_detail"),
    path("activites/<int:pk>/modifier/", activities.activity_edit, name="activity_edit"),
    path(
        "activites/<int:pk>/visibilite/", activities.activity_visibility, name="activity_visibility"
    ),
    path(
        "activites/<int:pk>/historique/",
        activities.activity_history_page,
        name="activity_history",
    ),
    path("activites/<int:pk>/retirer/", activities.activity_delete, name="activity_delete"),
    path("activites/<int:pk>/photos/", photos.photo_add, name="photo_add"),
    path("activites/photos/<int:pk>/modifier/", photos.photo_edit, name="photo_edit"),
    path("activites/photos/<int:pk>/<slug:size>.jpg", photos.photo_show, name="photo_show"),
    path("activites/<int:pk>/documents/", documents.activity_attach, name="activity_attach"),
    path(
        "activites/<int:pk>/documents/<int:document>/retirer/",
        documents.activity_detach,
        name="activity_detach",
    ),
]
