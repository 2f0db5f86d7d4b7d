"""Who can see a petition, and why; what somebody can see, and why."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.trail.actions import record
from audit.trail.refusals import Refused, demand
from classification.knowing import counted_by_level, grounds_of, knowers
from classification.querysets import visibility
from classification.walls.models import Ground, Wall
from classification.walls.querysets import standing
from personnel.models import Person
from personnel.proving import remember_refusal
from petitions import actions, events, masking, rules, walling
from petitions.choices import Status
from petitions.forms import RecusalForm, WallForm
from petitions.models import Petition
from petitions.querysets import lines, ordered, visible_petitions
from petitions.readings import readings
from petitions.scoping.page import scope_shown
from vault import keys

SIZE = 50


@require_safe
def knowing(request: HttpRequest, pk) -> HttpResponse:
    return _shown(request, _find(request, pk), WallForm())


def _find(request: HttpRequest, pk) -> Petition:
    return get_object_or_404(visible_petitions(request.user, timezone.localdate()), pk=pk)


def _shown(request: HttpRequest, found: Petition, form: WallForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    demand(rules.obstacles_to_asking_who(found, request.user))
    rows = [{"knower": one, "reads": rules.is_reader(found, one.person, today)} for one in knowers(found.record, on=today)]
    seeing = sum(row["knower"].sees for row in rows)
    record(events.KNOWERS_READ, actor=request.user, subject=found, dossier_id=found.pk, facts={"number": found.number, "count": seeing})
    context = {"petition": found, "mark": found.mark, "subject": masking.mask_numbers(found.subject), "rows": rows, "seeing": seeing}
    context["readings"] = readings(found)
    context |= scope_shown(found, request.user, on=today)
    context |= {"form": form, "walls": [_wall(wall, found, request.user, today) for wall in standing().filter(record=found.pk)]}
    return render(request, "petitions/knowing.html", context, status=status)


def _wall(wall: Wall, petition: Petition, reader: Person, on: date) -> dict:
    return {"wall": wall, "lifts": not any(walling.obstacles_to_lifting(wall, petition, reader, on=on))}


@require_POST
def walls(request: HttpRequest, pk) -> HttpResponse:
    """Keeps somebody out, at once."""
    found, form = _find(request, pk), WallForm(request.POST)
    demand(rules.obstacles_to_asking_who(found, request.user))
    if not form.is_valid():
        return _shown(request, found, form, 400)
    try:
        actions.raise_wall(found, **form.cleaned_data, by=request.user, on=timezone.localdate())
    except Refused as refused:
        remember_refusal(request, refused)
        for obstacle in refused.obstacles:
            form.add_error("person", str(obstacle))
        return _shown(request, found, form, 409)
    messages.success(request, _("This person is kept out of the petition from now on."))
    own = form.cleaned_data["person"] == request.user
    return redirect("petitions:list") if own else redirect("petitions:knowing", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def recusal(request: HttpRequest, pk) -> HttpResponse:
    """Whoever has an interest of their own keeps out themself; they see the petition no more."""
    found, today = _find(request, pk), timezone.localdate()
    demand(walling.obstacles_to_raising(found, request.user, request.user, on=today))
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.raise_wall(found, person=request.user, ground=Ground.RECUSED, reason=form.cleaned_data["reason"], by=request.user, on=today)
        messages.success(request, _("You are kept out of the petition from now on."))
        return redirect("petitions:list")
    record(events.FORM_READ, actor=request.user, subject=found, dossier_id=found.pk, facts={"number": found.number, "form": "recusal"})
    context = {"form": form, "petition": found, "mark": found.mark, "subject": masking.mask_numbers(found.subject)}
    return render(request, "petitions/recusal_form.html", context, status=400 if request.method == "POST" else 200)


@require_POST
def lifting(request: HttpRequest, pk, wall) -> HttpResponse:
    """Lets somebody in again."""
    found = _find(request, pk)
    standing_wall = get_object_or_404(Wall, record=found.pk, pk=wall)
    actions.lift_wall(standing_wall, found, by=request.user, on=timezone.localdate())
    messages.success(request, _("This person is let in again, as far as scope and clearance go."))
    return redirect("petitions:knowing", found.pk)


@require_safe
def seen_by(request: HttpRequest, pk) -> HttpResponse:
    """How much this person sees; which petitions, of those the reader sees as well."""
    today = timezone.localdate()
    person = get_object_or_404(Person, pk=pk)
    demand(rules.obstacles_to_asking_what(person, request.user, on=today))
    both = visible_petitions(request.user, today).filter(visibility(person, on=today, prefix="record__")).exclude(status=Status.DESTROYED)
    page = Paginator(ordered(both, ""), SIZE).get_page(request.GET.get("page"))
    rows, counted = lines(page.object_list), counted_by_level(person, on=today)
    keys.warm({petition.pk for petition in rows})
    grounds = grounds_of(person, [petition.pk for petition in rows], on=today)
    shown = [{"petition": one, "grounds": grounds.get(one.pk, []), "subject": masking.mask_numbers(one.subject)} for one in rows]
    facts = {"account": person.username, "count": len(shown), "shown": [str(petition.pk) for petition in rows]}
    record(events.SIGHT_READ, actor=request.user, subject=person, facts=facts)
    context = {"person": person, "rows": shown, "page": page, "counted": counted, "total": sum(count for _level, count in counted)}
    return render(request, "petitions/seen_by.html", context)
