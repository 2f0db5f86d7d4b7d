"""Accounts: made, opened by two halves of a code, closed and opened again."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from audit.trail.refusals import Refused, demand
from personnel.accounts import actions, rules
from personnel.accounts.forms import AccountForm, ActivationForm, ClosingForm, RenewalForm, ReopeningForm
from personnel.models import Person
from personnel.offices import Office
from personnel.proving import remember_refusal, take_step
from personnel.views import show_person


@require_http_methods(["GET", "HEAD", "POST"])
def account_new(request: HttpRequest) -> HttpResponse:
    """The system administrator makes an account without ever knowing its password."""
    demand([] if request.user.holds(Office.SYSTEM_ADMIN) else [rules.NOT_SYSTEM_ADMIN])
    form = AccountForm(request.POST or None)
    if request.method != "POST":
        return render(request, "personnel/account_form.html", {"form": form})
    if not form.is_valid():
        return render(request, "personnel/account_form.html", {"form": form}, status=400)
    try:
        made = actions.add_account(**form.cleaned_data, by=request.user)
    except Refused as refused:
        remember_refusal(request, refused)
        for obstacle in refused.obstacles:
            form.add_error("username", str(obstacle))
        return render(request, "personnel/account_form.html", {"form": form}, status=409)
    messages.success(request, _("The account is made. Nobody can use it before its owner has both halves of the code."))
    return redirect(made)


@require_POST
def code(request: HttpRequest, pk) -> HttpResponse:
    """This administrator's half, shown once; asked for again it is another one."""
    person = get_object_or_404(Person, pk=pk)
    half, shown = actions.give_half(person, by=request.user, on=timezone.localdate())
    return render(request, "personnel/code.html", {"person": person, "half": half, "code": shown})


@require_POST
def renewal(request: HttpRequest, pk) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)

    def renew(values):
        actions.renew(person, by=request.user, on=timezone.localdate())

    said = _("The owner may choose a new password with both halves of the code; the old one holds until then.")
    return take_step(request, person, show_person, RenewalForm(request.POST), renew, said)


@require_POST
def closing(request: HttpRequest, pk) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)

    def close(values):
        actions.close(person, by=request.user, on=timezone.localdate())

    return take_step(request, person, show_person, ClosingForm(request.POST), close, _("The account is closed; its sessions are ended."))


@require_POST
def reopening(request: HttpRequest, pk) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)

    def reopen(values):
        actions.reopen(person, by=request.user, on=timezone.localdate())

    said = _("The account is open again; its owner chooses a new password with both halves of the code.")
    return take_step(request, person, show_person, ReopeningForm(request.POST), reopen, said)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def activation(request: HttpRequest) -> HttpResponse:
    """The owner chooses a password; signed in is nobody by it."""
    form = ActivationForm(request.POST or None)
    if request.method != "POST":
        return render(request, "account/activation.html", {"form": form})
    if form.is_valid() and _activated(request, form):
        messages.success(request, _("Your password is chosen. Sign in with it now."))
        return redirect("account_login")
    return render(request, "account/activation.html", {"form": form}, status=400)


def _activated(request: HttpRequest, form: ActivationForm) -> bool:
    values = {name: form.cleaned_data[name] for name in ("username", "first", "second", "password")}
    try:
        actions.activate(**values, address=get_adapter().get_client_ip(request) or "")
    except Refused as refused:
        form.add_error(None, str(refused.obstacles[0]))
    except ValidationError as wrong:
        form.add_error("password", wrong)
    return not form.errors
