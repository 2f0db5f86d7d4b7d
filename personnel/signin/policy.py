"""What sign-in asks for now, and what somebody who is signed in owes before anything else."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from personnel.models import Person
from personnel.signin.models import SigninPolicy
from personnel.signin.profiles import FLOORS, Profile
from vault import clock


def in_force() -> SigninPolicy:
    """The installation's row, or the internal profile as it stands where nobody has chosen or tightened anything yet."""
    return SigninPolicy.objects.filter(pk=1).first() or SigninPolicy(profile=Profile.INTERNAL, **FLOORS[Profile.INTERNAL])


def of_request(request: HttpRequest) -> SigninPolicy:
    """What is in force, read once per request."""
    if not hasattr(request, "signin_policy"):
        request.signin_policy = in_force()  # type: ignore[attr-defined]
    return request.signin_policy  # type: ignore[attr-defined]


def password_runs_out(person: Person, policy: SigninPolicy) -> datetime | None:
    """The moment from which the password has to be changed before anything else; those of a demonstration are published and last."""
    return None if settings.DEMO else person.password_changed_at + timedelta(days=policy.rotation_days)


_demands: list[Callable[[Person], bool]] = []


def register_demand(demand: Callable[[Person], bool]) -> None:
    """Something else than an office that a person may not have without a second factor."""
    _demands.append(demand)


def demands_factor(person: Person, policy: SigninPolicy) -> bool:
    """Whether an office the person is appointed to, or what they are cleared for, may not be held without a second factor."""
    return not person.office_codes().isdisjoint(policy.second_factor_for) or any(demand(person) for demand in _demands)


def password_has_run_out(person: Person, policy: SigninPolicy) -> bool:
    ends = password_runs_out(person, policy)
    return ends is not None and clock.now() >= ends
