"""The ledger of carriers (涉密载体台账)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from approvals.listing import page_of
from audit.trail.actions import record
from audit.trail.refusals import demand
from custody import events, rules
from custody.actions import change_keeper, describe_carrier
from custody.filters import narrowed_carriers
from custody.forms import CarrierFilterForm, CarrierForm, KeepingForm
from custody.leaving import to_give
from custody.lines.actions import obstacles_to_entering
from custody.models import Carrier
from custody.querysets import visible_carriers, visible_slips
from personnel.models import Person
from petitions.querysets import visible_petitions

SORTS = {
    "number": ("number",),
    "title": ("title", "number"),
    "kind": ("kind", "number"),
    "pages": ("pages", "number"),
    "place": ("place", "number"),
    "status": ("status", "number"),
    "made_on": ("made_on", "number"),
}
TONES = {"in_store": "good", "on_loan": "active", "destroyed": "done"}


@require_safe
def carrier_list(request: HttpRequest) -> HttpResponse:
    form = CarrierFilterForm(request.GET)
    page = page_of(request, narrowed_carriers(visible_carriers(request.user), form), sorts=SORTS, default="-number")
    for row in page:
        row.tone = TONES[row.status]
    record(events.CARRIERS_LISTED, actor=request.user, facts={"count": len(page), "carriers": [row.number for row in page]})
    return render(
        request, "custody/carrier_list.html", {"page": page, "filter_form": form, "enters": not any(obstacles_to_entering(request.user))}
    )


@require_safe
def carrier(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(visible_carriers(request.user), pk=pk)
    record(events.CARRIER_READ, actor=request.user, subject=found, dossier_id=found.record_id, facts={"number": found.number})
    return _draw(request, found, CarrierForm(instance=found))


@require_POST
def description(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(visible_carriers(request.user), pk=pk)
    demand(rules.obstacles_to_describing(found, request.user))
    form = CarrierForm(request.POST, instance=found)
    if not form.is_valid():
        return _draw(request, get_object_or_404(visible_carriers(request.user), pk=pk), form, 400)
    describe_carrier(found, **form.cleaned_data, keeper=found.keeper, by=request.user)
    messages.success(request, _("The line in the ledger is changed."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: HttpRequest, pk) -> HttpResponse:
    """Everything somebody keeps into another's keeping (移交保管), for who keeps the ledger; to everybody else there is nothing here."""
    former, today = get_object_or_404(Person, pk=pk), timezone.localdate()
    lines = to_give(former, request.user)
    if not lines.exists():
        raise Http404
    demand(rules.obstacles_to_giving_of(former, request.user))
    form = KeepingForm(former, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = change_keeper(former, keeper=form.cleaned_data["keeper"], by=request.user, on=today)
        messages.success(request, _("%(count)s carriers have another keeper now.") % {"count": given})
        if left := to_give(former, request.user).count():
            messages.warning(request, _("%(count)s stay where they are: the new keeper is not cleared for their level.") % {"count": left})
        return redirect("custody:carriers")
    count = lines.count()
    record(events.KEEPING_READ, actor=request.user, subject=former, facts={"account": former.username, "count": count})
    context = {"form": form, "former": former, "count": count}
    return render(request, "custody/keeping_form.html", context, status=400 if form.is_bound else 200)


def _draw(request: HttpRequest, found: Carrier, form: CarrierForm, status: int = 200) -> HttpResponse:
    slips = list(visible_slips(request.user).filter(lines__carrier=found))
    context = {
        "carrier": found,
        "mark": found.mark,
        "tone": TONES[found.status],
        "petition": visible_petitions(request.user).filter(pk=found.record_id).first(),
        "slips": slips,
        "form": None if any(rules.obstacles_to_describing(found, request.user)) else form,
    }
    return render(request, "custody/carrier.html", context, status=status)
