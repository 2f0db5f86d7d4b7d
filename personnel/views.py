"""The directory: who is here, where they sit, what they hold. No sealed value is shown."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.trail.actions import record
from personnel import events, registry
from personnel.accounts.panel import account_panel
from personnel.forms import DirectoryFilter
from personnel.gate.querysets import people_open_to
from personnel.models import Person
from personnel.offices import Office
from personnel.proposals.kinds import Kind, about
from personnel.proposals.listing import row
from personnel.proposals.querysets import visible_proposals
from personnel.proposals.rules import obstacles_to_asking
from personnel.querysets import directory

SIZES = ("20", "50", "100")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    chosen = DirectoryFilter(request.GET or None)
    size = request.GET.get("size")
    page = Paginator(directory(on=today, **chosen.chosen()), int(size) if size in SIZES else 20).get_page(request.GET.get("page"))
    shown = registry.particulars_of(list(page), on=today)
    record(events.PEOPLE_LISTED, actor=request.user, facts={"shown": [str(person.pk) for person in page]})
    rows = [{"person": person, "particulars": shown[person.pk]} for person in page]
    makes = request.user.holds(Office.SYSTEM_ADMIN)
    context = {"rows": rows, "page": page, "makes_accounts": makes, "labels": registry.labels(), "filter_form": chosen}
    return render(request, "personnel/person_list.html", context)


@require_safe
def person(request: HttpRequest, pk) -> HttpResponse:
    return show_person(request, get_object_or_404(Person, pk=pk))


def show_person(request: HttpRequest, person: Person, form=None, status: int = 200) -> HttpResponse:
    """`form`: a step on the account that was sent wrong, shown again."""
    today = timezone.localdate()
    record(events.PERSON_READ, actor=request.user, subject=person, facts={"account": person.username})
    context = {
        "person": person,
        "appointments": person.appointments.select_related("unit").prefetch_related("led_units"),
        "particulars": registry.particulars_of([person], on=today)[person.pk],
        "pages": registry.pages_about(person, reader=request.user, on=today),
        "account": account_panel(person, request.user, on=today, form=form),
        "kinds": _may_be_proposed(person, request.user, today),
        "proposals": [row(proposal) for proposal in visible_proposals(request.user, on=today).filter(person=person)],
    }
    context["may_check"] = request.user.holds(Office.SECURITY_ADMIN)
    context["has_file"] = people_open_to(request.user, on=today).filter(pk=person.pk).exists()
    return render(request, "personnel/person.html", context, status=status)


def _may_be_proposed(person: Person, by: Person, today: date) -> list[Kind]:
    return [] if any(obstacles_to_asking(person, by)) else about(person, on=today)
