"""Addresses that span apps."""

from django.urls import path

from config import views

urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("overview/", views.overview, name="overview"),
    path("approvals/", views.approvals, name="approvals"),
    path("operations/", views.operations, name="operations"),
]
