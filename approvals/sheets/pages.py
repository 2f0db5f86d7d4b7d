"""The page of a document that the worker makes: how far it is, why it failed, the download. Nobody but who asked finds it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from approvals import events
from approvals.models import MadeDocument, Making
from approvals.sheets import making
from approvals.sheets.answers import download
from approvals.sheets.kinds import kind_of
from audit.trail.actions import record
from audit.trail.refusals import Obstacle, demand
from vault import files
from vault.models import SealedFile

PROBLEMS = {
    making.NOT_ALLOWED: _("You may no longer have this document."),
    making.NO_ROOM: _("There is no room on the disk for this document. Tell the system administrator, then try again."),
    making.FAILED: _("Making this document failed. Try again; if it fails again, tell the system administrator its number."),
}
STALE = Obstacle(
    "DOCUMENT_STALE", _("What is open to you of this has changed since the document was made. Have it made again, then download it.")
)
SILENT = _("The worker has said nothing for two minutes. It goes on by itself once it is back; you may also try again.")


@require_safe
def page(request, pk) -> HttpResponse:
    return _draw(request, pk, "approvals/document.html")


@require_safe
def progress(request, pk) -> HttpResponse:
    """The part of the page that asks again by itself until the document is there."""
    return _draw(request, pk, "approvals/document_state.html")


@require_POST
def again(request, pk) -> HttpResponse:
    made, _subject = _find(request, pk)
    making.ask_again(made)
    return redirect("documents:document", made.pk)


@require_safe
def file(request, pk) -> HttpResponse:
    """Whoever may no longer see what it is about no longer gets the file."""
    made, subject = _find(request, pk)
    if made.state != Making.READY:
        raise Http404
    kind = kind_of(made.kind)
    demand([*kind.obstacles(subject, request.user), *([STALE] if making.is_stale(made) else [])])
    with files.reading(SealedFile.objects.get(pk=made.file_id)) as reader:
        content = reader.read()
    facts = {"number": made.number, "format": made.suffix, "copy": made.code}
    record(kind.event, actor=request.user, subject=subject, facts=facts)
    return download(content, name=kind.name(subject, made.suffix))


def _find(request, pk) -> tuple[MadeDocument, Any]:
    """Only for who asked, and only while they see what it is about."""
    made = get_object_or_404(MadeDocument, pk=pk, asked_by=request.user)
    subject = kind_of(made.kind).find(request.user, made.subject_id)
    if subject is None:
        raise Http404
    return made, subject


def _draw(request, pk, template: str) -> HttpResponse:
    made, subject = _find(request, pk)
    record(events.DOCUMENT_WATCHED, actor=request.user, subject=subject, facts={"number": made.number})
    silent, stale = making.is_silent(made), making.is_stale(made)
    context = {
        "made": made,
        "subject": subject,
        "label": kind_of(made.kind).label,
        "mark": getattr(subject, "mark", None),
        "running": made.state in (Making.ASKED, Making.MAKING),
        "stale": stale,
        "problem": SILENT if silent else STALE if stale else PROBLEMS.get(made.problem, ""),
        "may_ask_again": silent or stale or made.state == Making.FAILED,
    }
    return render(request, template, context)
