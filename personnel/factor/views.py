"""One's own second factor, and the code at the door."""

from allauth.mfa.base.views import AuthenticateView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from audit.trail.refusals import demand
from personnel.factor import actions, pending, rules
from personnel.factor.checking import codes_left, has_app, has_factor
from personnel.factor.drawing import secret_in_groups, square_of
from personnel.factor.forms import BeginningForm, CodesForm, KeyForm, KeyRemovalForm, RemovalForm, SetUpForm
from personnel.factor.security_keys import can_be_used_at, keys_of
from personnel.proving import bound_or_new, shown_again, take_step
from personnel.signin.policy import demands_factor, of_request

OWN_PAGE = "personnel:my_factor"


class SignInCodeView(AuthenticateView):
    """After the right password of somebody who has a second factor; nobody is signed in before the code."""

    http_method_names = ["get", "head", "post"]
    template_name = "account/code.html"

    def _build_forms(self):
        """Our form whatever was sent: a security key answers in it too. django-allauth's own form for keys counts no tries."""
        sent = self.request.POST if self.request.method == "POST" else None
        self.webauthn_form = None
        self.auth_form = self.get_form_class()(user=self.stage.login.user, data=sent)
        return None if sent is None else self.auth_form


@require_safe
def my_factor(request: HttpRequest) -> HttpResponse:
    return show_mine(request, request.user)


def show_mine(request: HttpRequest, person, form=None, status: int = 200) -> HttpResponse:
    there, secret = has_factor(person), pending.waiting(request.session, person)
    context = {
        "there": there,
        "codes_left": codes_left(person) if there else 0,
        "secret": secret and {"square": square_of(person, secret), "typed": secret_in_groups(secret)},
        "set_up": secret and (form if isinstance(form, SetUpForm) else SetUpForm(secret=secret)),
        "beginning": bound_or_new(BeginningForm, form),
        "codes": bound_or_new(CodesForm, form) if there else None,
        "removal": None if any(rules.obstacles_to_removing(person)) else bound_or_new(RemovalForm, form),
        "app": has_app(person),
        "keys": keys_of(person),
        "by_a_name": can_be_used_at(request),
        "key_new": bound_or_new(KeyForm, form),
        "key_removal": form if isinstance(form, KeyRemovalForm) else KeyRemovalForm(person=person, auto_id="keyremovalform_%s"),
        "demanded": demands_factor(person, of_request(request)),
        "open": form and type(form).__name__,
    }
    return render(request, "personnel/my_factor.html", context, status=status)


@require_POST
def beginning(request: HttpRequest) -> HttpResponse:
    """Fresh proof first; only then a secret is shown."""

    def begin(values):
        pending.begin(request.session, request.user)

    said = _("Now let the app read the picture, and enter the code it shows.")
    return take_step(request, request.user, show_mine, BeginningForm(request.POST), begin, said, leads_to=OWN_PAGE)


@sensitive_post_parameters()
@require_POST
def confirming(request: HttpRequest) -> HttpResponse:
    """The app knows the secret: it counts from now on, and the recovery codes are shown, this once."""
    secret = pending.waiting(request.session, request.user)
    demand([] if secret else [rules.NOT_BEGUN])
    form = SetUpForm(request.POST, secret=secret)
    if not form.is_valid():
        return show_mine(request, request.user, form=form, status=400)
    codes = actions.set_up(request.user, secret, spent=form.step, session_key=request.session.session_key)
    pending.forget(request.session)
    return tell_codes(request, codes)


@require_POST
def codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown this once."""
    again = shown_again(request, request.user, show_mine, CodesForm(request.POST))
    return again or tell_codes(request, actions.renew_codes(request.user))


@require_POST
def removal(request: HttpRequest) -> HttpResponse:
    def remove(values):
        actions.remove(request.user)

    said = _("Your second factor is removed; your password alone opens from now on.")
    return take_step(request, request.user, show_mine, RemovalForm(request.POST), remove, said, leads_to=OWN_PAGE)


def tell_codes(request: HttpRequest, made: list[str]) -> HttpResponse:
    return render(request, "personnel/factor_codes.html", {"codes": [f"{code[:5]}-{code[5:]}" for code in made]})
