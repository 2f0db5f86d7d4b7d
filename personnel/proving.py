"""A step that asks for fresh proof of identity: slips, proposals, whatever binds the person who takes it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from audit.trail import events as trail_events
from audit.trail.actions import record
from audit.trail.models import Result
from audit.trail.refusals import Refused
from personnel.actions import WRONG_FACTOR, WRONG_PASSWORD, prove_identity
from personnel.forms import ProofForm

Show = Callable[..., HttpResponse]
FIELD_OF = {WRONG_PASSWORD.code: "password", WRONG_FACTOR.code: "code"}


def bound_or_new(kind: type[ProofForm], form: ProofForm | None, **initial) -> ProofForm:
    """The form that was just sent where it is of this kind, else a fresh one; ids differ from kind to kind."""
    return form if type(form) is kind else kind(initial=initial, auto_id=f"{kind.__name__}_%s".lower())


def take_step(request, thing: Any, show: Show, form: forms.Form, act: Callable[[dict], object], said, leads_to=None) -> HttpResponse:
    """A form in order, identity proved anew, then the act; what is refused changes nothing. It leads to the thing, or to `leads_to`.

    A wrong password or code shows the page again; every other refusal is answered by the trail's middleware.
    """
    unproved = shown_again(request, thing, show, form)
    if unproved is not None:
        return unproved
    act(form.cleaned_data)
    messages.success(request, said)
    return redirect(leads_to or thing)


def shown_again(request, thing: Any, show: Show, form: forms.Form) -> HttpResponse | None:
    """The page with what is wrong in the form; None where the form is in order and identity proved."""
    if not form.is_valid():
        return show(request, thing, form=form, status=400)
    try:
        prove_identity(request.user, form.cleaned_data["password"], form.cleaned_data.get("code", ""))
    except Refused as refused:
        [obstacle] = refused.obstacles
        if obstacle.code not in FIELD_OF:
            raise
        field = FIELD_OF[obstacle.code]
        form.add_error(field if field in form.fields else None, str(obstacle))
        return show(request, thing, form=form, status=409)
    return None


def remember_refusal(request: HttpRequest, refused: Refused) -> None:
    """The entry of a refusal that the view itself answers by showing its form again."""
    facts = {"page": request.resolver_match.view_name}
    record(trail_events.REFUSED, actor=request.user, result=Result.DENIED, reason=",".join(refused.codes)[:200], facts=facts)
