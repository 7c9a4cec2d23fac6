from django.urls import path

from arbj_portal.home.first_run import first_run
from arbj_portal.home.views import home

urlpatterns = [
    path("", home, name="home"),
    path("premiers-pas/", first_run, name="first_run"),
]
