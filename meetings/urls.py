"""Addresses of meetings, mounted at /rencontres/."""

from django.urls import path

from meetings.views import decisions, follow_ups, lists, minutes, papers, planning, recording

urlpatterns = [
    path("", lists.meeting_list, name="meeting_list"),
    path("consigner/", recording.meeting_log, name="meeting_log"),
    path("consigner/presences/", recording.meeting_seats, name="meeting_seats"),
    path("planifier/", planning.meeting_create, name="meeting_create"),
    path("suivis/", follow_ups.followup_list, name="followup_list"),
    path("suivis/<int:pk>/", follow_ups.followup_update, name="followup_update"),
    path("decisions/", decisions.decision_register, name="decision_register"),
    path("decisions/export.csv", decisions.decision_export, name="decision_export"),
    path("decisions/<int:pk>/extrait.pdf", papers.decision_extract, name="decision_extract"),
    path("<int:pk>/", lists.meeting_detail, name="meeting_detail"),
    path("<int:pk>/historique/", lists.meeting_history_page, name="meeting_history"),
    path("<int:pk>/modifier/", planning.meeting_edit, name="meeting_edit"),
    path("<int:pk>/consigner/", recording.meeting_record, name="meeting_record"),
    path("<int:pk>/presences/", recording.meeting_seats, name="meeting_seats"),
    path("<int:pk>/convoquer/", planning.meeting_convene, name="meeting_convene"),
    path("<int:pk>/annuler/", planning.meeting_cancel, name="meeting_cancel"),
    path("<int:pk>/reporter/", planning.meeting_postpone, name="meeting_postpone"),
    path("<int:pk>/supprimer/", planning.meeting_delete, name="meeting_delete"),
    path("<int:pk>/visibilite/", planning.meeting_visibility, name="meeting_visibility"),
    path("<int:pk>/reponse/", minutes.meeting_reply, name="meeting_reply"),
    path("<int:pk>/documents/", planning.meeting_attach, name="meeting_attach"),
    path(
        "<int:pk>/documents/<int:document_pk>/retirer/",
        planning.meeting_detach,
        name="meeting_detach",
    ),
    path("<int:pk>/ordre-du-jour.pdf", papers.agenda_pdf, name="agenda_pdf"),
    path("<int:pk>/presences.pdf", papers.attendance_sheet_pdf, name="attendance_sheet_pdf"),
    path("<int:pk>/proces-verbal.pdf", papers.minutes_pdf, name="minutes_pdf"),
    path("<int:pk>/proces-verbal.docx", papers.minutes_word, name="minutes_word"),
    path("<int:pk>/proces-verbal/soumettre/", minutes.minutes_submit, name="minutes_submit"),
    path("<int:pk>/proces-verbal/brouillon/", minutes.minutes_return, name="minutes_return"),
    path("<int:pk>/proces-verbal/adopter/", minutes.minutes_adopt, name="minutes_adopt"),
    path("<int:pk>/proces-verbal/publier/", minutes.minutes_publish, name="minutes_publish"),
    path("<int:pk>/proces-verbal/retirer/", minutes.minutes_withdraw, name="minutes_withdraw"),
    path("<int:pk>/proces-verbal/commenter/", minutes.minutes_comment, name="minutes_comment"),
]
