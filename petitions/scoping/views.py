"""Requests to change who needs to know: to make them, their page, their decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import Refused, demand
from classification.models import ScopeChange
from classification.scoping import actions as scoping
from classification.scoping import events
from classification.scoping.querysets import RELATED
from classification.scoping.rules import deciders, obstacles_to_change, obstacles_to_deciding, obstacles_to_withdrawing
from personnel.proposals.forms import AnswerForm, ConfirmationForm
from personnel.proving import bound_or_new, remember_refusal, take_step
from petitions import masking
from petitions.models import Petition
from petitions.page import grading_of
from petitions.querysets import visible_petitions
from petitions.scoping import actions, rules
from petitions.scoping.forms import AddingForm, RemovalForm
from petitions.views.handling import drawn, found
from petitions.views.registering import GET_OR_POST

TONES = {"proposed": "waiting", "granted": "good", "declined": "bad"}


@GET_OR_POST
def adding(request: HttpRequest, pk) -> HttpResponse:
    petition, today = found(request, pk)
    demand(rules.obstacles_to_asking_in(petition, request.user, on=today))
    form = AddingForm(petition, request.user, request.POST or None, on=today)

    def ask(values: dict) -> ScopeChange:
        return actions.ask_in(petition, named=values["who"], until=values["until"], reason=values["reason"], by=request.user, on=today)

    return _asked(request, petition, form, ask, adds=True)


@GET_OR_POST
def removal(request: HttpRequest, pk) -> HttpResponse:
    petition, today = found(request, pk)
    demand(rules.obstacles_to_asking_out(petition, request.user, on=today))
    form = RemovalForm(petition, request.user, request.POST or None, on=today)

    def ask(values: dict) -> ScopeChange:
        return actions.ask_out(petition, named=values["who"], reason=values["reason"], by=request.user, on=today)

    return _asked(request, petition, form, ask, adds=False)


def _asked(request: HttpRequest, petition: Petition, form, ask, *, adds: bool) -> HttpResponse:
    """What is refused shows the form again with all that was typed."""
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            made = ask(form.cleaned_data)
        except Refused as refused:
            if refused.lacks_authority:
                raise
            remember_refusal(request, refused)
            for obstacle in refused.obstacles:
                form.tell(obstacle)
            status = 409
        else:
            messages.success(request, _("Your request waits for the grading authority; until then nothing changes."))
            return redirect("petitions:scope_change", made.pk)
    answer = drawn(request, "petitions/scoping/form.html", petition, form, adds=adds, **grading_of(petition))
    answer.status_code = status
    return answer


@require_safe
def change(request: HttpRequest, pk) -> HttpResponse:
    return _shown(request, _find(request, pk))


def _find(request: HttpRequest, pk) -> ScopeChange:
    """Of a petition the person sees, where the request is theirs to read; else as if there were none."""
    today = timezone.localdate()
    one = get_object_or_404(ScopeChange.objects.select_related(*RELATED), pk=pk)
    petition = get_object_or_404(visible_petitions(request.user, today), pk=one.record_id)
    if not rules.reads_change(one, petition, request.user, on=today):
        raise Http404
    return one


def _shown(request: HttpRequest, one: ScopeChange, form=None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    petition = visible_petitions(request.user, today).get(pk=one.record_id)
    record(events.READ, actor=request.user, subject=one, dossier_id=petition.pk, facts={"number": petition.number})
    decides = not any(obstacles_to_deciding(one, request.user, on=today))
    in_the_way = list(obstacles_to_change(one, on=today)) if one.waits else []
    context = {
        "petition": petition,
        "mark": petition.mark,
        "subject": masking.mask_numbers(petition.subject),
        "change": one,
        "tone": TONES.get(one.status, "done"),
        "waiting_for": deciders(one, on=today) if one.waits else [],
        "obstacles": in_the_way if decides else [],
        "granting": bound_or_new(ConfirmationForm, form) if decides and not in_the_way else None,
        "declining": bound_or_new(AnswerForm, form) if decides else None,
        "is_declining": isinstance(form, AnswerForm),
        "withdraws": not any(obstacles_to_withdrawing(one, request.user)),
        **grading_of(petition),
    }
    return render(request, "petitions/scoping/change.html", context, status=status)


@require_POST
def granting(request: HttpRequest, pk) -> HttpResponse:
    one = _find(request, pk)
    demand(obstacles_to_deciding(one, request.user, on=timezone.localdate()))

    def grant(values: dict) -> None:
        scoping.grant(one, by=request.user, on=timezone.localdate())

    return _decided(request, one, ConfirmationForm(request.POST), grant, _("Granted; it holds from now on."))


@require_POST
def declining(request: HttpRequest, pk) -> HttpResponse:
    one = _find(request, pk)
    demand(obstacles_to_deciding(one, request.user, on=timezone.localdate()))

    def decline(values: dict) -> None:
        scoping.decline(one, reason=values["reason"], by=request.user, on=timezone.localdate())

    return _decided(request, one, AnswerForm(request.POST), decline, _("Declined; everything stays as it was."))


def _decided(request: HttpRequest, one: ScopeChange, form, act, said) -> HttpResponse:
    answer = take_step(request, one, _shown, form, act, said, leads_to="petitions:list")
    if answer.status_code != 302:
        return answer
    still_seen = visible_petitions(request.user).filter(pk=one.record_id).exists()
    return redirect("petitions:knowing", one.record_id) if still_seen else answer


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    one = _find(request, pk)
    scoping.withdraw(one, by=request.user)
    messages.success(request, _("Withdrawn; everything stays as it was."))
    return redirect("petitions:petition", one.record_id)
