"""Steps that every kind of slip shares: sign, refuse, withdraw.

A kind's own views find the slip through its visible queryset and hand it over together with `show`, which
draws the kind's page again: `show(request, slip, form=<bound form>, status=<code>)`.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals import actions
from approvals.forms import RefusalForm, SigningForm, WithdrawalForm
from approvals.models import Slip
from personnel.proving import Show, take_step


def approval(request: HttpRequest, slip: Slip, show: Show) -> HttpResponse:
    """The open step is signed."""

    def sign(values):
        actions.sign(slip, by=request.user, on=timezone.localdate(), seen=values["seen"])

    return take_step(request, slip, show, SigningForm(request.POST), sign, _("You have signed the slip."))


def refusal(request: HttpRequest, slip: Slip, show: Show) -> HttpResponse:
    """The slip is refused for good, with a reason."""

    def refuse(values):
        actions.refuse(slip, by=request.user, reason=values["reason"], on=timezone.localdate(), seen=values["seen"])

    return take_step(request, slip, show, RefusalForm(request.POST), refuse, _("You have refused the slip."))


def withdrawal(request: HttpRequest, slip: Slip, show: Show) -> HttpResponse:
    """The applicant takes the slip back."""

    def withdraw(values):
        actions.withdraw(slip, by=request.user)

    return take_step(request, slip, show, WithdrawalForm(request.POST), withdraw, _("You have withdrawn the slip."))
