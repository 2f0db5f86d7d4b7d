"""Addresses of petitions: nouns and opaque ids, never a subject or a number."""

from django.urls import path

from petitions.attachments import views as attachments
from petitions.views import handling, listing, petition, registering

app_name = "petitions"
urlpatterns = [
    path("", listing.petitions, name="list"),
    path("new/", registering.new, name="new"),
    path("search/", listing.search, name="search"),
    path("<uuid:pk>/", petition.petition, name="petition"),
    path("<uuid:pk>/edit/", registering.edit, name="edit"),
    path("<uuid:pk>/handling/", handling.handling, name="handling"),
    path("<uuid:pk>/closing/", handling.closing, name="closing"),
    path("<uuid:pk>/reopening/", handling.reopening, name="reopening"),
    path("<uuid:pk>/notes/", handling.notes, name="notes"),
    path("<uuid:pk>/grading/", handling.grading, name="grading"),
    path("<uuid:pk>/reveal/", petition.reveal, name="reveal"),
    path("<uuid:pk>/attachments/", attachments.attachments, name="attachments"),
    path("attachments/<uuid:pk>/", attachments.attachment, name="attachment"),
    path("attachments/<uuid:pk>/pages/<int:number>/", attachments.picture, name="attachment_page"),
    path("attachments/<uuid:pk>/file/", attachments.file, name="attachment_file"),
    path("attachments/<uuid:pk>/removal/", attachments.removal, name="attachment_removal"),
    path("attachments/<uuid:pk>/restoration/", attachments.restoration, name="attachment_restoration"),
]
