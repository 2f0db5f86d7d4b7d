"""Partner firms: the list, the page of one, its people, its agreements."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.partners import actions, events, page, rules
from personnel.partners.filling import ASKED, find, keepers_only, refused_in, sent, show
from personnel.partners.forms import AgreementForm, JoiningForm, PartnerForm, SignatureForm
from personnel.partners.models import Agreement
from personnel.partners.querysets import visible_agreements, visible_partners

SIZE = 20


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    sheet = Paginator(visible_partners(request.user, on=today), SIZE).get_page(request.GET.get("page"))
    record(events.LISTED, actor=request.user, facts={"count": len(sheet)})
    rows = [page.row(partner, on=today) for partner in sheet]
    keeps = not any(rules.obstacles_to_keeping(request.user))
    return render(request, "partners/partners.html", {"rows": rows, "page": sheet, "keeps": keeps})


@require_http_methods(ASKED)
def new(request: HttpRequest) -> HttpResponse:
    """The security administrator's; to everybody else there is nothing here."""
    keepers_only(request)
    form = PartnerForm(None, sent(request))
    if form.is_valid() and (made := refused_in(request, form, lambda: actions.enter(**_firm(form), by=request.user))):
        messages.success(request, _("The firm is entered; draw up its agreement next."))
        return redirect(made)
    return show(request, form, title=_("New partner firm"), submit=_("Enter the firm"))


@require_safe
def partner(request: HttpRequest, pk) -> HttpResponse:
    found = find(request, pk)
    record(events.READ, actor=request.user, subject=found, facts={"number": found.number})
    return render(request, "partners/partner.html", page.partner_page(found, request.user, on=timezone.localdate()))


@require_http_methods(ASKED)
def correction(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found = find(request, pk)
    form = PartnerForm(found, sent(request))
    if form.is_valid() and refused_in(request, form, lambda: actions.correct(found, **_firm(form), by=request.user)):
        messages.success(request, _("Corrected; agreements signed before say what they said."))
        return redirect(found)
    return show(request, form, found, title=_("Correct the firm"), submit=_("Save the correction"))


@require_http_methods(ASKED)
def joining(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, form, today = find(request, pk), JoiningForm(sent(request)), timezone.localdate()
    if form.is_valid() and refused_in(request, form, lambda: actions.join(found, form.cleaned_data["person"], by=request.user, on=today)):
        messages.success(request, _("From now on the firm's agreement is a condition of this person's access."))
        return redirect(found)
    lead = _("Check, training and pledge are demanded of them as of everybody; from now on the firm's agreement as well.")
    return show(request, form, found, title=_("Add a person of the firm"), submit=_("Add the person"), lead=lead)


@require_http_methods(ASKED)
def agreement_new(request: HttpRequest, pk) -> HttpResponse:
    keepers_only(request)
    found, today = find(request, pk), timezone.localdate()
    form = AgreementForm(found, today, sent(request))
    if form.is_valid():
        made = actions.draw_up(found, form.cleaned_data, by=request.user, on=today)
        messages.success(request, _("Drawn up. Print it, have the firm sign, and enter its signature here."))
        return redirect(made)
    return show(request, form, found, title=_("Draw up an agreement"), submit=_("Draw up the agreement"))


@require_safe
def agreement(request: HttpRequest, pk) -> HttpResponse:
    found = _agreement(request, pk)
    record(events.AGREEMENT_READ, actor=request.user, subject=found, facts={"number": found.number})
    return render(request, "partners/agreement.html", page.agreement_page(found, request.user, on=timezone.localdate()))


@require_http_methods(ASKED)
def signature(request: HttpRequest, pk) -> HttpResponse:
    """The firm has signed; the leader in charge is asked to."""
    keepers_only(request)
    found, today = _agreement(request, pk), timezone.localdate()
    demand(rules.obstacles_to_changing(found, request.user))
    form, status = SignatureForm(None, sent(request)), 400
    if form.is_valid():
        made = refused_in(request, form, lambda: actions.record_firms_signature(found, **form.cleaned_data, by=request.user, on=today))
        if made is not None:
            messages.success(request, _("Proposed. Nothing changes before it is confirmed."))
            return redirect(made)
        status = 409
    lead = _("The firm has signed on paper. The leader in charge of the unit that answers for it signs for the house.")
    words = {"title": _("Enter the firm's signature"), "submit": _("Ask for the signature of the house"), "lead": lead}
    return show(request, form, found.partner, status=status, **words)


@require_POST
def discarding(request: HttpRequest, pk) -> HttpResponse:
    found = actions.discard(_agreement(request, pk), by=request.user)
    messages.success(request, _("Discarded; draw up another one."))
    return redirect(found.partner)


def _firm(form: PartnerForm) -> dict:
    return form.cleaned_data | {"units": list(form.cleaned_data["units"])}


def _agreement(request: HttpRequest, pk) -> Agreement:
    return get_object_or_404(visible_agreements(request.user, on=timezone.localdate()), pk=pk)
