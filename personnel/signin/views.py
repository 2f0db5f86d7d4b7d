"""What sign-in asks for, and changing one's own password."""

from allauth.account.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.offices import Office
from personnel.proving import take_step
from personnel.signin import actions, events
from personnel.signin.forms import PolicyForm
from personnel.signin.models import SigninPolicy
from personnel.signin.policy import in_force, of_request, password_has_run_out, password_runs_out
from personnel.signin.profiles import FIGURES
from personnel.signin.rules import obstacles_to_reading_policy, obstacles_to_setting


@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    demand(obstacles_to_reading_policy(request.user))
    found = in_force()
    if request.method != "POST":
        return _show(request, found)
    demand(obstacles_to_setting(request.user))
    form = PolicyForm(request.POST, policy=found)

    def tighten(values):
        actions.tighten(form.figures, offices=values["second_factor_for"], by=request.user)

    said = _("Sign-in asks for this from now on. A new shortest length or mixture holds for passwords set from now on.")
    return take_step(request, found, _show, form, tighten, said)


def _show(request: HttpRequest, found: SigninPolicy, form: PolicyForm | None = None, status: int = 200) -> HttpResponse:
    to_set = list(obstacles_to_setting(request.user))
    record(events.POLICY_READ, actor=request.user)
    figures = [{"figure": figure, "value": getattr(found, name), "floor": found.floor[name]} for name, figure in FIGURES.items()]
    context = {"policy": found, "figures": figures, "form": None if to_set else form or PolicyForm(policy=found), "to_set": to_set}
    context["second_factor_for"] = [Office(office).label for office in found.second_factor_for]
    return render(request, "personnel/signin_policy.html", context, status=status)


class OwnPasswordView(PasswordChangeView):
    """allauth's, telling how long the password lasts and what a new one has to be like."""

    http_method_names = ["get", "head", "post"]
    success_url = reverse_lazy("account_change_password")

    def get_context_data(self, **kwargs):
        person, asked = self.request.user, of_request(self.request)
        more = {"runs_out": password_runs_out(person, asked), "has_run_out": password_has_run_out(person, asked)}
        return super().get_context_data(**kwargs) | more
