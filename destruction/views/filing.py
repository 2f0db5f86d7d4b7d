"""A new destruction slip."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from audit.trail.refusals import Refused, demand
from destruction import rules
from destruction.actions import file_destruction
from destruction.candidates import candidates, loose_carriers, offered_petitions, units_kept_by
from destruction.forms import CandidateFilterForm, DestructionForm
from destruction.models import DestructionSlip
from destruction.querysets import visible_slips
from personnel.proving import remember_refusal
from petitions.querysets import visible_petitions


@require_http_methods(["GET", "HEAD", "POST"])
def slip_new(request: HttpRequest) -> HttpResponse:
    if not units_kept_by(request.user):
        demand([rules.NOT_REGISTRAR])
    today = timezone.localdate()
    if request.method != "POST":
        chosen = _preselected(request)
        return _draw(request, DestructionForm(person=request.user, on=today, initial={"items": chosen}), chosen)
    form = DestructionForm(request.POST, person=request.user, on=today)
    return _file(request, form) if form.is_valid() else _draw(request, form, _sent(request), 400)


def _preselected(request: HttpRequest) -> list[UUID]:
    """`?petition=`: one the person sees, else the same answer as for none."""
    asked = request.GET.get("petition", "")
    if not asked:
        return []
    try:
        return [get_object_or_404(visible_petitions(request.user), pk=UUID(asked)).pk]
    except ValueError:
        raise Http404 from None


def _sent(request: HttpRequest) -> list[UUID]:
    """Ids that were sent, as far as they are ids, so that the form keeps what was chosen."""
    found = []
    for part in request.POST.getlist("items"):
        try:
            found.append(UUID(part))
        except ValueError:
            continue
    return found


def _file(request: HttpRequest, form: DestructionForm) -> HttpResponse:
    """Sent twice, it files once: the second answer leads to the slip that is there. Basis: THREATS T69."""
    values = form.cleaned_data
    try:
        slip = file_destruction(values["items"], reason=values["reason"], method=values["method"], by=request.user, on=timezone.localdate())
    except Refused as refused:
        remember_refusal(request, refused)
        if refused.codes == ["ON_ANOTHER_SLIP"] and (same := _filed_already(request, values["items"])):
            messages.warning(request, _("This was filed already."))
            return redirect(same)
        return _draw(request, form, _sent(request), 403 if refused.lacks_authority else 409, refused.obstacles)
    messages.success(request, _("The slip is filed and waits for its first signature."))
    return redirect(slip)


def _filed_already(request: HttpRequest, wanted) -> DestructionSlip | None:
    """The person's own running slip that lists exactly this."""
    carriers = wanted.with_their_carriers()
    own = visible_slips(request.user, on=timezone.localdate()).filter(applicant=request.user)
    for slip in own.filter(items__carrier__in=carriers, items__running=True).distinct():
        lines = slip.items.all()
        if {line.carrier_id for line in lines} == carriers and {line.record_id for line in lines} - {None} == wanted.records:
            return slip
    return None


def _draw(request: HttpRequest, form: DestructionForm, chosen: list[UUID], status: int = 200, obstacles=None) -> HttpResponse:
    today = timezone.localdate()
    narrowing = CandidateFilterForm(request.GET)
    number = narrowing.cleaned_data.get("q", "") if narrowing.is_valid() else ""
    preselected = offered_petitions(request.user, on=today).filter(pk__in=chosen)
    context = {
        "form": form,
        "filter_form": narrowing,
        "candidates": candidates(request.user, chosen, on=today, number=number),
        "loose": loose_carriers(request.user, chosen, on=today),
        "obstacles": obstacles or [],
        "mark": rules.highest_mark([petition.record for petition in preselected]),
    }
    return render(request, "destruction/slip_form.html", context, status=status)
