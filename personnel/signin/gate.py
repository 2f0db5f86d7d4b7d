"""Whoever is signed in and owes something first is led to it, and nowhere else. Basis: THREATS T38, DOMAIN §4.4."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from audit.trail.actions import record
from audit.trail.models import Result
from personnel.models import Person
from personnel.signin import events
from personnel.signin.policy import of_request, password_has_run_out

PASSWORD_PAGE = "account_change_password"  # noqa: S105 - the name of an address
ALWAYS_OPEN = frozenset({"account_login", "account_logout", "set_language", "healthz"})


class GateMiddleware:
    """Asks before every view but those that let a person do what they owe, sign out, or choose a language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        asked_for = request.resolver_match.view_name
        person = request.user
        if not isinstance(person, Person) or asked_for in ALWAYS_OPEN:
            return None
        first = _owed(request, person)
        if first is None or asked_for == first:
            return None
        record(events.HELD_UP, actor=person, result=Result.DENIED, facts={"page": first})
        return redirect(first)


def _owed(request: HttpRequest, person: Person) -> str | None:
    return PASSWORD_PAGE if password_has_run_out(person, of_request(request)) else None
