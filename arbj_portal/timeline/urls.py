from django.urls import path

from arbj_portal.timeline import views

urlpatterns = [path("", views.timeline, name="timeline")]
