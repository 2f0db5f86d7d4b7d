"""Security keys: what they are asked, a new one, one that goes. A key is named in what is sent, never in an address."""

from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from audit.trail.refusals import demand
from personnel.factor import actions, rules
from personnel.factor.forms import KeyForm, KeyRemovalForm
from personnel.factor.security_keys import can_be_used_at, has_key, introduced, question, question_to_new
from personnel.factor.views import OWN_PAGE, show_mine, tell_codes
from personnel.models import Person
from personnel.proving import shown_again, take_step


@login_not_required
@require_POST
def key_question(request: HttpRequest) -> HttpResponse:
    """For whoever is signed in, and for whoever stands between password and code; for nobody else is there anything."""
    person = request.user if isinstance(request.user, Person) else _at_the_door(request)
    if person is None or not has_key(person):
        raise Http404
    return JsonResponse(question(person))


def _at_the_door(request: HttpRequest) -> Person | None:
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    return stage.login.user if stage else None


@require_POST
def key_introduction(request) -> HttpResponse:
    """What a new key is asked; it counts for nothing before the fresh proof that comes with its answer."""
    demand([] if can_be_used_at(request) else [rules.NOT_BY_A_NAME])
    return JsonResponse(question_to_new(request.user))


@require_POST
def key_new(request) -> HttpResponse:
    demand([] if can_be_used_at(request) else [rules.NOT_BY_A_NAME])
    form = KeyForm(request.POST)
    again = shown_again(request, request.user, show_mine, form)
    if again is not None:
        return again
    said = introduced(request.POST.get("credential", ""))
    if said is None:
        form.add_error(None, _("The key has not answered. Plug it in, send the form again and touch it when it blinks."))
        return show_mine(request, request.user, form=form, status=400)
    codes = actions.add_key(request.user, name=form.cleaned_data["name"], said=said, session_key=request.session.session_key)
    return tell_codes(request, codes) if codes else redirect(OWN_PAGE)


@require_POST
def key_removal(request) -> HttpResponse:
    def remove(values):
        actions.remove_key(request.user, values["key"])

    form = KeyRemovalForm(request.POST, person=request.user)
    return take_step(request, request.user, show_mine, form, remove, _("The key is removed."), leads_to=OWN_PAGE)
