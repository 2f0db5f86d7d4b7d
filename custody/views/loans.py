"""The security clerk hands over and takes back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from audit.trail.refusals import demand
from custody import actions, rules
from custody.forms import HandoverForm, ReturnForm
from custody.views.pages import find_slip, show_slip
from personnel.proving import take_step


@require_POST
def handover(request: HttpRequest, pk) -> HttpResponse:
    slip = find_slip(request, pk)

    def hand_over(values):
        actions.hand_over(slip, by=request.user, on=timezone.localdate())

    said = _("Handed over. Electronic content is open to the borrower until the return.")
    return take_step(request, slip, show_slip, HandoverForm(request.POST), hand_over, said)


@require_POST
def giving_back(request: HttpRequest, pk) -> HttpResponse:
    slip = find_slip(request, pk)
    demand(rules.obstacles_to_taking_back(slip, request.user))
    form = ReturnForm(request.POST, slip=slip, receiver=request.user)
    if not form.is_valid():
        return show_slip(request, slip, form=form, status=400)
    actions.take_back(slip, by=request.user, **form.cleaned_data)
    messages.success(request, _("Taken back. The line in the register is closed."))
    return redirect(slip)
