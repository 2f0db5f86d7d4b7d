"""A session ends by itself: so long after sign-in and so long after the last request as the policy of sign-in says.

It ends as well when the clock was set back: nobody can tell any more how long it has lasted.
"""

import time
from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest, HttpResponse

from personnel.signin.policy import of_request
from personnel.signin.sessions import tell_of_newer

BEGAN, SEEN = "began_at", "seen_at"
WRITE_EVERY_SECONDS = 60
UNATTENDED = ("petitions:opening_state", "petitions:import_progress")  # open pages ask these by themselves, with nobody there


class SessionClockMiddleware:
    """Signs out whoever stayed too long or was away too long. The times lie in the server's session only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            _end_in_time(request, int(time.time()))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        match = request.resolver_match
        if request.session.session_key and request.user.is_authenticated and match and match.view_name not in UNATTENDED:
            _keep(request, int(time.time()))
        tell_of_newer(request)


def _end_in_time(request: HttpRequest, now: int) -> None:
    began, seen = request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
    policy = of_request(request)
    longest, idle = policy.session_hours * 60 * 60, policy.idle_minutes * 60
    if now - began >= longest or now - seen >= idle or now < seen - WRITE_EVERY_SECONDS:
        logout(request)


def _keep(request: HttpRequest, now: int) -> None:
    if now - request.session.get(SEEN, 0) >= WRITE_EVERY_SECONDS:
        request.session[SEEN] = now


def _begin(sender: object, request: HttpRequest, **kwargs: object) -> None:
    now = int(time.time())
    request.session[BEGAN] = now
    request.session[SEEN] = now


def _mark_signed_out(sender: object, request: HttpRequest | None, **kwargs: object) -> None:
    if request is not None:
        request.has_signed_out = True  # type: ignore[attr-defined]


user_logged_in.connect(_begin, dispatch_uid="config.sessions.begin")
user_logged_out.connect(_mark_signed_out, dispatch_uid="config.sessions.signed_out")
