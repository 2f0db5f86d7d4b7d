"""The page of a petition, and the act of revealing one value on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from petitions import events, page, rules
from petitions.actions import remember_reveal
from petitions.forms import RevealForm
from petitions.models import Petition
from petitions.querysets import visible_petitions


@require_safe
def petition(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(visible_petitions(request.user), pk=pk)
    if found.is_destroyed:
        return _tombstone(request, found)
    return _shown(request, found, {})


def _tombstone(request: HttpRequest, found: Petition) -> HttpResponse:
    record(events.TOMBSTONE_READ, actor=request.user, subject=found, dossier_id=found.pk, facts={"number": found.number})
    return render(request, "petitions/tombstone.html", page.tombstone(found, request.user, on=timezone.localdate()))


def _shown(request: HttpRequest, found: Petition, more: dict) -> HttpResponse:
    """Card, or card and content; which of them was read stands in the trail."""
    today = timezone.localdate()
    reads = rules.reads_content(found, request.user, today)
    event = events.CONTENT_READ if reads else events.CARD_READ
    record(event, actor=request.user, subject=found, dossier_id=found.pk, facts={"number": found.number})
    context = page.card(found, request.user, on=today)
    if reads:
        context |= page.content(found, request.user, on=today)
    return render(request, "petitions/petition.html", context | more)


@require_POST
def reveal(request: HttpRequest, pk) -> HttpResponse:
    """One value in full, once, on the page itself: never in an address, a session or a cache."""
    today = timezone.localdate()
    found = get_object_or_404(visible_petitions(request.user, today), pk=pk)
    demand(rules.obstacles_to_revealing(found, request.user, on=today))
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, {"reveal_form": form})
    field = form.cleaned_data["field"]
    remember_reveal(found, field=field, reason=form.cleaned_data["reason"], by=request.user, on=today)
    return _shown(request, found, {"contacts": page.contacts(found, revealed=field), "revealed": field})
