"""Addresses of people."""

from django.urls import path

from personnel import views

app_name = "personnel"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<uuid:pk>/", views.person, name="person"),
]
