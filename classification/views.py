"""The schemes as they are in force: levels, how things of a level are lent, who reads without a loan."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from approvals.steps import Step
from audit.trail.actions import record
from classification import events
from classification.ceiling import highest_rank
from classification.models import HandlingPolicy, Mark, Scheme, SecrecyLevel
from personnel.offices import Office
from personnel.proposals.rules import obstacles_to_asking


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    found = Scheme.objects.prefetch_related("levels__policy", "levels__equal_to")
    record(events.SCHEMES_READ, actor=request.user)
    context = {
        "schemes": [_scheme(scheme) for scheme in found],
        "policies": [{"policy": policy, "steps": _steps(policy)} for policy in HandlingPolicy.objects.all()],
        "proposes": not any(obstacles_to_asking(None, request.user)),
    }
    return render(request, "classification/scheme_list.html", context)


def _scheme(scheme: Scheme) -> dict:
    """State secrets above the ceiling of this installation: carriers with a neutral title, never content. Basis: DESIGN §5."""
    ledger_only = scheme.family == Scheme.Family.STATE and not highest_rank()
    return {
        "scheme": scheme,
        "ledger_only": ledger_only,
        "by_law": scheme.family == Scheme.Family.STATE,
        "maps": scheme.family != Scheme.Family.PETITION,
        "levels": [_level(scheme, level) for level in scheme.levels.all()],
    }


def _level(scheme: Scheme, level: SecrecyLevel) -> dict:
    text = scheme.mark.format(owner=settings.ORGANISATION_NAME, level=level.names["zh"], period=f"{level.longest_years}年")
    return {
        "level": level,
        "mark": Mark(text, level.colour, str(level)),
        "steps": _steps(level.policy),
        "networks": [found.network for found in level.ranges.filter(ended_on=None)],
        "readers": [Office(office).label for office in level.reader_offices],
    }


def _steps(policy: HandlingPolicy) -> list:
    return [Step(step).label for step in policy.steps]
