"""Register a petition, correct one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from audit.trail.actions import record
from audit.trail.refusals import demand
from petitions import events, rules
from petitions.actions import edit as correct
from petitions.actions import once, register, token_of
from petitions.choices import Status
from petitions.forms import CorrectionForm, RegistrationForm
from petitions.forms.registering import PERSONAL
from petitions.models import Petition
from petitions.page import contacts, value_of
from petitions.querysets import visible_petitions
from petitions.repeats import alike
from petitions.views.repeating import hinted

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def new(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    unit = rules.registering_unit(request.user)
    demand(rules.obstacles_to_registering(request.user, unit))
    earlier = visible_petitions(request.user, today).filter(record__destroyed_on__isnull=True).exclude(status=Status.WITHDRAWN)
    sent = request.POST if request.method == "POST" else None  # an empty form is a form too
    form = RegistrationForm(sent, initial={"received_on": today}, earlier=earlier)
    if request.method == "POST" and form.is_valid():
        return _registered(request, form, today)
    told = hinted(request, form.typed()) if request.method == "POST" else {}
    context = {"form": form, "unit": unit, "chosen": request.POST.get("repeat_of", "")}
    return render(request, "petitions/petition_form.html", context | told)


def _registered(request: HttpRequest, form: RegistrationForm, today) -> HttpResponse:
    token = token_of(form.cleaned_data["once"], form_fields(request), by=request.user)
    petition, is_new = once(token, lambda: register(form.registration(), by=request.user, on=today), by=request.user)
    if is_new:
        _tell_of_repeats(request, petition, today)
        messages.success(request, _("Registered as %(number)s.") % {"number": petition.number})
    else:
        messages.info(request, _("This form had been sent already; it was registered once, as %(number)s.") % {"number": petition.number})
    for sentence in form.warnings():
        messages.warning(request, sentence)
    return back(request, petition)


def _tell_of_repeats(request: HttpRequest, petition: Petition, today) -> None:
    """For whoever could not be told while typing (no script, a hurry)."""
    if petition.repeat_of_id is None and (count := len(alike([petition.pk], by=request.user, on=today))):
        sentence = ngettext(
            "It may repeat %(count)s petition of the same petitioner: see Repeats.",
            "It may repeat %(count)s petitions of the same petitioner: see Repeats.",
            count,
        )
        messages.info(request, sentence % {"count": count})


def back(request: HttpRequest, petition: Petition) -> HttpResponse:
    """To the petition; to the list where the person no longer sees it."""
    if visible_petitions(request.user).filter(pk=petition.pk).exists():
        return redirect(petition)
    return redirect("petitions:list")


def form_fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values]


@GET_OR_POST
def edit(request: HttpRequest, pk) -> HttpResponse:
    today = timezone.localdate()
    petition = get_object_or_404(visible_petitions(request.user, today), pk=pk)
    demand(rules.obstacles_to_editing(petition, request.user, on=today))
    form = CorrectionForm(petition, contacts(petition), request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _corrected(request, petition, form, today)
    remember_form(request, petition)
    return render(request, "petitions/correction_form.html", {"form": form, "petition": petition, "mark": petition.mark})


def remember_form(request: HttpRequest, petition: Petition) -> None:
    """A form of a petition shows some of it: an entry in the record's own trail."""
    facts = {"number": petition.number, "form": request.resolver_match.url_name}
    record(events.FORM_READ, actor=request.user, subject=petition, dossier_id=petition.pk, facts=facts)


def _corrected(request: HttpRequest, petition, form: CorrectionForm, today) -> HttpResponse:
    petitioner = petition.petitioners.get(position=1)
    stored = {name: value_of(petitioner, name) for name in PERSONAL}
    changed = correct(petition, form.correction(stored), by=request.user, on=today)
    if changed:
        messages.success(request, _("The correction is kept; the history shows both states."))
    else:
        messages.info(request, _("Nothing differs from what is stored."))
    for sentence in form.warnings():
        messages.warning(request, sentence)
    return back(request, petition)
