"""How the forms about a firm are shown and answered."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from audit.trail.refusals import Refused
from personnel.partners import rules
from personnel.partners.models import Partner
from personnel.partners.querysets import visible_partners
from personnel.proving import remember_refusal

ASKED = ["GET", "HEAD", "POST"]
Made = TypeVar("Made")


def show(request: HttpRequest, form: forms.Form, partner: Partner | None = None, *, status: int = 400, **words) -> HttpResponse:
    """`words`: title, submit, lead; `back_url` where it is not the firm's page."""
    context = {"form": form, "partner": partner, **words}
    return render(request, "partners/form.html", context, status=status if form.is_bound else 200)


def refused_in(request: HttpRequest, form: forms.Form, act: Callable[[], Made]) -> Made | None:
    """What the act made; where it was refused, nothing, and the form says why with all that was typed."""
    try:
        return act()
    except Refused as refused:
        remember_refusal(request, refused)
        for obstacle in refused.obstacles:
            form.add_error(None, str(obstacle))
        return None


def sent(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def keepers_only(request) -> None:
    """To everybody but the security administrator there is nothing here."""
    if any(rules.obstacles_to_keeping(request.user)):
        raise Http404


def find(request, pk) -> Partner:
    return get_object_or_404(visible_partners(request.user, on=timezone.localdate()), pk=pk)
