"""Assign, note, close, reopen: find, ask, call, answer."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person
from petitions import actions, events, masking, rules
from petitions.forms import ClosingForm, HandingOverForm, HandlingForm, NoteForm, ReopeningForm
from petitions.leaving import to_hand_over
from petitions.models import Petition
from petitions.querysets import visible_petitions
from petitions.views.registering import GET_OR_POST, back, form_fields, remember_form


@GET_OR_POST
def handling(request: HttpRequest, pk) -> HttpResponse:
    petition, today = found(request, pk)
    demand(rules.obstacles_to_assigning(petition, request.user, on=today))
    form = HandlingForm(petition, request.POST or None)
    if not sent(request, form):
        return drawn(request, "petitions/handling_form.html", petition, form)
    values = form.cleaned_data
    actions.assign(petition, officer=values["handling_officer"], unit=values["handling_unit"], by=request.user, on=today)
    messages.success(request, _("%(officer)s handles the case now.") % {"officer": values["handling_officer"]})
    return back(request, petition)


@GET_OR_POST
def handing_over(request: HttpRequest, pk) -> HttpResponse:
    """All cases of somebody at once (移交), for whoever may assign them; to everybody else there is nothing here."""
    former, today = get_object_or_404(Person, pk=pk), timezone.localdate()
    cases = to_hand_over(former, request.user, today)
    if not cases:
        raise Http404
    form = HandingOverForm(cases, former, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        record(events.HANDING_OVER_READ, actor=request.user, subject=former, facts={"account": former.username, "count": len(cases)})
        context = {"form": form, "former": former}
        return render(request, "petitions/handing_over_form.html", context, status=400 if form.is_bound else 200)
    values = form.cleaned_data
    given = actions.hand_over(
        values["petitions"], officer=values["handling_officer"], unit=values["handling_unit"], by=request.user, on=today
    )
    words = {"officer": values["handling_officer"], "count": len(given)}
    messages.success(request, _("%(officer)s handles %(count)s more cases now.") % words)
    return redirect("petitions:list")


@GET_OR_POST
def closing(request: HttpRequest, pk) -> HttpResponse:
    petition, today = found(request, pk)
    demand(rules.obstacles_to_closing(petition, request.user, on=today))
    form = ClosingForm(petition, request.POST or None, reads=rules.reads_content(petition, request.user, today))
    if not sent(request, form):
        return drawn(request, "petitions/closing_form.html", petition, form)
    actions.close(petition, **form.cleaned_data, by=request.user, on=today)
    messages.success(request, _("The case is closed."))
    return redirect(petition)


@GET_OR_POST
def reopening(request: HttpRequest, pk) -> HttpResponse:
    petition, today = found(request, pk)
    demand(rules.obstacles_to_reopening(petition, request.user, on=today))
    form = ReopeningForm(request.POST or None)
    if not sent(request, form):
        return drawn(request, "petitions/reopening_form.html", petition, form)
    actions.reopen(petition, reason=form.cleaned_data["reason"], by=request.user, on=today)
    messages.success(request, _("The case is open again."))
    return redirect(petition)


@require_POST
def notes(request: HttpRequest, pk) -> HttpResponse:
    petition, today = found(request, pk)
    demand(rules.obstacles_to_noting(petition, request.user, on=today))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return drawn(request, "petitions/note_form.html", petition, form)
    token = actions.token_of(form.cleaned_data["once"], form_fields(request), by=request.user)
    actions.once(token, lambda: _noted(petition, form, request, today), by=request.user)
    messages.success(request, _("The note is kept."))
    return redirect(petition)


def _noted(petition: Petition, form: NoteForm, request: HttpRequest, today: date) -> Petition:
    return actions.add_note(petition, text=form.cleaned_data["text"], by=request.user, on=today).petition


def found(request: HttpRequest, pk) -> tuple[Petition, date]:
    today = timezone.localdate()
    return get_object_or_404(visible_petitions(request.user, today), pk=pk), today


def sent(request: HttpRequest, form: forms.Form) -> bool:
    return request.method == "POST" and form.is_valid()


def drawn(request: HttpRequest, template: str, petition: Petition, form: forms.Form, **more) -> HttpResponse:
    remember_form(request, petition)
    subject = masking.mask_numbers(petition.subject)
    return render(request, template, {"petition": petition, "mark": petition.mark, "subject": subject, "form": form, **more})
