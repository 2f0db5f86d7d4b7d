"""Attach, look at, download, take out, put back: find, ask, call, answer."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from petitions import events as petition_events
from petitions import registry
from petitions.attachments import actions, events, names, page, rules, showing
from petitions.attachments.forms import AttachingForm, RemovalForm
from petitions.attachments.problems import TOO_LARGE, Problem
from petitions.attachments.querysets import open_attachment
from petitions.models import Attachment, Petition
from petitions.querysets import visible_petitions
from vault.uploads import sealing_uploads

FILES_IN_ONE_FORM = 5  # of the largest size; more smaller ones fit


@csrf_exempt  # asked for inside: the token is in the body, which is read only once the sealing handler stands
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Seals what is uploaded under the petition's key while it arrives; asked whether it may before a byte is read."""
    today = timezone.localdate()
    petition = get_object_or_404(visible_petitions(request.user, today), pk=pk)
    demand(rules.obstacles_to_attaching(petition, None, request.user, on=today))
    if request.method != "POST":
        return _form(request, petition, AttachingForm(page.own_notes(petition, request.user)))
    if int(request.META.get("CONTENT_LENGTH") or 0) > FILES_IN_ONE_FORM * page.most_bytes():
        return _too_much(request, petition)
    with sealing_uploads(request, petition.pk, most_bytes=page.most_bytes()):
        return _received(request, petition, today)


def _too_much(request: HttpRequest, petition: Petition) -> HttpResponse:
    """Said without reading any of it."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"problems": [str(TOO_LARGE)]}, status=413)
    form = AttachingForm(page.own_notes(petition, request.user))
    return _form(request, petition, form, refused=[("", str(TOO_LARGE))], status=413)


@csrf_protect
def _received(request: HttpRequest, petition: Petition, today: date) -> HttpResponse:
    form = AttachingForm(page.own_notes(petition, request.user), request.POST)
    uploads = request.FILES.getlist("files")
    if not form.is_valid() or not uploads:
        sentence = _("Choose at least one file.") if not uploads else _("Choose one of the entries offered.")
        return _answer(request, petition, form, 0, [("", sentence)])
    outcomes = [(upload, actions.attach(petition, upload, note=form.note(), by=request.user, on=today)) for upload in uploads]
    refused = [(names.clean(upload.name), str(outcome)) for upload, outcome in outcomes if isinstance(outcome, Problem)]
    return _answer(request, petition, form, len(outcomes) - len(refused), refused)


def _answer(request: HttpRequest, petition: Petition, form, kept: int, refused: list[tuple[str, str]]) -> HttpResponse:
    """Names of files go onto the page that answers, never into a message: messages lie in the session."""
    if request.headers.get("Accept") == "application/json":
        before = form.cleaned_data.get("attached_before")
        if before is not None:
            _say_how_many(request, before + kept)
        return JsonResponse({"problems": [sentence for _name, sentence in refused]})
    if not refused:
        _say_how_many(request, kept)
        return redirect(f"{petition.get_absolute_url()}#attachments")
    return _form(request, petition, form, kept=kept, refused=refused, status=400)


def _say_how_many(request: HttpRequest, kept: int) -> None:
    if kept:
        messages.success(request, ngettext("%(count)s file is attached.", "%(count)s files are attached.", kept) % {"count": kept})


def _form(request: HttpRequest, petition: Petition, form, *, status: int = 200, **more) -> HttpResponse:
    facts = {"number": petition.number, "form": "attachments"}
    record(petition_events.FORM_READ, actor=request.user, subject=petition, dossier_id=petition.pk, facts=facts)
    context = {"petition": petition, "mark": petition.mark, "form": form, **page.limits(), **more}
    return render(request, "petitions/attachments/form.html", context, status=status)


@require_safe
def attachment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page that shows one page of it: without scripts, forms or anything from elsewhere."""
    found = _found(request, pk)
    _remember(request, events.OPENED, found)
    context = showing.viewer(found, request.user, request.GET.get("page", ""), on=timezone.localdate())
    response = render(request, "petitions/attachments/viewer.html", context)
    response.sandboxed = True
    return response


@require_safe
def picture(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    found = _found(request, pk)
    rendered = found.rendered.filter(number=number).first()
    if rendered is None:
        raise Http404
    _remember(request, events.PAGE_VIEWED, found, page_number=number)
    return showing.picture(rendered, found, request.user)


@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file as it came, for the reader's disk: recorded before its first byte leaves."""
    found, today = _found(request, pk), timezone.localdate()
    demand(rules.obstacles_to_downloading(found, request.user, on=today))
    if request.method != "HEAD" and not showing.is_beyond(request, found):
        registry.tell_exported(found.petition, found.pk, request.user, today)
    _remember(request, events.DOWNLOADED, found, bytes=found.size)
    return showing.download(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, today = _found(request, pk, removed=True), timezone.localdate()
    demand(rules.obstacles_to_removing(found, request.user, on=today))
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.remove(found, reason=form.cleaned_data["reason"], by=request.user, on=today)
        messages.success(request, _("The file is taken out of the petition. It can be put back."))
        return redirect(f"{found.petition.get_absolute_url()}#attachments")
    _remember(request, events.OPENED, found)
    return render(request, "petitions/attachments/removal.html", {"found": found, "mark": found.petition.mark, "form": form})


@require_POST
def restoration(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _found(request, pk, removed=True)
    actions.put_back(found, by=request.user, on=timezone.localdate())
    messages.success(request, _("The file is part of the petition again."))
    return redirect(f"{found.petition.get_absolute_url()}#attachments")


def _found(request: HttpRequest, pk: UUID, *, removed: bool = False) -> Attachment:
    """What was removed opens for nobody; it can only be put back."""
    found = open_attachment(request.user, pk, on=timezone.localdate())
    if found is None or (found.is_removed and not removed):
        raise Http404
    return found


def _remember(request: HttpRequest, event, found: Attachment, **facts) -> None:
    petition = found.petition
    facts = {"number": petition.number, "attachment": str(found.pk), **facts}
    record(event, actor=request.user, subject=petition, dossier_id=petition.pk, facts=facts)
