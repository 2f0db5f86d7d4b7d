"""Addresses of carriers and borrow slips. Steps of a slip are nouns under it, by POST."""

from django.urls import path

from custody.lines.views import carrier_new
from custody.views import carriers, filing, loans, slips

app_name = "custody"
urlpatterns = [
    path("carriers/", carriers.carrier_list, name="carriers"),
    path("carriers/new/", carrier_new, name="carrier_new"),
    path("carriers/<uuid:pk>/", carriers.carrier, name="carrier"),
    path("carriers/<uuid:pk>/description/", carriers.description, name="description"),
    path("keeping/<uuid:pk>/", carriers.keeping, name="keeping"),
    path("borrow-slips/", slips.slip_list, name="borrow_slips"),
    path("borrow-slips/new/", filing.borrow_new, name="borrow_new"),
    path("borrow-slips/<uuid:pk>/", slips.borrow_slip, name="borrow_slip"),
    path("borrow-slips/<uuid:pk>/print/", slips.borrow_print, name="borrow_print"),
    path("borrow-slips/<uuid:pk>/pdf/", slips.borrow_pdf, name="borrow_pdf"),
    path("borrow-slips/<uuid:pk>/approval/", slips.approval, name="approval"),
    path("borrow-slips/<uuid:pk>/refusal/", slips.refusal, name="refusal"),
    path("borrow-slips/<uuid:pk>/withdrawal/", slips.withdrawal, name="withdrawal"),
    path("borrow-slips/<uuid:pk>/handover/", loans.handover, name="handover"),
    path("borrow-slips/<uuid:pk>/return/", loans.giving_back, name="return"),
]
