"""The end of a cooperation: opened from the firm's page; what is still held, proofs, write-offs, the finish."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.partners import events
from personnel.partners.ending import actions, page, rules, writing_off
from personnel.partners.ending.forms import EndingForm, FinishForm, HandBackForm
from personnel.partners.ending.models import Ending
from personnel.partners.ending.querysets import visible_endings
from personnel.partners.filling import ASKED, find, keepers_only, refused_in, sent, show
from personnel.proposals.actions import propose
from personnel.proving import take_step


@require_http_methods(ASKED)
def opening(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, form = find(request, pk), EndingForm(sent(request))
    demand(rules.obstacles_to_opening(found, request.user))
    if form.is_valid():
        made = actions.open_end(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The end is open: what the firm's people still hold is listed on its page."))
        return redirect(made)
    lead = _("Access lasts as long as the agreement, or until the end is finished. What the firm's people hold is listed from now on.")
    return show(request, form, found, title=_("End the cooperation"), submit=_("Open the end"), lead=lead)


@require_safe
def ending(request: HttpRequest, pk) -> HttpResponse:
    return _show(request, _find(request, pk))


def _show(request: HttpRequest, found: Ending, form=None, status: int = 200) -> HttpResponse:
    context = page.ending_page(found, request.user, on=timezone.localdate(), form=form)
    record(events.END_READ, actor=request.user, subject=found, facts={"number": found.partner.number, "count": context["open"]})
    return render(request, "partners/ending.html", context, status=status)


@require_http_methods(ASKED)
def hand_back(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, form, today, status = _find(request, pk), HandBackForm(sent(request)), timezone.localdate(), 400
    demand(rules.obstacles_to_keeping_open(found, request.user))
    if form.is_valid():
        if refused_in(request, form, lambda: actions.hand_back(found, form.cleaned_data, by=request.user, on=today)):
            messages.success(request, _("The proof is on record."))
            return redirect(found)
        status = 409
    words = {"title": _("Record a return or destruction"), "submit": _("Record the proof")}
    return show(request, form, found.partner, status=status, back_url=found.get_absolute_url(), **words)


@require_http_methods(ASKED)
def write_off(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, status = _find(request, pk), 400
    demand(rules.obstacles_to_keeping_open(found, request.user))
    form = writing_off.WriteOffForm(found, sent(request))
    if form.is_valid():
        values = {"person": None, "values": form.values(), "reason": form.cleaned_data["reason"]}
        made = refused_in(request, form, lambda: propose(writing_off.CODE, **values, by=request.user, on=timezone.localdate()))
        if made is not None:
            messages.success(request, _("Proposed. Nothing changes before it is confirmed."))
            return redirect(made)
        status = 409
    words = {"title": _("Propose to write off"), "submit": _("Submit the proposal")}
    lead = _("Nothing changes before the leader in charge of the unit that answers for the firm has confirmed it.")
    return show(request, form, found.partner, status=status, back_url=found.get_absolute_url(), lead=lead, **words)


@require_POST
def finishing(request: HttpRequest, pk) -> HttpResponse:
    found, today = _find(request, pk), timezone.localdate()
    demand(rules.obstacles_to_finishing(found, request.user, on=today))

    def finish(values):
        actions.finish(found, by=request.user, on=today)

    said = _("The cooperation has ended; close the accounts of the firm's people by their departures.")
    return take_step(request, found, _show, FinishForm(request.POST, auto_id="finishform_%s"), finish, said)


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    found = actions.withdraw(_find(request, pk), by=request.user)
    messages.success(request, _("Withdrawn; the cooperation goes on."))
    return redirect(found.partner)


def _find(request: HttpRequest, pk) -> Ending:
    return get_object_or_404(visible_endings(request.user, on=timezone.localdate()), pk=pk)
