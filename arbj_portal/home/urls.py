from django.urls import path

from arbj_portal.home import views

urlpatterns = [
    path("", views.home, name="home"),
]
