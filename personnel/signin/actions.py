"""Verbs of what sign-in asks for."""

from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person
from personnel.signin import events
from personnel.signin.models import SigninPolicy
from personnel.signin.policy import in_force
from personnel.signin.profiles import FIGURES, FLOORS, Profile
from personnel.signin.rules import obstacles_to_figures, obstacles_to_setting
from vault.turns import Turn, take


@transaction.atomic
def tighten(figures: dict[str, int], *, by: Person) -> SigninPolicy:
    """Sets figures within what the profile leaves; each changed one is an entry.

    Raises Refused for who may not, for a figure looser than the profile's and for one nobody could keep.
    """
    take(Turn.SIGN_IN_POLICY)
    policy = in_force()
    demand(obstacles_to_setting(by))
    demand(obstacles_to_figures(policy, figures).values())
    return _set(policy, figures, by=by)


@transaction.atomic
def choose_profile(profile: Profile, *, by: Person | None) -> SigninPolicy:
    """Another profile binds the installation: figures that are stricter already stay, the others become the profile's."""
    take(Turn.SIGN_IN_POLICY)
    policy = in_force()
    policy.profile = profile
    record(events.PROFILE_CHOSEN, actor=by, facts={"signin_profile": str(profile)})
    figures = {name: FIGURES[name].tighter(getattr(policy, name), floor) for name, floor in FLOORS[profile].items()}
    return _set(policy, figures, by=by)


def _set(policy: SigninPolicy, figures: dict[str, int], *, by: Person | None) -> SigninPolicy:
    for name, value in figures.items():
        before = getattr(policy, name)
        if value != before:
            setattr(policy, name, value)
            record(events.FIGURE_SET, actor=by, facts={"signin_figure": name, "before": before, "after": value})
    policy.keep(by=by)
    return policy
