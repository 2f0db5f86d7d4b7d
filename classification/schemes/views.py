"""To propose a change of a scheme, a level, a handling policy: the form shows the thing as it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.trail.refusals import demand
from classification.schemes.changes import MODELS
from classification.schemes.forms import FORMS
from personnel.proposals.kinds import kind_named
from personnel.proposals.rules import obstacles_to_asking
from personnel.proposals.views import answer


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    demand(obstacles_to_asking(None, request.user))
    thing = get_object_or_404(MODELS[kind], pk=code)
    form = FORMS[MODELS[kind]](thing, request.POST if request.method == "POST" else None)
    back = {"back_url": reverse("classification:schemes"), "back_label": _("Schemes")}
    return answer(request, kind_named(kind), None, form, about=str(thing), **back)
