"""The audit trail, for those who may read a part of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from approvals.panel import offices_in_words
from audit.inspection import reading, sealed_state
from audit.inspection.forms import TrailFilter
from audit.inspection.pages import RESULT_TONES
from audit.inspection.paging import page_of_entries
from audit.inspection.searching import narrowed
from audit.inspection.subjects import numbers_of
from audit.trail import events, publishing
from audit.trail.actions import record
from audit.trail.models import Result

ORDERS = {"at": ("at", "id"), "-at": ("-at", "-id")}


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    chosen = (form := TrailFilter(request.GET)).chosen()
    entries = narrowed(_part(request, chosen), chosen).order_by(*ORDERS.get(request.GET.get("sort", ""), ORDERS["-at"]))
    page = page_of_entries(request, entries)
    shown = _lines(list(page), request)
    facts = {"count": len(shown), "entries": [str(line["entry"].pk) for line in shown], "by": sorted(chosen)}
    record(events.TRAIL_READ, actor=request.user, dossier_id=chosen.get("record"), facts=facts)
    context = {"page": page, "lines": shown, "filter_form": form, "part": _part_in_words(request), "seal": sealed_state.of_trail()}
    context |= {"outside": publishing.standing()}
    return render(request, "inspection/trail.html", context)


def _part(request: HttpRequest, chosen: dict):
    """The entries open to this person, or those about the one record asked for."""
    today = timezone.localdate()
    if "record" not in chosen:
        return reading.readable_entries(request.user, on=today)
    if not reading.knows_record(request.user, chosen["record"], on=today):
        raise Http404
    return reading.entries_of_record(request.user, chosen["record"], on=today)


def _lines(entries: list, request: HttpRequest) -> list[dict]:
    numbers, covers = numbers_of(entries), sealed_state.of_entries(entries)
    texts = reading.open_texts(entries, request.user, on=timezone.localdate())
    return [
        {
            "entry": entry,
            "office": offices_in_words(entry.office),
            "number": numbers[entry.pk],
            "cover": covers.get(entry.pk),
            "text": texts.get(entry.pk, ""),
            "tone": RESULT_TONES[Result(entry.result)],
        }
        for entry in entries
    ]


PARTS = {
    "business": _("You read what business users and the system did: numbers, never content."),
    "auditors": _("You read what auditors and the audit administrator did."),
    "administrators": _("You read what the system and the security administrator did."),
}
OWN_PART = _("You read the entries about records you handle.")


def _part_in_words(request: HttpRequest) -> list:
    return [PARTS[circle] for circle in reading.circles_of(request.user) if circle in PARTS] or [OWN_PART]
