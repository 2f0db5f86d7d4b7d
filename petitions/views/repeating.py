"""Petitions that may repeat one another: hints while one is registered, a list, both side by side, the link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from classification.schemes.mapping import standing
from petitions import events, linking, masking, rules
from petitions.actions import link_repeat, unlink_repeat
from petitions.forms import RegistrationForm
from petitions.models import Petition
from petitions.page import masked_name
from petitions.querysets import visible_petitions
from petitions.repeats import Alike, Typed, alike, like_typed
from vault import keys

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """A fragment of the registration form: what a new petition may repeat. Nothing is kept of what was typed."""
    demand(rules.obstacles_to_registering(request.user, rules.registering_unit(request.user)))
    context = hinted(request, RegistrationForm(request.POST).typed()) | {"chosen": request.POST.get("repeat_of", "")}
    return render(request, "petitions/parts/hints.html", context)


def hinted(request: HttpRequest, typed: Typed) -> dict:
    """Hints worded for the page, and an entry that says of which petitions the registrar was told."""
    found = like_typed(typed, by=request.user, on=timezone.localdate())
    record(events.HINTED, actor=request.user, facts={"count": len(found), "shown": [str(hint.other.pk) for hint in found]})
    return {"hints": _worded(found)}


def _worded(found: list[Alike]) -> list[tuple[Alike, str]]:
    keys.warm(hint.other.pk for hint in found)
    return [(hint, masking.mask_numbers(hint.other.subject)) for hint in found]


@require_safe
def repeats(request: HttpRequest, pk) -> HttpResponse:
    """What this petition may repeat, and what it is linked with; a number typed in leads to the comparison."""
    today = timezone.localdate()
    petition = _petition(request, pk)
    demand(linking.obstacles_to_finding_repeats(petition, request.user, on=today))
    number = request.GET.get("number", "").strip()
    asked = visible_petitions(request.user, today).filter(number__iexact=number).exclude(pk=pk)
    other = asked.first() if number and number.isprintable() else None
    if other is not None:
        return redirect("petitions:comparison", petition.pk, other.pk)
    if number:
        messages.warning(request, _("No other petition open to you has this number."))
    found = [_seen_from(petition, hint) for hint in alike([petition.pk], by=request.user, on=today)]
    facts = {"count": len(found), "number": petition.number, "shown": [str(hint.other.pk) for hint in found]}
    record(events.REPEATS_LISTED, actor=request.user, subject=petition, dossier_id=petition.pk, facts=facts)
    context = {"petition": petition, "mark": petition.mark, "hints": _worded(found), "linked": _linked(request, petition)}
    return render(request, "petitions/repeats.html", context)


def _seen_from(petition: Petition, hint: Alike) -> Alike:
    return hint if hint.petition == petition else Alike(hint.other, hint.petition, hint.same, hint.likeness)


def _linked(request: HttpRequest, petition: Petition) -> Petition | None:
    return visible_petitions(request.user).filter(pk=petition.repeat_of_id).first() if petition.repeat_of_id else None


def _petition(request: HttpRequest, pk) -> Petition:
    return get_object_or_404(visible_petitions(request.user, timezone.localdate()), pk=pk, record__destroyed_on__isnull=True)


@GET_OR_POST
def comparison(request: HttpRequest, pk, other) -> HttpResponse:
    """Both side by side, each as far as it is open to this person; by POST the later is linked as a repeat of the earlier."""
    today = timezone.localdate()
    earlier, later = sorted((_petition(request, pk), _petition(request, other)), key=lambda row: (row.received_on, row.registered_at))
    demand(linking.obstacles_to_finding_repeats(later, request.user, on=today))
    if request.method == "POST":
        link_repeat(later, earlier=earlier, by=request.user, on=today)
        messages.success(request, _("%(later)s is linked as a repeat of %(earlier)s.") % {"later": later, "earlier": earlier})
        return redirect(later)
    context = {
        "sides": [_side(request, petition, today) for petition in (earlier, later)],
        "earlier": earlier,
        "later": later,
        "linked": later.repeat_of_id == earlier.pk,
        "obstacles": list(linking.obstacles_to_linking(later, earlier, request.user, on=today)),
        "mark": max((earlier, later), key=_strictness).mark,
        "back": reverse("petitions:repeats", args=[later.pk]),
    }
    return render(request, "petitions/comparison.html", context)


def _strictness(petition: Petition) -> int:
    """Not graded counts as the highest."""
    record = petition.record
    if record.declassified_on is not None:
        return 0
    return standing(record.level) if record.level else 1000


def _side(request: HttpRequest, petition: Petition, today) -> dict:
    reads = rules.reads_content(petition, request.user, today)
    event = events.CONTENT_READ if reads else events.CARD_READ
    record(event, actor=request.user, subject=petition, dossier_id=petition.pk, facts={"number": petition.number})
    return {
        "petition": petition,
        "subject": masking.mask_numbers(petition.subject),
        "name": masked_name(petition, petition.petitioners.all()[0]),
        "body": petition.body if reads else None,
    }


@require_POST
def unlinking(request: HttpRequest, pk) -> HttpResponse:
    petition = _petition(request, pk)
    unlink_repeat(petition, by=request.user, on=timezone.localdate())
    messages.success(request, _("The link is taken off; both petitions stay as they are."))
    return redirect("petitions:repeats", petition.pk)
