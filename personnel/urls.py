"""Addresses of people."""

from django.urls import path

from personnel import views
from personnel.proposals import views as proposals

app_name = "personnel"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<uuid:pk>/", views.person, name="person"),
    path("people/<uuid:pk>/propose-<slug:kind>/", proposals.about_person, name="propose"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/unit/", proposals.unit, name="propose_unit"),
    path("proposals/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:pk>/confirmation/", proposals.confirmation, name="confirmation"),
    path("proposals/<uuid:pk>/refusal/", proposals.refusal, name="refusal"),
    path("proposals/<uuid:pk>/withdrawal/", proposals.withdrawal, name="withdrawal"),
]
