"""Addresses of petitions: nouns and opaque ids, never a subject or a number."""

from django.urls import path

from petitions.attachments import views as attachments
from petitions.openings import views as openings
from petitions.register import views as register
from petitions.scoping import views as scoping
from petitions.views import grading, handling, importing, knowing, listing, petition, registering, repeating

app_name = "petitions"
urlpatterns = [
    path("", listing.petitions, name="list"),
    path("new/", registering.new, name="new"),
    path("new/hints/", repeating.hints, name="hints"),
    path("search/", listing.search, name="search"),
    path("imports/", importing.imports, name="imports"),
    path("imports/new/", importing.new, name="import_new"),
    path("imports/<uuid:pk>/", importing.run, name="import"),
    path("imports/<uuid:pk>/progress/", importing.progress, name="import_progress"),
    path("imports/<uuid:pk>/mapping/", importing.mapping, name="import_mapping"),
    path("imports/<uuid:pk>/beginning/", importing.beginning, name="import_beginning"),
    path("imports/<uuid:pk>/removal/", importing.removal, name="import_removal"),
    path("imports/<uuid:pk>/errors/", importing.errors, name="import_errors"),
    path("imports/<uuid:pk>/undoing/", importing.undoing, name="import_undoing"),
    path("imports/<uuid:pk>/repeats/", importing.possible_repeats, name="import_repeats"),
    path("<uuid:pk>/", petition.petition, name="petition"),
    path("<uuid:pk>/walls/", knowing.walls, name="walls"),
    path("<uuid:pk>/walls/<uuid:wall>/lifting/", knowing.lifting, name="wall_lifting"),
    path("<uuid:pk>/recusal/", knowing.recusal, name="recusal"),
    path("seen-by/<uuid:pk>/", knowing.seen_by, name="seen_by"),
    path("handing-over/<uuid:pk>/", handling.handing_over, name="handing_over"),
    path("<uuid:pk>/edit/", registering.edit, name="edit"),
    path("<uuid:pk>/handling/", handling.handling, name="handling"),
    path("<uuid:pk>/closing/", handling.closing, name="closing"),
    path("<uuid:pk>/reopening/", handling.reopening, name="reopening"),
    path("<uuid:pk>/notes/", handling.notes, name="notes"),
    path("<uuid:pk>/grading/", grading.grading, name="grading"),
    path("<uuid:pk>/declassification/", grading.declassification, name="declassification"),
    path("<uuid:pk>/declining/", grading.declining, name="declining"),
    path("<uuid:pk>/knowing/", knowing.knowing, name="knowing"),
    path("register/", register.register, name="register"),
    path("register/sheet/", register.sheet, name="register_sheet"),
    path("<uuid:pk>/scope/adding/", scoping.adding, name="scope_adding"),
    path("<uuid:pk>/scope/removal/", scoping.removal, name="scope_removal"),
    path("scope/<uuid:pk>/", scoping.change, name="scope_change"),
    path("scope/<uuid:pk>/granting/", scoping.granting, name="scope_granting"),
    path("scope/<uuid:pk>/declining/", scoping.declining, name="scope_declining"),
    path("scope/<uuid:pk>/withdrawal/", scoping.withdrawal, name="scope_withdrawal"),
    path("<uuid:pk>/repeats/", repeating.repeats, name="repeats"),
    path("<uuid:pk>/repeats/<uuid:other>/", repeating.comparison, name="comparison"),
    path("<uuid:pk>/unlinking/", repeating.unlinking, name="unlinking"),
    path("<uuid:pk>/reveal/", petition.reveal, name="reveal"),
    path("<uuid:pk>/openings/new/", openings.new, name="opening_new"),
    path("openings/<uuid:pk>/", openings.opening, name="opening"),
    path("openings/<uuid:pk>/state/", openings.state, name="opening_state"),
    path("openings/<uuid:pk>/signature/", openings.signature, name="opening_signature"),
    path("openings/<uuid:pk>/companion/", openings.companion, name="opening_companion"),
    path("openings/<uuid:pk>/ending/", openings.ending, name="opening_ending"),
    path("openings/<uuid:pk>/content/", openings.content, name="opening_content"),
    path("openings/<uuid:pk>/files/<uuid:file>/", openings.file, name="opening_file"),
    path("openings/<uuid:pk>/files/<uuid:file>/pages/<int:number>/", openings.picture, name="opening_page"),
    path("<uuid:pk>/attachments/", attachments.attachments, name="attachments"),
    path("attachments/<uuid:pk>/", attachments.attachment, name="attachment"),
    path("attachments/<uuid:pk>/pages/<int:number>/", attachments.picture, name="attachment_page"),
    path("attachments/<uuid:pk>/file/", attachments.file, name="attachment_file"),
    path("attachments/<uuid:pk>/removal/", attachments.removal, name="attachment_removal"),
    path("attachments/<uuid:pk>/restoration/", attachments.restoration, name="attachment_restoration"),
]
