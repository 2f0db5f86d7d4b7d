"""Whoever is signed in and owes something first is led to it, and nowhere else. Basis: THREATS T38, DOMAIN §4.4."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from audit.trail.actions import record
from audit.trail.models import Result
from personnel.factor.checking import has_factor
from personnel.models import Person
from personnel.signin import events
from personnel.signin.policy import demands_factor, of_request, password_has_run_out


@dataclass(frozen=True)
class Debt:
    """What comes first: the page the person is led to, and what else is needed there."""

    page: str
    besides: frozenset[str] = frozenset()


SETTING_UP = ("factor_beginning", "factor_confirming", "key_introduction", "key_new")
PASSWORD = Debt("account_change_password")
FACTOR = Debt("personnel:my_factor", frozenset(f"personnel:{step}" for step in SETTING_UP))
# A device that is not enrolled comes before all this (personnel.devices): its page stays open, or one would lead to the other for ever.
ALWAYS_OPEN = frozenset({"account_login", "account_logout", "set_language", "healthz", "personnel:my_devices"})


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
        if first is None or asked_for == first.page or asked_for in first.besides:
            return None
        record(events.HELD_UP, actor=person, result=Result.DENIED, facts={"page": first.page})
        return redirect(first.page)


def _owed(request: HttpRequest, person: Person) -> Debt | None:
    policy = of_request(request)
    if password_has_run_out(person, policy):
        return PASSWORD
    if demands_factor(person, policy) and not has_factor(person):
        return FACTOR
    return None
