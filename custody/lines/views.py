"""To enter a state carrier whose content this installation does not hold."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from audit.trail.refusals import demand
from custody.lines.actions import enter_line, obstacles_to_entering
from custody.lines.forms import LineForm


@require_http_methods(["GET", "HEAD", "POST"])
def carrier_new(request: HttpRequest) -> HttpResponse:
    demand(obstacles_to_entering(request.user))
    today = timezone.localdate()
    form = LineForm(request.POST if request.method == "POST" else None, on=today)
    if request.method != "POST" or not form.is_valid():
        return render(request, "custody/carrier_new.html", {"form": form}, status=400 if form.is_bound else 200)
    made = enter_line(form.line(), by=request.user, on=today)
    messages.success(request, _("The carrier stands in the ledger; write its number on it."))
    return redirect(made)
