"""Departures: the list with who cools off, the page of one, its steps, the pledge, the periods."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.gate.models import Text
from personnel.gate.querysets import text_in_force
from personnel.leaving import actions, events, page, rules
from personnel.leaving.cooling import months_by_level
from personnel.leaving.forms import DeparturesFilter, FinishForm, LeavingPledgeForm, OpeningForm, PeriodsForm, TalkForm, WithdrawalForm
from personnel.leaving.models import Departure
from personnel.leaving.pledging import boxes_of
from personnel.leaving.querysets import visible_departures
from personnel.leaving.registry import all_levels
from personnel.models import Person
from personnel.offices import Office
from personnel.proving import take_step

ASKED = ["GET", "HEAD", "POST"]
SIZE = 20


@require_safe
def departures(request: HttpRequest) -> HttpResponse:
    """Who leaves, who cools off: one's own people."""
    today, chosen = timezone.localdate(), DeparturesFilter(request.GET or None)
    which = chosen.chosen()
    found = page.shown(visible_departures(request.user, on=today), which, on=today)
    sheet = Paginator(found, SIZE).get_page(request.GET.get("page"))
    record(events.LISTED, actor=request.user, facts={"count": len(sheet)})
    rows = [page.row(departure, on=today) for departure in sheet]
    keeps = request.user.holds(Office.SECURITY_ADMIN)
    context = {"rows": rows, "page": sheet, "filter_form": chosen, "which": which, "keeps": keeps}
    return render(request, "leaving/departures.html", context)


@require_http_methods(ASKED)
def opening(request: HttpRequest, pk) -> HttpResponse:
    """For whoever may close the account; to everybody else there is nothing here."""
    person, today = get_object_or_404(Person, pk=pk), timezone.localdate()
    obstacles = list(rules.obstacles_to_opening(person, request.user, on=today))
    if any(obstacle.authority for obstacle in obstacles):
        raise Http404
    demand(obstacles)
    if request.method != "POST":
        return _opening(request, person)
    form = OpeningForm(request.POST)

    def open_it(values):
        given = {"ground": values["ground"], "reason": values["reason"], "ends_at": form.ends_at()}
        actions.open_departure_of(person, **given, by=request.user, on=today)

    said = _("The departure is open: what stands in the way is listed on its page.")
    return take_step(request, person, _opening, form, open_it, said, leads_to="leaving:departures")


def _opening(request: HttpRequest, person: Person, form=None, status: int = 200) -> HttpResponse:
    return render(request, "leaving/opening.html", {"person": person, "form": form or OpeningForm()}, status=status)


@require_safe
def departure(request: HttpRequest, pk) -> HttpResponse:
    return _show(request, _find(request, pk))


def _show(request: HttpRequest, found: Departure, form=None, status: int = 200) -> HttpResponse:
    context = page.departure_page(found, request.user, on=timezone.localdate(), form=form)
    facts = {"account": found.person.username, "count": context["open"]}
    record(events.READ, actor=request.user, subject=found, facts=facts)
    return render(request, "leaving/departure.html", context, status=status)


@require_POST
def talk(request: HttpRequest, pk) -> HttpResponse:
    found, form, today = _find(request, pk), TalkForm(request.POST, auto_id="talkform_%s"), timezone.localdate()
    demand(rules.obstacles_to_keeping_open(found, request.user, on=today))
    for obstacle in rules.obstacles_to_talk(found, form.cleaned_data["talk_on"], on=today) if form.is_valid() else []:
        form.add_error("talk_on", str(obstacle))

    def keep(values):
        actions.record_talk(found, talk_on=values["talk_on"], conclusion=values["conclusion"], by=request.user, on=today)

    return take_step(request, found, _show, form, keep, _("The talk and the conclusion are recorded."))


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    found, today = _find(request, pk), timezone.localdate()
    demand(rules.obstacles_to_withdrawing(found, request.user, on=today))

    def withdraw(values):
        actions.withdraw(found, reason=values["reason"], by=request.user, on=today)

    form = WithdrawalForm(request.POST, auto_id="withdrawalform_%s")
    return take_step(request, found, _show, form, withdraw, _("The departure is withdrawn; everything stays as it was."))


@require_POST
def finishing(request: HttpRequest, pk) -> HttpResponse:
    found, today = _find(request, pk), timezone.localdate()
    demand(rules.obstacles_to_finishing(found, request.user, on=today))

    def finish(values):
        actions.finish(found, by=request.user, on=today)

    return take_step(request, found, _show, FinishForm(request.POST, auto_id="finishform_%s"), finish, _("The departure is finished."))


@require_http_methods(ASKED)
def pledge(request: HttpRequest, pk) -> HttpResponse:
    """Signed: for whoever reads the departure. Not yet: for the person alone."""
    found, today = _find(request, pk), timezone.localdate()
    if hasattr(found, "pledge") and request.method != "POST":
        record(events.PLEDGE_READ, actor=request.user, subject=found, facts={"number": found.pledge.number})
        context = {"departure": found, "pledge": found.pledge, "text": found.pledge.text, "boxes": boxes_of(found.pledge.payload)}
        return render(request, "leaving/signed.html", context)
    if found.person_id != request.user.pk:
        raise Http404
    if request.method != "POST":
        return _show_pledge(request, found)
    demand(rules.obstacles_to_pledging(found, request.user, text_in_force(Text.LEAVING), on=today))
    form = LeavingPledgeForm(request.POST)

    def sign(values):
        actions.sign_pledge(found, seen=values["seen"], filled_in=form.filled_in(), by=request.user, on=today)

    return take_step(request, found, _show_pledge, form, sign, _("You have signed the leaving pledge."))


def _show_pledge(request: HttpRequest, found: Departure, form=None, status: int = 200) -> HttpResponse:
    context = page.pledge_to_sign(found, on=timezone.localdate())
    form = form or LeavingPledgeForm(initial={"seen": context["hash"]})
    return render(request, "leaving/pledge.html", context | {"form": form}, status=status)


@require_http_methods(ASKED)
def periods(request: HttpRequest) -> HttpResponse:
    """How long each level cools off: the security administrator's."""
    if not request.user.holds(Office.SECURITY_ADMIN):
        raise Http404
    if request.method != "POST":
        return _periods(request)
    form = PeriodsForm(all_levels(), months_by_level(), request.POST)

    def change(values):
        actions.set_periods(form.months(), by=request.user)

    return take_step(request, None, _periods, form, change, _("The periods hold for departures to come."), leads_to="leaving:periods")


def _periods(request: HttpRequest, _thing=None, form=None, status: int = 200) -> HttpResponse:
    record(events.PERIODS_READ, actor=request.user)
    form = form or PeriodsForm(all_levels(), months_by_level())
    return render(request, "leaving/periods.html", {"form": form}, status=status)


def _find(request: HttpRequest, pk) -> Departure:
    return get_object_or_404(visible_departures(request.user, on=timezone.localdate()), pk=pk)
