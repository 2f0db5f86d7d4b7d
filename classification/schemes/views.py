"""To propose a change of a scheme, a level, a handling policy: the form shows the thing as it stands. To propose a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.trail.refusals import demand
from classification.models import Scheme
from classification.schemes.adding_forms import NewLevelForm, NewSchemeForm
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
    return _answered(request, kind, form, about=str(thing))


@require_http_methods(["GET", "HEAD", "POST"])
def new_scheme(request: HttpRequest) -> HttpResponse:
    demand(obstacles_to_asking(None, request.user))
    form = NewSchemeForm(request.POST if request.method == "POST" else None)
    return _answered(request, "scheme_new", form, about=_("It takes gradings once it has levels and is put to use."))


@require_http_methods(["GET", "HEAD", "POST"])
def new_level(request: HttpRequest, code: str) -> HttpResponse:
    demand(obstacles_to_asking(None, request.user))
    scheme = get_object_or_404(Scheme.objects.exclude(family=Scheme.Family.STATE), pk=code)  # those are fixed by law
    form = NewLevelForm(scheme, request.POST if request.method == "POST" else None)
    return _answered(request, "level_new", form, about=str(scheme))


def _answered(request: HttpRequest, kind: str, form, about: str) -> HttpResponse:
    back = {"back_url": reverse("classification:schemes"), "back_label": _("Schemes")}
    return answer(request, kind_named(kind), None, form, about=about, **back)
