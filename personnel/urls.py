"""Addresses of people."""

from django.urls import path

from personnel import views
from personnel.accounts import views as accounts
from personnel.devices import views as devices
from personnel.factor import key_views as keys
from personnel.factor import views as factor
from personnel.proposals import views as proposals
from personnel.signin import views as signin

app_name = "personnel"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/new/", accounts.account_new, name="account_new"),
    path("sign-in/", signin.policy, name="signin_policy"),
    path("people/<uuid:pk>/", views.person, name="person"),
    path("people/<uuid:pk>/propose-<slug:kind>/", proposals.about_person, name="propose"),
    path("people/<uuid:pk>/code/", accounts.code, name="account_code"),
    path("people/<uuid:pk>/renewal/", accounts.renewal, name="account_renewal"),
    path("people/<uuid:pk>/closing/", accounts.closing, name="account_closing"),
    path("people/<uuid:pk>/reopening/", accounts.reopening, name="account_reopening"),
    path("my-second-factor/", factor.my_factor, name="my_factor"),
    path("my-second-factor/beginning/", factor.beginning, name="factor_beginning"),
    path("my-second-factor/confirmation/", factor.confirming, name="factor_confirming"),
    path("my-second-factor/codes/", factor.codes, name="factor_codes"),
    path("my-second-factor/removal/", factor.removal, name="factor_removal"),
    path("my-second-factor/key-question/", keys.key_question, name="key_question"),
    path("my-second-factor/key-introduction/", keys.key_introduction, name="key_introduction"),
    path("my-second-factor/key-new/", keys.key_new, name="key_new"),
    path("my-second-factor/key-removal/", keys.key_removal, name="key_removal"),
    path("my-devices/", devices.my_devices, name="my_devices"),
    path("devices/", devices.devices, name="devices"),
    path("devices/<uuid:pk>/", devices.device, name="device"),
    path("devices/<uuid:pk>/enrolment/", devices.enrolment, name="device_enrolment"),
    path("devices/<uuid:pk>/refusal/", devices.refusal, name="device_refusal"),
    path("devices/<uuid:pk>/revocation/", devices.revocation, name="device_revocation"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new-<slug:kind>/", proposals.about_house, name="propose_rule"),
    path("proposals/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:pk>/confirmation/", proposals.confirmation, name="confirmation"),
    path("proposals/<uuid:pk>/refusal/", proposals.refusal, name="refusal"),
    path("proposals/<uuid:pk>/withdrawal/", proposals.withdrawal, name="withdrawal"),
]
