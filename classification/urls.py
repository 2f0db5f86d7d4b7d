"""Addresses of schemes, and of decisions about gradings."""

from django.urls import path

from classification import views
from classification.gradings import views as gradings

app_name = "classification"
urlpatterns = [
    path("schemes/", views.schemes, name="schemes"),
    path("due/", gradings.due, name="due"),
    path("due/<uuid:pk>/review/", gradings.review, name="review"),
    path("notices/", gradings.notices, name="notices"),
    path("notices/<uuid:pk>/receipt/", gradings.receipt, name="receipt"),
]
