"""Addresses of destruction slips. Steps of a slip are nouns under it, by POST."""

from django.urls import path

from destruction.views import certificates, documents, executing, filing, slips

app_name = "destruction"
urlpatterns = [
    path("slips/", slips.slip_list, name="slips"),
    path("slips/new/", filing.slip_new, name="slip_new"),
    path("slips/<uuid:pk>/", slips.slip, name="slip"),
    path("slips/<uuid:pk>/print/", slips.slip_print, name="print"),
    path("slips/<uuid:pk>/pdf/", documents.slip_pdf, name="pdf"),
    path("slips/<uuid:pk>/approval/", slips.approval, name="approval"),
    path("slips/<uuid:pk>/refusal/", slips.refusal, name="refusal"),
    path("slips/<uuid:pk>/withdrawal/", slips.withdrawal, name="withdrawal"),
    path("slips/<uuid:pk>/execution/", executing.execution, name="execution"),
    path("slips/<uuid:pk>/witness/", executing.witness, name="witness"),
    path("slips/<uuid:pk>/certificate/", certificates.certificate, name="certificate"),
    path("slips/<uuid:pk>/certificate/print/", certificates.certificate_print, name="certificate_print"),
    path("slips/<uuid:pk>/certificate/pdf/", certificates.certificate_pdf, name="certificate_pdf"),
]
