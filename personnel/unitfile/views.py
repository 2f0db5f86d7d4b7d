"""A unit's file on one page; its rewards."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.trail.actions import record
from personnel.models import Unit
from personnel.unitfile import actions, events, page, rules
from personnel.unitfile.forms import RewardForm


@require_safe
def unit(request: HttpRequest, pk) -> HttpResponse:
    """For its head and whoever leads it, and the security administrator; for everybody else there is none."""
    found = _find(request, pk)
    record(events.READ, actor=request.user, subject=found, facts={"unit": found.name})
    return render(request, "unitfile/unit.html", page.unit_page(found, request.user, on=timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
def reward_new(request: HttpRequest, pk) -> HttpResponse:
    found, form, today = _find(request, pk), RewardForm(request.POST or None), timezone.localdate()
    if any(rules.obstacles_to_keeping(request.user)):
        raise Http404
    if request.method == "POST" and form.is_valid():
        for obstacle in rules.obstacles_to_awarding(request.user, form.cleaned_data["awarded_on"], on=today):
            form.add_error("awarded_on", str(obstacle))
    if request.method == "POST" and form.is_valid():
        actions.award(found, **form.cleaned_data, by=request.user, on=today)
        messages.success(request, _("The reward stands in the unit's file."))
        return redirect("unitfile:unit", found.pk)
    return render(request, "unitfile/reward.html", {"form": form, "unit": found}, status=400 if form.is_bound else 200)


def _find(request: HttpRequest, pk) -> Unit:
    for found in page.visible_units(request.user, on=timezone.localdate()):
        if found.pk == pk:
            return found
    raise Http404
