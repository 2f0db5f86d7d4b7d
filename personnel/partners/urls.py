"""Addresses of partner firms, below /personnel/."""

from django.urls import path

from personnel.partners import views

app_name = "partners"
urlpatterns = [
    path("partners/", views.partners, name="partners"),
    path("partners/new/", views.new, name="new"),
    path("partners/<uuid:pk>/", views.partner, name="partner"),
    path("partners/<uuid:pk>/correction/", views.correction, name="correction"),
    path("partners/<uuid:pk>/people/", views.joining, name="joining"),
    path("partners/<uuid:pk>/agreement/", views.agreement_new, name="agreement_new"),
    path("partner-agreements/<uuid:pk>/", views.agreement, name="agreement"),
    path("partner-agreements/<uuid:pk>/signature/", views.signature, name="signature"),
    path("partner-agreements/<uuid:pk>/discarding/", views.discarding, name="discarding"),
]
