"""Addresses of the self-inspection and the trail, under /audit/."""

from django.urls import path

from audit.inspection.views import reports, steps, trail

app_name = "inspection"

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/interim/", reports.interim, name="interim"),
    path("reports/<uuid:pk>/", reports.report, name="report"),
    path("reports/<uuid:pk>/wording/", steps.wording, name="wording"),
    path("reports/<uuid:pk>/signature/", steps.signature, name="signature"),
    path("reports/<uuid:pk>/print/", reports.printed, name="print"),
    path("reports/<uuid:pk>/rows/", reports.rows, name="rows"),
    *[path(f"reports/<uuid:pk>/{suffix}/", reports.file, {"suffix": suffix}, name=suffix) for suffix in ("pdf", "docx", "xlsx", "csv")],
    path("reports/<uuid:pk>/figure/<str:key>/", reports.figure, name="figure"),
    path("trail/", trail.trail, name="trail"),
]
