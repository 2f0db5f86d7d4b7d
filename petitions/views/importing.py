"""Imports in the browser: give a file, say what its columns are, see what came of it, undo it. Basis: DESIGN §4 (import)."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.staying import still_open
from petitions import masking, repeats, rules
from petitions.forms.importing import MOST_MEGABYTES, MappingForm, UndoForm, UploadForm
from petitions.importing import actions, events
from petitions.importing import rules as import_rules
from petitions.importing.models import ImportRun, RejectedRow, State
from petitions.importing.querysets import petitions_of, visible_runs
from petitions.importing.sources import table_of, wanted_of
from vault import files, keys
from vault.identity import uuid7
from vault.uploads import TOO_LARGE, SealedUpload, sealing_uploads

MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_TO_READ = 4 * MOST_BYTES  # what is a little too large is read to its end, so that every browser shows the sentence
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    demand(import_rules.obstacles_to_importing(request.user, rules.registering_unit(request.user), on=today))
    page = Paginator(visible_runs(request.user, today), 20).get_page(request.GET.get("page"))
    keys.warm(run.pk for run in page)
    record(events.LISTED, actor=request.user, facts={"count": page.paginator.count, "shown": [str(run.pk) for run in page]})
    return render(request, "petitions/import_list.html", {"page": page})


@csrf_exempt  # the token is in the body, which may be read only once the sealing handler stands: `_given` demands it
@GET_OR_POST
def new(request: HttpRequest) -> HttpResponse:
    unit = rules.registering_unit(request.user)
    demand(import_rules.obstacles_to_importing(request.user, unit, on=timezone.localdate()))
    if request.method != "POST":
        return _given(request, unit)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_TO_READ:
        return _too_much(request, unit)
    dossier = uuid7()
    keys.make_key(dossier)
    try:
        with sealing_uploads(request, dossier, most_bytes=MOST_BYTES):
            response = _given(request, unit)
    except BaseException:
        keys.shred([dossier])
        raise
    if response.status_code != 302:
        keys.shred([dossier])
    return response


def _too_much(request: HttpRequest, unit) -> HttpResponse:
    """Said without reading any of it."""
    form = UploadForm({}, {"file": SealedUpload("table", "", 0, None, TOO_LARGE)})
    return render(request, "petitions/import_form.html", {"form": form, "unit": unit}, status=413)


@csrf_protect
def _given(request: HttpRequest, unit) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        run = actions.receive(form.cleaned_data["file"], by=request.user, on=timezone.localdate())
        return redirect(run)
    return render(request, "petitions/import_form.html", {"form": form, "unit": unit})


@require_safe
def run(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)
    record(events.READ, actor=request.user, subject=found, facts={"rows": found.rows})
    return _shown(request, found)


def _find(request: HttpRequest, pk) -> ImportRun:
    return get_object_or_404(visible_runs(request.user, timezone.localdate()), pk=pk)


def _shown(request: HttpRequest, found: ImportRun, **more) -> HttpResponse:
    may_undo = found.state == State.DONE or found.is_silent
    undoing = list(import_rules.obstacles_to_undoing(found, request.user)) if may_undo else []
    findings = json.loads(found.findings) if found.findings else {}
    context = {
        "run": found,
        "name": found.file_name,
        "findings": findings,
        "problems": [findings["problem"]] if "problem" in findings else [],
        "progress": progress_of(found),
        "refused": RejectedRow.objects.filter(run=found).count(),
        "mapping_form": _mapping_form(found),
        "undo_obstacles": undoing,
        "undo_form": UndoForm() if may_undo and not undoing else None,
    }
    return render(request, "petitions/import.html", context | more)


def _mapping_form(found: ImportRun, data=None) -> MappingForm | None:
    return MappingForm(table_of(found).header, wanted_of(found), data) if found.state == State.READY else None


def progress_of(found: ImportRun) -> dict:
    """How far the worker is: rows of the file, or petitions to withdraw."""
    whole = found.registered if found.state == State.UNDOING else found.total
    done = found.rows if found.state == State.RUNNING else found.row
    return {"done": min(done, whole), "whole": whole, "percent": int(100 * done / whole) if whole else 0}


@require_safe
def progress(request: HttpRequest, pk) -> HttpResponse:
    """A fragment the page asks for again and again; once the work is done, the page is drawn anew."""
    found = _find(request, pk)
    response = render(request, "petitions/parts/import_progress.html", {"run": found, "progress": progress_of(found)})
    if not found.is_busy:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def mapping(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)
    demand(import_rules.obstacles_to_mapping(found, request.user))
    form = _mapping_form(found, request.POST)
    if not form.is_valid():
        return _shown(request, found, mapping_form=form)
    return redirect(actions.choose(found, form.wanted(), by=request.user))


@require_POST
def beginning(request: HttpRequest, pk) -> HttpResponse:
    return redirect(actions.start(_find(request, pk), by=request.user))


@require_POST
def removal(request: HttpRequest, pk) -> HttpResponse:
    actions.discard(_find(request, pk), by=request.user)
    messages.success(request, _("The file is discarded; nothing of it was registered."))
    return redirect("petitions:imports")


@GET_OR_POST
def errors(request: HttpRequest, pk) -> HttpResponseBase:
    """The refused rows as a file; by POST they are removed."""
    found = _find(request, pk)
    if request.method == "POST":
        actions.clear_errors(found, by=request.user)
        messages.success(request, _("The refused rows are removed."))
        return redirect(found)
    demand(import_rules.obstacles_to_having_errors(found, request.user))
    record(events.ERRORS_READ, actor=request.user, subject=found, facts={"rejected": RejectedRow.objects.filter(run=found).count()})
    still = still_open(request, lambda person: visible_runs(person, timezone.localdate()).filter(pk=found.pk).exists())
    response = StreamingHttpResponse(files.watched(actions.error_lines(found), still), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
    return response


@require_POST
def undoing(request: HttpRequest, pk) -> HttpResponse:
    found = _find(request, pk)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, undo_form=form)
    return redirect(actions.undo(found, reason=form.cleaned_data["reason"], by=request.user))


@require_safe
def possible_repeats(request: HttpRequest, pk) -> HttpResponse:
    """Pairs of like petitions of one petitioner, one of them brought in by this import; only what the person sees."""
    found, today = _find(request, pk), timezone.localdate()
    hints = repeats.likest(repeats.alike(petitions_of(found), by=request.user, on=today))
    page = Paginator(hints, 20).get_page(request.GET.get("page"))
    keys.warm({petition.pk for hint in page for petition in (hint.petition, hint.other)})
    record(events.REPEATS_READ, actor=request.user, subject=found, facts={"count": len(hints)})
    rows = [(hint, masking.mask_numbers(hint.petition.subject), masking.mask_numbers(hint.other.subject)) for hint in page]
    return render(request, "petitions/import_repeats.html", {"run": found, "name": found.file_name, "page": page, "rows": rows})
