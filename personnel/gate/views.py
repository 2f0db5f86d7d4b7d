"""What I still have to do; the pledge; what access demands; background checks."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.gate import actions, events, page, rules
from personnel.gate.forms import CheckForm, ConditionsForm, PledgeForm, TextForm
from personnel.gate.models import Pledge, PledgeText, Text
from personnel.gate.querysets import text_in_force, visible_pledges
from personnel.models import Person
from personnel.offices import Office
from personnel.proving import take_step


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """What the person has to do themselves, and what stands."""
    today = timezone.localdate()
    record(events.DUTIES_READ, actor=request.user, subject=request.user)
    context = {"open": page.open_duties(request.user, on=today), "today": today}
    return render(request, "gate/duties.html", context | page.particulars_of(request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request: HttpRequest) -> HttpResponse:
    """Read and sign, with fresh proof."""
    if request.method != "POST":
        return _show_pledge(request, request.user)
    today = timezone.localdate()
    demand(rules.obstacles_to_pledging(request.user, text_in_force(), on=today))

    def sign(values):
        actions.sign_pledge(request.user, seen=values["seen"], on=today)

    said = _("You have signed the pledge.")
    return take_step(request, request.user, _show_pledge, PledgeForm(request.POST), sign, said, leads_to="gate:duties")


def _show_pledge(request: HttpRequest, person: Person, form=None, status: int = 200) -> HttpResponse:
    context = page.pledge_to_sign(person, on=timezone.localdate())
    form = form or PledgeForm(initial={"seen": context["hash"]})
    return render(request, "gate/pledge.html", context | {"form": form}, status=status)


@require_safe
def signed(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(visible_pledges(request.user, on=timezone.localdate()), pk=pk)
    record(events.PLEDGE_READ, actor=request.user, subject=found, facts={"number": found.number})
    return render(request, "gate/signed.html", {"pledge": found, "boxes": page.boxes_of(found.payload), "current": _stands(found)})


def _stands(found: Pledge) -> bool:
    return found.until >= timezone.localdate()


@require_http_methods(["GET", "HEAD", "POST"])
def conditions(request: HttpRequest) -> HttpResponse:
    """For the security administrator; to everybody else there is nothing here."""
    _keepers_only(request)
    if request.method != "POST":
        return _show_conditions(request)

    def change(values):
        actions.set_conditions(form.wanted(), by=request.user)

    form = ConditionsForm(request.POST)
    said = _("From now on access demands what you have chosen.")
    return take_step(request, None, _show_conditions, form, change, said, leads_to="gate:conditions")


def _show_conditions(request: HttpRequest, _thing=None, form=None, status: int = 200) -> HttpResponse:
    context = page.gate(on=timezone.localdate())
    record(events.GATE_READ, actor=request.user, facts={"suspended": len(context["lacking"])})
    context["form"] = form or ConditionsForm(initial={line["demand"]: line["on"] for line in context["lines"]})
    return render(request, "gate/conditions.html", context, status=status)


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    _keepers_only(request)
    record(events.TEXTS_LISTED, actor=request.user)
    known = list(PledgeText.objects.select_related("made_by"))
    newest = {text.kind: text.pk for text in reversed(known)}
    rows = [{"text": text, "current": newest[text.kind] == text.pk} for text in known]
    return render(request, "gate/texts.html", {"rows": rows, "kinds": Text.choices})


@require_http_methods(["GET", "HEAD", "POST"])
def text_new(request: HttpRequest) -> HttpResponse:
    """The next version of one of the texts (`?kind=`), begun from the present one."""
    _keepers_only(request)
    kind = _kind_of(request)
    present = text_in_force(kind)
    form = TextForm(request.POST or None, initial={"title": present.title, "body": present.body} if present else {})
    if request.method == "POST" and form.is_valid():
        actions.publish_text(**form.cleaned_data, kind=kind, by=request.user)
        messages.success(request, _("The new version is in force; what was signed before holds to its end."))
        return redirect("gate:texts")
    return render(request, "gate/text_form.html", {"form": form, "kind": kind}, status=400 if form.is_bound else 200)


def _kind_of(request: HttpRequest) -> Text:
    asked = request.GET.get("kind", Text.DUTY)
    if asked not in Text.values:
        raise Http404
    return Text(asked)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk) -> HttpResponse:
    """The security administrator records a background check of somebody."""
    _keepers_only(request)
    found, form = get_object_or_404(Person, pk=pk), CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_check(found, **form.cleaned_data, by=request.user, on=timezone.localdate())
        messages.success(request, _("The background check is recorded."))
        return redirect("file:file", found.pk)
    return render(request, "gate/check_form.html", {"form": form, "person": found}, status=400 if form.is_bound else 200)


def _keepers_only(request: HttpRequest) -> None:
    if not request.user.holds(Office.SECURITY_ADMIN):
        raise Http404
