"""Addresses of documents that the worker makes, under /approvals/documents/."""

from django.urls import path

from approvals.sheets import leaving, pages, partners, pledges

app_name = "documents"
urlpatterns = [
    path("pledges/<uuid:pk>/", pledges.pledge, name="pledge"),
    path("leaving-pledges/<uuid:pk>/", leaving.leaving_pledge, name="leaving_pledge"),
    path("partner-agreements/<uuid:pk>/", partners.partner_agreement, name="partner_agreement"),
    path("partner-ends/<uuid:pk>/", partners.partner_closing, name="partner_closing"),
    path("<uuid:pk>/", pages.page, name="document"),
    path("<uuid:pk>/progress/", pages.progress, name="progress"),
    path("<uuid:pk>/again/", pages.again, name="again"),
    path("<uuid:pk>/file/", pages.file, name="file"),
]
