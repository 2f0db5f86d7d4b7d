"""Who can see a petition, and why; what somebody can see, and why."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.trail.actions import record
from audit.trail.refusals import demand
from classification.knowing import counted_by_level, grounds_of, knowers
from classification.querysets import visibility
from personnel.models import Person
from petitions import events, masking, rules
from petitions.choices import Status
from petitions.querysets import lines, ordered, visible_petitions
from vault import keys

SIZE = 50


@require_safe
def knowing(request: HttpRequest, pk) -> HttpResponse:
    today = timezone.localdate()
    found = get_object_or_404(visible_petitions(request.user, today), pk=pk)
    demand(rules.obstacles_to_asking_who(found, request.user))
    rows = [{"knower": one, "reads": rules.reads_content(found, one.person, today)} for one in knowers(found.record, on=today)]
    seeing = sum(row["knower"].sees for row in rows)
    record(events.KNOWERS_READ, actor=request.user, subject=found, dossier_id=found.pk, facts={"number": found.number, "count": seeing})
    context = {"petition": found, "mark": found.mark, "subject": masking.mask_numbers(found.subject), "rows": rows, "seeing": seeing}
    return render(request, "petitions/knowing.html", context)


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
