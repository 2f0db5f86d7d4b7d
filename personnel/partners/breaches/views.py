"""A breach is recorded, objected to, answered; it stands on the page of the firm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.trail.refusals import demand
from personnel.file.forms import LossForm
from personnel.partners.breaches import actions, rules
from personnel.partners.breaches.forms import AnswerForm, BreachForm, MeasureForm, ObjectionForm
from personnel.partners.breaches.models import Breach
from personnel.partners.filling import ASKED, find, keepers_only, refused_in, sent, show
from personnel.partners.querysets import visible_partners


@require_http_methods(ASKED)
def new(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, today = find(request, pk), timezone.localdate()
    form, status = BreachForm(found, sent(request)), 400
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        made = refused_in(request, form, lambda: actions.record_breach(found, form.told(), reason=reason, by=request.user, on=today))
        if made is not None:
            messages.success(request, _("Recorded; the measure waits for the leader in charge."))
            return redirect(made.proposal)
        status = 409
    lead = _("What happened stands on record at once; the measure is decided by the leader in charge.")
    return show(request, form, found, status=status, title=_("Record a breach"), submit=_("Record it and ask for the measure"), lead=lead)


@require_http_methods(ASKED)
def measure(request: HttpRequest, pk) -> HttpResponse:
    """Another one, for a breach of which the measure was refused or withdrawn."""
    keepers_only(request)
    found, form, status = _find(request, pk), MeasureForm(None, sent(request)), 400
    demand(rules.obstacles_to_asking_again(found, request.user))
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("measure", "amount", "reason")}
        made = refused_in(request, form, lambda: actions.propose_measure(found, **asked, by=request.user, on=timezone.localdate()))
        if made is not None:
            messages.success(request, _("The measure waits for the leader in charge."))
            return redirect(made.proposal)
        status = 409
    lead = f"{found.number} · {found.get_category_display()}"
    return show(request, form, found.partner, status=status, title=_("Propose another measure"), submit=_("Ask for the measure"), lead=lead)


@require_http_methods(ASKED)
def loss(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, status = _find(request, pk), 400
    form = LossForm(sent(request), thing=found)
    if form.is_valid():
        if refused_in(request, form, lambda: actions.assess_loss(found, form.cleaned_data, by=request.user, on=timezone.localdate())):
            messages.success(request, _("The loss stands beside the breach."))
            return redirect(found.partner)
        status = 409
    return show(request, form, found.partner, status=status, title=_("Enter the loss"), submit=_("Enter the loss"), lead=found.number)


@require_http_methods(ASKED)
def objection(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, today = _find(request, pk), timezone.localdate()
    demand(rules.obstacles_to_objecting(found, request.user, objected_on=today, on=today))
    form, status = ObjectionForm(sent(request)), 400
    if form.is_valid():
        if refused_in(request, form, lambda: actions.object_to(found, **form.cleaned_data, by=request.user, on=today)):
            messages.success(request, _("The objection stands beside the breach."))
            return redirect(found.partner)
        status = 409
    return show(request, form, found.partner, status=status, title=_("Enter the firm's objection"), submit=_("Enter the objection"))


@require_http_methods(ASKED)
def answer(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, form = _find(request, pk), AnswerForm(sent(request))
    demand(rules.obstacles_to_answering(found, request.user))
    if form.is_valid():
        actions.answer(found, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("The answer stands beside the objection."))
        return redirect(found.partner)
    return show(request, form, found.partner, title=_("Answer the objection"), submit=_("Answer the objection"))


def _find(request: HttpRequest, pk) -> Breach:
    seen = visible_partners(request.user, on=timezone.localdate()).values("pk")
    return get_object_or_404(Breach.objects.filter(partner__in=seen).select_related("partner__unit", "proposal"), pk=pk)
