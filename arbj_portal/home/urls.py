from django.urls import path

from arbj_portal.home import first_run, views

urlpatterns = [
    path("", views.home, name="home"),
    path("premiers-pas/", first_run.first_run, name="first_run"),
]
