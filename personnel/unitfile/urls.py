"""Addresses of units' files, below /personnel/."""

from django.urls import path

from personnel.unitfile import views

app_name = "unitfile"
urlpatterns = [
    path("units/<uuid:pk>/", views.unit, name="unit"),
    path("units/<uuid:pk>/rewards/", views.reward_new, name="reward_new"),
]
