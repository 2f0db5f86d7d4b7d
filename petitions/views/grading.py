"""Propose, decide, declassify, decline: the handling officer and the grading authority on the same pages."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from audit.trail.actions import record
from audit.trail.models import Result
from audit.trail.refusals import Refused, demand
from classification.gradings.querysets import waiting_proposal
from classification.guide.models import GuideItem
from classification.models import GradedRecord, Grading
from classification.rules import may_decide, obstacles_to_deciding
from petitions import actions, events, rules
from petitions.forms import DeclassificationForm, DecliningForm, GradingForm
from petitions.forms.filling import from_item, from_source, source_named, typed
from petitions.forms.grading import FIELD_OF
from petitions.models import Petition
from petitions.page import grading_of
from petitions.views.handling import back, drawn, found, sent
from petitions.views.registering import GET_OR_POST


@GET_OR_POST
def grading(request: HttpRequest, pk) -> HttpResponse:
    """The handling officer proposes, the grading authority decides: one page, filled in with what stands."""
    petition, today = found(request, pk)
    proposal = waiting_proposal(petition.record)
    decides = may_decide(petition.record, request.user, on=today)
    if decides:
        demand([rules.DECLASSIFICATION_WAITS] if proposal.declassifies else [])
    else:
        demand(rules.obstacles_to_proposing_grading(petition, request.user, on=today))
    form = _form(request, petition, proposal, decides, today)
    fills = request.POST.get("fill") and not decides
    if fills or not sent(request, form) or not _graded(request, petition, proposal if decides else None, form, today):
        shown = {"decides": decides, "reads_grounds": _reads_grounds(request, petition, proposal, decides, today)}
        return drawn(request, "petitions/grading_form.html", petition, form, **shown, **grading_of(petition))
    return back(request, petition)


def _reads_grounds(request: HttpRequest, petition: Petition, proposal: Grading | None, decides: bool, today: date) -> bool:
    """Basis and reason tell of the content: to who decides on them, who wrote them, who reads the content alone."""
    wrote = proposal is not None and proposal.proposer_id == request.user.pk
    return decides or wrote or rules.reads_content(petition, request.user, today)


def _form(request: HttpRequest, petition: Petition, proposal: Grading | None, decides: bool, today: date) -> GradingForm:
    stands = petition.record.grading
    shown = stands if proposal is None or proposal.declassifies else proposal
    reads = _reads_grounds(request, petition, None if shown is stands else shown, decides, today)
    proposer = None if decides else request.user
    fixed = {"changes": stands is not None and not decides, "on": today, "reads": reads, "proposer": proposer, "about": petition}
    if request.POST.get("fill") and proposer:
        return GradingForm(shown, filled=_filled(request, petition, today), **fixed)
    return GradingForm(shown, data=request.POST or None, **fixed)


def _filled(request: HttpRequest, petition: Petition, today: date) -> dict:
    """What was typed, and over it what the guide or the source says; nothing is proposed yet."""
    kept = typed(request.POST)
    found = _said(request, petition, today)
    if not found:
        messages.warning(request, _("Nothing was filled in: choose a matter of the guide, or enter the number of a graded petition."))
    return kept | found


def _said(request: HttpRequest, petition: Petition, today: date) -> dict:
    if request.POST["fill"] == "source":
        number = request.POST.get("source", "").strip().upper()
        source = source_named(number, request.user, about=petition, on=today)
        _remember_source(request, petition, source)
        return from_source(source.grading, number, on=today) if source else {}
    try:
        item = GuideItem.objects.filter(ended_on=None, pk=request.POST.get("item") or None).select_related("level__scheme").first()
    except ValidationError:
        return {}
    return from_item(item) if item else {}


def _remember_source(request: HttpRequest, petition: Petition, source: GradedRecord | None) -> None:
    """In the trail of the source that it was read; in that of the petition that none was found. What was typed is not kept."""
    facts = {"number": petition.number}
    if source is None:
        record(events.SOURCE_MISSED, actor=request.user, subject=petition, dossier_id=petition.pk, result=Result.DENIED, facts=facts)
    else:
        record(events.SOURCE_READ, actor=request.user, subject=source.petition, dossier_id=source.pk, facts=facts)


def _graded(request: HttpRequest, petition: Petition, proposal: Grading | None, form: GradingForm, today: date) -> bool:
    """Whether it was done; what stood in the way stands beside its field."""
    try:
        if proposal is not None:
            actions.decide_grading(proposal, **form.decision(), by=request.user, on=today)
        else:
            actions.propose_grading(petition, **form.decision(), by=request.user, on=today)
    except Refused as refused:
        if (proposal or refused.lacks_authority) and not FIELD_OF.keys() >= set(refused.codes):
            raise
        for obstacle in refused.obstacles:
            form.tell(obstacle)
        return False
    decided = _("The grading is decided; level and scope hold from now on.")
    messages.success(request, _("The proposal waits for the grading authority.") if proposal is None else decided)
    return True


@GET_OR_POST
def declassification(request: HttpRequest, pk) -> HttpResponse:
    """Proposed with its reason; decided as it was proposed, or declined."""
    petition, today = found(request, pk)
    proposal = waiting_proposal(petition.record)
    if proposal is not None and proposal.declassifies and may_decide(petition.record, request.user, on=today):
        return _deciding(request, petition, proposal, today)
    demand(rules.obstacles_to_declassifying(petition, request.user, on=today))
    form = DeclassificationForm(request.POST or None)
    if not sent(request, form):
        return drawn(request, "petitions/declassification_form.html", petition, form, **grading_of(petition))
    actions.propose_declassification(petition, **form.cleaned_data, by=request.user, on=today)
    messages.success(request, _("The proposal waits for the grading authority."))
    return back(request, petition)


def _deciding(request: HttpRequest, petition: Petition, proposal: Grading, today: date) -> HttpResponse:
    if request.method != "POST":
        return drawn(request, "petitions/declassification_form.html", petition, None, decides=True, **grading_of(petition))
    actions.declassify(proposal, by=request.user, on=today)
    messages.success(request, _("The record is declassified; everybody who saw it is told."))
    return back(request, petition)


@GET_OR_POST
def declining(request: HttpRequest, pk) -> HttpResponse:
    """The grading authority leaves everything as it was, and says why."""
    petition, today = found(request, pk)
    proposal = waiting_proposal(petition.record)
    demand([rules.NOTHING_WAITS] if proposal is None else obstacles_to_deciding(proposal, request.user, on=today))
    form = DecliningForm(request.POST or None)
    if not sent(request, form):
        return drawn(request, "petitions/declining_form.html", petition, form, reads_grounds=True, **grading_of(petition))
    actions.decline_grading(proposal, reason=form.cleaned_data["reason"], by=request.user, on=today)
    messages.success(request, _("The proposal is declined; everything stays as it was."))
    return back(request, petition)
