from django.urls import path

from arbj_portal.home.views import first_run, home

urlpatterns = [
    path("", home, name="home"),
    path("premiers-pas/", first_run, name="first_run"),
]
