from django.urls import path

from arbj_portal.reports import views

urlpatterns = [
    path("entente/<int:pk>/", views.report_begin, name="report_begin"),
    path("<int:pk>/", views.report_detail, name="report_detail"),
    path("<int:pk>/deposer/", views.report_deposit, name="report_deposit"),
    path("<int:pk>/supprimer/", views.report_discard, name="report_discard"),
    path("<int:pk>/visibilite/", views.report_visibility, name="report_visibility"),
    path("<int:pk>/preparer/<slug:form>/", views.report_prepare, name="report_prepare"),
    path("travaux/<int:pk>/", views.report_work, name="report_work"),
    path("travaux/<int:pk>/fichier", views.report_work_file, name="report_work_file"),
    path("<int:pk>/rapport.<slug:form>", views.report_file, name="report_file"),
]
