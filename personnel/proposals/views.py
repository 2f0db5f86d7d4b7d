"""Proposals: to make them, the list, the page, the decision."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import Refused, demand
from personnel.models import Person
from personnel.offices import Office
from personnel.proposals import actions, events, rules
from personnel.proposals.forms import AnswerForm, ConfirmationForm, StateFilter
from personnel.proposals.kinds import Kind, about_the_house, kind_named, kind_of
from personnel.proposals.listing import row
from personnel.proposals.models import Proposal
from personnel.proposals.querysets import visible_proposals
from personnel.proving import bound_or_new, remember_refusal, take_step

SIZE = 20


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    chosen = StateFilter(request.GET or None)
    found = visible_proposals(request.user, on=today).filter(**chosen.chosen())
    page = Paginator(found, SIZE).get_page(request.GET.get("page"))
    rows = [row(proposal) for proposal in page]
    record(events.LISTED, actor=request.user, facts={"count": len(rows)})
    kinds = about_the_house() if request.user.holds(Office.SECURITY_ADMIN) else []
    context = {"rows": rows, "page": page, "filter_form": chosen, "kinds": kinds}
    return render(request, "personnel/proposal_list.html", context)


@require_safe
def proposal(request: HttpRequest, pk) -> HttpResponse:
    return show_proposal(request, _find(request, pk))


def show_proposal(request: HttpRequest, proposal: Proposal, form=None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    record(events.READ, actor=request.user, subject=proposal, facts=actions.facts_of(proposal))
    confirming = list(rules.obstacles_to_confirming(proposal, request.user, on=today))
    context = {
        **row(proposal),
        "particulars": kind_of(proposal).particulars(proposal),
        "page": kind_of(proposal).page(proposal, request.user, today),
        "comparison": kind_of(proposal).comparison(proposal),
        "waiting_for": rules.confirmers(proposal, on=today) if proposal.is_open else [],
        "obstacles": [one for one in confirming if one not in (rules.NOT_CONFIRMER, rules.ALREADY_DECIDED)],
        "confirmation": None if confirming else bound_or_new(ConfirmationForm, form),
        "refusal": None if any(rules.obstacles_to_deciding(proposal, request.user, on=today)) else bound_or_new(AnswerForm, form),
        "withdraws": not any(rules.obstacles_to_withdrawing(proposal, request.user)),
        "refusing": isinstance(form, AnswerForm),
    }
    return render(request, "personnel/proposal.html", context, status=status)


@require_POST
def confirmation(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)

    def confirm(values):
        actions.confirm(found, by=request.user, on=timezone.localdate())

    return take_step(
        request, found, show_proposal, ConfirmationForm(request.POST), confirm, _("You have confirmed the proposal; it holds now.")
    )


@require_POST
def refusal(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)

    def refuse(values):
        actions.refuse(found, by=request.user, reason=values["reason"], on=timezone.localdate())

    return take_step(request, found, show_proposal, AnswerForm(request.POST), refuse, _("You have refused the proposal."))


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    found = actions.withdraw(_find(request, pk), by=request.user)
    messages.success(request, _("You have withdrawn the proposal."))
    return redirect(found)


def _find(request: HttpRequest, pk) -> Proposal:
    found = visible_proposals(request.user, on=timezone.localdate()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


# ------------------------------------------------------------------ to propose
@require_http_methods(["GET", "HEAD", "POST"])
def about_person(request: HttpRequest, pk, kind: str) -> HttpResponse:
    """A change of this person's powers."""
    found = kind_named(kind)
    if found is None or not found.about_people or found.form is None:
        raise Http404
    return _propose(request, found, get_object_or_404(Person, pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def about_house(request: HttpRequest, kind: str) -> HttpResponse:
    """A change of the house itself: its units, its rules."""
    found = kind_named(kind)
    if found is None or found.about_people or found.form is None:
        raise Http404
    return _propose(request, found, None)


def _propose(request: HttpRequest, kind: Kind, person: Person | None) -> HttpResponse:
    demand(rules.obstacles_to_asking(person, request.user, kind))
    return answer(request, kind, person, kind.form(person, request.POST if request.method == "POST" else None))


def answer(request: HttpRequest, kind: Kind, person: Person | None, form, **more) -> HttpResponse:
    """The form of a kind of proposal, and what becomes of it; what is refused shows the form again with all that was typed."""
    if request.method != "POST":
        return _form(request, kind, person, form, more)
    if not form.is_valid():
        return _form(request, kind, person, form, more, status=400)
    values, reason = form.values(), form.cleaned_data["reason"]
    try:
        made = actions.propose(kind.code, person=person, values=values, reason=reason, by=request.user, on=timezone.localdate())
    except Refused as refused:
        remember_refusal(request, refused)
        for obstacle in refused.obstacles:
            form.add_error(None, str(obstacle))
        return _form(request, kind, person, form, more, status=409)
    messages.success(request, _("Proposed. Nothing changes before it is confirmed."))
    return redirect(made)


def _form(request: HttpRequest, kind: Kind, person: Person | None, form, more: dict, status: int = 200) -> HttpResponse:
    """`more`: which thing it is about, and where it is found (`about`, `back_url`, `back_label`)."""
    context = {"form": form, "kind": kind, "person": person, **more}
    return render(request, "personnel/proposal_form.html", context, status=status)
