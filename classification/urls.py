"""Addresses of schemes, and of decisions about gradings."""

from django.urls import path

from classification import views
from classification.gradings import views as gradings
from classification.schemes.views import change

app_name = "classification"
urlpatterns = [
    path("schemes/", views.schemes, name="schemes"),
    path("schemes/<slug:code>/change/", change, {"kind": "scheme"}, name="scheme_change"),
    path("schemes/levels/<slug:code>/change/", change, {"kind": "level"}, name="level_change"),
    path("schemes/policies/<slug:code>/change/", change, {"kind": "policy"}, name="policy_change"),
    path("due/", gradings.due, name="due"),
    path("due/<uuid:pk>/review/", gradings.review, name="review"),
    path("notices/", gradings.notices, name="notices"),
    path("notices/<uuid:pk>/receipt/", gradings.receipt, name="receipt"),
]
