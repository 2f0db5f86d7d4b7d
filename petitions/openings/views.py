"""Ask, sign, look, end: find, ask, call, answer. What is shown is settled first: time and access are asked anew with every request."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import Refused, demand
from personnel.actions import WRONG_FACTOR, WRONG_PASSWORD, prove_beside
from personnel.devices.middleware import device_of
from personnel.forms import ProofForm
from personnel.proving import bound_or_new, take_step
from petitions import events as petition_events
from petitions import masking
from petitions.attachments import showing
from petitions.models import Attachment
from petitions.openings import actions, events, page, rules
from petitions.openings.forms import AskingForm, CompanionForm
from petitions.openings.models import Opening
from petitions.openings.querysets import running_of, visible_openings
from petitions.querysets import visible_petitions
from vault import clock


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom with and what for; to the running one where one runs."""
    today = timezone.localdate()
    petition = get_object_or_404(visible_petitions(request.user, today), pk=pk)
    demand(rules.obstacles_to_asking(petition, request.user, on=today))
    running = running_of(petition, request.user)
    if running is not None and actions.settle(running, on=today, asker=request.user).ended_at is None:
        return redirect(running)
    form = AskingForm(petition, request.user, request.POST or None, on=today)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.ask(petition, **form.cleaned_data, by=request.user, on=today))
    facts = {"number": petition.number, "form": "opening"}
    record(petition_events.FORM_READ, actor=request.user, subject=petition, dossier_id=petition.pk, facts=facts)
    context = {"petition": petition, "mark": petition.mark, "subject": masking.mask_numbers(petition.subject), "form": form}
    return render(request, "petitions/openings/form.html", context, status=400 if form.is_bound else 200)


def _find(request: HttpRequest, pk: UUID) -> Opening:
    today = timezone.localdate()
    found = get_object_or_404(visible_openings(request.user, on=today), pk=pk)
    return actions.settle(found, on=today, asker=request.user)


@require_safe
def opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _shown(request, _find(request, pk))


def _shown(request: HttpRequest, found: Opening, *, form=None, status: int = 200) -> HttpResponse:
    """How it stands, and the forms of what may be done next; `form` is one that was just sent and not in order."""
    context = page.stands(found, request.user)
    context["proof"] = bound_or_new(ProofForm, form) if context["may_sign"] else None
    context["beside"] = bound_or_new(CompanionForm, form) if context["companion_may_sign_here"] else None
    _remember(request, events.LOOKED_AT, found)
    return render(request, "petitions/openings/opening.html", context, status=status)


@require_safe
def state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asked every few seconds by the pages of the two: what is left, or that something has happened meanwhile."""
    found = _find(request, pk)
    context = page.stands(found, request.user)
    _remember(request, events.LOOKED_AT, found)
    response = render(request, "petitions/openings/state.html", context)
    if request.GET.get("was", context["token"]) != context["token"]:
        response["HX-Redirect"] = reverse("petitions:opening_content", args=[found.pk]) if context["may_look"] else found.get_absolute_url()
    return response


@require_POST
def signature(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whoever is signed in here takes their own seat."""
    found, today = _find(request, pk), timezone.localdate()
    demand(rules.obstacles_to_signing(found, request.user, on=today, now=clock.now()))

    def act(_values: dict) -> None:
        if request.user.pk == found.reader_id:
            actions.sign_as_reader(found, screen=page.screen_now(), by=request.user, on=today)
        else:
            actions.sign_as_companion(found, device=device_of(request, request.user), by=request.user, on=today)

    answer = take_step(request, found, _shown, ProofForm(request.POST, auto_id="proofform_%s"), act, _("Signed."))
    now_open = answer.status_code == 302 and request.user.pk == found.reader_id and found.companion_signed_at is not None
    return redirect("petitions:opening_content", found.pk) if now_open else answer


@require_POST
def companion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The companion's seat, taken at the reader's keyboard with the companion's own account and password."""
    found, today = _find(request, pk), timezone.localdate()
    demand([] if request.user.pk == found.reader_id else [rules.NOT_ONE_OF_TWO])
    beside = found.companion
    beside.here = request.user.here
    demand(rules.obstacles_to_signing(found, beside, on=today, now=clock.now()))
    form = CompanionForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form=form, status=400)
    try:
        prove_beside(beside, *(form.cleaned_data[name] for name in ("account", "companion_password", "companion_code")), asker=request.user)
    except Refused as refused:
        if refused.obstacles[0] not in (WRONG_PASSWORD, WRONG_FACTOR):
            raise
        form.add_error("companion_password", str(rules.WRONG_COMPANION))
        return _shown(request, found, form=form, status=409)
    found = actions.sign_as_companion(found, device=None, by=beside, on=today)
    messages.success(request, _("%(companion)s has signed.") % {"companion": beside})
    return redirect("petitions:opening_content" if found.is_open else "petitions:opening", found.pk)


@require_POST
def ending(request: HttpRequest, pk: UUID) -> HttpResponse:
    """At either's word, at once."""
    found = _find(request, pk)
    if found.ended_at is None:
        found = actions.end(found, by=request.user)
        messages.success(request, _("It is closed."))
    return redirect(found)


@require_safe
def content(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The petition, to be looked at only, under both names."""
    found = _open(request, pk)
    _remember(request, events.READ, found)
    return _closing_by_itself(render(request, "petitions/openings/content.html", page.shown(found)), found)


@require_safe
def file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    """A page of a file, as a picture, on a page of its own."""
    found = _open(request, pk)
    attachment = _file(found, file)
    _remember(request, events.FILE_READ, found, attachment=str(attachment.pk))
    number = showing.page_asked_for(request.GET.get("page", ""), attachment.rendered.count())
    return _closing_by_itself(render(request, "petitions/openings/file.html", page.file_shown(found, attachment, number)), found)


@require_safe
def picture(request: HttpRequest, pk: UUID, file: UUID, number: int) -> HttpResponse:
    found = _open(request, pk)
    attachment = _file(found, file)
    rendered = attachment.rendered.filter(number=number).first()
    if rendered is None:
        raise Http404
    _remember(request, events.PAGE_VIEWED, found, attachment=str(attachment.pk), page_number=number)
    return showing.picture(rendered, attachment, found.reader, found.companion)


def _open(request: HttpRequest, pk: UUID) -> Opening:
    """For the reader, on the screen of their signature, while it lasts."""
    found = _find(request, pk)
    demand(rules.obstacles_to_looking(found, request.user, page.screen_now()))
    return found


def _file(found: Opening, pk: UUID) -> Attachment:
    attachment = page.file_of(found, pk)
    if attachment is None:
        raise Http404
    attachment.petition = found.petition
    return attachment


def _closing_by_itself(response: HttpResponse, found: Opening) -> HttpResponse:
    """Without any script the browser leaves the page when the time is up."""
    response["Refresh"] = f"{page.seconds_left(found)}; url={found.get_absolute_url()}"
    return response


def _remember(request: HttpRequest, event, found: Opening, **facts) -> None:
    known = {"number": found.petition.number, "companion_account": found.companion.username}
    record(event, actor=request.user, subject=found, dossier_id=found.petition_id, facts=known | facts)
