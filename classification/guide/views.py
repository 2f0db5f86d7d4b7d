"""The guide as everybody who grades reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.trail.actions import record
from classification import events, scopes
from classification.guide.models import GuideItem
from personnel.proposals.rules import obstacles_to_asking


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    items = list(GuideItem.objects.filter(ended_on=None).select_related("level__scheme"))
    record(events.GUIDE_READ, actor=request.user, facts={"count": len(items)})
    rows = [(item, scopes.names(item.scope)) for item in items]
    context = {"rows": rows, "proposes": not any(obstacles_to_asking(None, request.user))}
    return render(request, "classification/guide.html", context)
