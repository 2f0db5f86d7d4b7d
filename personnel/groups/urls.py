"""Addresses of working groups, below /personnel/."""

from django.urls import path

from personnel.groups import views

app_name = "groups"
urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/new/", views.new, name="new"),
    path("groups/<uuid:pk>/", views.group, name="group"),
    path("groups/<uuid:pk>/people/", views.joining, name="joining"),
    path("groups/<uuid:pk>/change/", views.change, name="change"),
    path("groups/<uuid:pk>/dissolution/", views.dissolution, name="dissolution"),
    path("group-members/<uuid:pk>/end/", views.taking_out, name="taking_out"),
]
