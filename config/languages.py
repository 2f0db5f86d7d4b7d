"""Which language a page speaks: the person's own, else this browser's, else that of the installation.

What the browser's settings prefer decides nothing: the house works in Chinese, and a choice is made once, on the page.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from audit.trail.middleware import shows_nothing
from personnel.actions import choose_language

CHOSEN_AT_THE_DOOR = "language"


class LanguageMiddleware:
    """Speaks to each reader in the language they chose, and says in a header which one it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_for(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


def language_for(request: HttpRequest) -> str:
    """The first of account, cookie and installation that is offered."""
    of_account = getattr(request.user, "language", "")
    of_browser = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return next((code for code in (of_account, of_browser) if code in settings.UI_LANGUAGES), settings.LANGUAGE_CODE)


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keeps the choice with the account and in this browser, then shows the page one came from."""
    response = shows_nothing(redirect(_page_before(request)))
    code = request.POST.get("language", "")
    if code in settings.UI_LANGUAGES:
        _keep(request, response, code)
    return response


def _page_before(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    try:
        ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    except ValueError:
        ours = False
    return asked if ours else "/"


def _keep(request: HttpRequest, response: HttpResponse, code: str) -> None:
    if request.user.is_authenticated:
        choose_language(request.user, code)
    else:
        request.session[CHOSEN_AT_THE_DOOR] = code
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Strict",
    )


def _take_from_the_door(sender: object, request: HttpRequest, user: object, **kwargs: object) -> None:
    """What was chosen on the sign-in page is what the person who then signed in wants."""
    code = request.session.pop(CHOSEN_AT_THE_DOOR, "")
    if code:
        choose_language(user, code)  # type: ignore[arg-type]


user_logged_in.connect(_take_from_the_door, dispatch_uid="config.languages.door")
