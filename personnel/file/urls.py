"""Addresses of people's files, below /personnel/."""

from django.urls import path

from personnel.file import views

app_name = "file"
urlpatterns = [
    path("people/<uuid:pk>/file/", views.file, name="file"),
    path("people/<uuid:pk>/file/entries/", views.entry_new, name="entry_new"),
    path("file-entries/<uuid:pk>/loss/", views.loss, name="loss"),
    path("file-entries/<uuid:pk>/appeal/", views.appeal, name="appeal"),
    path("file-entries/<uuid:pk>/answer/", views.answer, name="answer"),
]
