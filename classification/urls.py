"""Addresses of schemes, and of decisions about gradings."""

from django.urls import path

from classification import views
from classification.gradings import views as gradings
from classification.guide.views import guide
from classification.schemes.views import change, new_level, new_scheme

app_name = "classification"
urlpatterns = [
    path("schemes/", views.schemes, name="schemes"),
    path("schemes/new/", new_scheme, name="scheme_new"),
    path("schemes/<slug:code>/levels/new/", new_level, name="level_new"),
    path("schemes/<slug:code>/change/", change, {"kind": "scheme"}, name="scheme_change"),
    path("schemes/levels/<slug:code>/change/", change, {"kind": "level"}, name="level_change"),
    path("schemes/policies/<slug:code>/change/", change, {"kind": "policy"}, name="policy_change"),
    path("guide/", guide, name="guide"),
    path("due/", gradings.due, name="due"),
    path("due/reviews/", gradings.reviews, name="reviews"),
    path("due/<uuid:pk>/review/", gradings.review, name="review"),
    path("notices/", gradings.notices, name="notices"),
    path("notices/<uuid:pk>/receipt/", gradings.receipt, name="receipt"),
    path("notices/scopes/<uuid:pk>/receipt/", gradings.scope_receipt, name="scope_receipt"),
]
