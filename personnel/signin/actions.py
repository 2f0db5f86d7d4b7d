"""Verbs of what sign-in asks for."""

from collections.abc import Iterable

from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person
from personnel.signin import events
from personnel.signin.models import SigninPolicy
from personnel.signin.policy import in_force
from personnel.signin.profiles import FIGURES, FLOORS, Profile
from personnel.signin.rules import obstacles_to_figures, obstacles_to_offices, obstacles_to_setting
from vault.turns import Turn, take


@transaction.atomic
def tighten(figures: dict[str, int], *, by: Person, offices: Iterable[str] | None = None) -> SigninPolicy:
    """Sets figures within what the profile leaves, and (if named) of whose holders a second factor is demanded; each change is an entry.

    Raises Refused for who may not, for a figure looser than the profile's and for one nobody could keep.
    """
    take(Turn.SIGN_IN_POLICY)
    policy = in_force()
    demand(obstacles_to_setting(by))
    demand(obstacles_to_figures(policy, figures).values())
    if offices is not None:
        demand(obstacles_to_offices(policy, offices))
        _demand_factor(policy, set(offices), by=by)
    return _set(policy, figures, by=by)


@transaction.atomic
def choose_profile(profile: Profile, *, by: Person | None) -> SigninPolicy:
    """Another profile binds the installation: figures that are stricter already stay, the others become the profile's."""
    take(Turn.SIGN_IN_POLICY)
    policy = in_force()
    policy.profile = profile
    record(events.PROFILE_CHOSEN, actor=by, facts={"signin_profile": str(profile)})
    _demand_factor(policy, policy.factor_floor | set(policy.second_factor_for), by=by)
    figures = {name: FIGURES[name].tighter(getattr(policy, name), floor) for name, floor in FLOORS[profile].items()}
    return _set(policy, figures, by=by)


def _demand_factor(policy: SigninPolicy, offices: set[str] | frozenset[str], *, by: Person | None) -> None:
    for office in sorted(offices ^ set(policy.second_factor_for)):
        record(events.FACTOR_DEMANDED, actor=by, facts={"office": office, "demanded": "on" if office in offices else "off"})
    policy.second_factor_for = sorted(offices)


def _set(policy: SigninPolicy, figures: dict[str, int], *, by: Person | None) -> SigninPolicy:
    for name, value in figures.items():
        before = getattr(policy, name)
        if value != before:
            setattr(policy, name, value)
            record(events.FIGURE_SET, actor=by, facts={"signin_figure": name, "before": before, "after": value})
    policy.keep(by=by)
    return policy
