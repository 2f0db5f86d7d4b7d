"""Addresses of training, below /personnel/training/."""

from django.urls import path

from personnel.training import views

app_name = "training"
urlpatterns = [
    path("", views.courses, name="courses"),
    path("new/", views.new, name="new"),
    path("coverage/", views.coverage, name="coverage"),
    path("<uuid:pk>/", views.course, name="course"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/questions/", views.questions, name="questions"),
    path("<uuid:pk>/attendance/", views.attendance, name="attendance"),
    path("<uuid:pk>/test/", views.beginning, name="beginning"),
    path("questions/<uuid:pk>/retirement/", views.retirement, name="retirement"),
    path("tests/<uuid:pk>/", views.attempt, name="attempt"),
]
