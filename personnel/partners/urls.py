"""Addresses of partner firms, below /personnel/."""

from django.urls import path

from personnel.partners import views
from personnel.partners.breaches import views as breaches
from personnel.partners.ending import views as ending

app_name = "partners"
urlpatterns = [
    path("partners/", views.partners, name="partners"),
    path("partners/new/", views.new, name="new"),
    path("partners/<uuid:pk>/", views.partner, name="partner"),
    path("partners/<uuid:pk>/correction/", views.correction, name="correction"),
    path("partners/<uuid:pk>/people/", views.joining, name="joining"),
    path("partners/<uuid:pk>/agreement/", views.agreement_new, name="agreement_new"),
    path("partners/<uuid:pk>/breach/", breaches.new, name="breach_new"),
    path("partners/<uuid:pk>/end/", ending.opening, name="ending_new"),
    path("partner-breaches/<uuid:pk>/measure/", breaches.measure, name="breach_measure"),
    path("partner-breaches/<uuid:pk>/loss/", breaches.loss, name="breach_loss"),
    path("partner-breaches/<uuid:pk>/objection/", breaches.objection, name="breach_objection"),
    path("partner-breaches/<uuid:pk>/answer/", breaches.answer, name="breach_answer"),
    path("partner-ends/<uuid:pk>/", ending.ending, name="ending"),
    path("partner-ends/<uuid:pk>/proof/", ending.hand_back, name="hand_back"),
    path("partner-ends/<uuid:pk>/write-off/", ending.write_off, name="write_off"),
    path("partner-ends/<uuid:pk>/finishing/", ending.finishing, name="finishing"),
    path("partner-ends/<uuid:pk>/withdrawal/", ending.withdrawal, name="withdrawal"),
    path("partner-agreements/<uuid:pk>/", views.agreement, name="agreement"),
    path("partner-agreements/<uuid:pk>/signature/", views.signature, name="signature"),
    path("partner-agreements/<uuid:pk>/discarding/", views.discarding, name="discarding"),
]
