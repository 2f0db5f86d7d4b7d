"""Addresses of notices and cases, below /personnel/."""

from django.urls import path

from personnel.bulletins import views

app_name = "bulletins"
urlpatterns = [
    path("bulletins/", views.bulletins, name="bulletins"),
    path("bulletins/new/", views.new, name="new"),
    path("bulletins/<uuid:pk>/", views.bulletin, name="bulletin"),
    path("bulletins/<uuid:pk>/receipt/", views.receipt, name="receipt"),
    path("bulletins/<uuid:pk>/reminder/", views.reminder, name="reminder"),
    path("bulletins/<uuid:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
]
