"""Addresses of people."""

from django.urls import path

from personnel import views
from personnel.accounts import views as accounts
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
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/unit/", proposals.unit, name="propose_unit"),
    path("proposals/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:pk>/confirmation/", proposals.confirmation, name="confirmation"),
    path("proposals/<uuid:pk>/refusal/", proposals.refusal, name="refusal"),
    path("proposals/<uuid:pk>/withdrawal/", proposals.withdrawal, name="withdrawal"),
]
