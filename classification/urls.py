"""Addresses of schemes."""

from django.urls import path

from classification import views

app_name = "classification"
urlpatterns = [path("schemes/", views.schemes, name="schemes")]
