"""The executor opens, the witnesses sign; each in their own sign-in, with fresh proof."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from destruction import actions
from destruction.forms import ExecutionForm, WitnessForm
from destruction.views.pages import find_slip, show_slip
from personnel.proving import take_step


@require_POST
def execution(request: HttpRequest, pk) -> HttpResponse:
    slip = find_slip(request, pk)

    def open_it(values):
        actions.open_execution(slip, typed=values["slip_number"], by=request.user, on=timezone.localdate())

    said = _("The execution is open. Two witnesses must now sign, each in their own sign-in.")
    return take_step(request, slip, show_slip, ExecutionForm(request.POST, number=slip.number), open_it, said)


@require_POST
def witness(request: HttpRequest, pk) -> HttpResponse:
    slip = find_slip(request, pk)

    def sign(values):
        actions.witness(slip, by=request.user, on=timezone.localdate())

    said = _("You have witnessed the destruction. With the second witness's signature it begins.")
    return take_step(request, slip, show_slip, WitnessForm(request.POST), sign, said)
