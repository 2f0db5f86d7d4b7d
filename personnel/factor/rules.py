"""What stands in the way of changing a second factor. Basis: THREATS T37."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.factor.checking import has_factor
from personnel.models import Person
from personnel.signin.policy import demands_factor, in_force

NO_FACTOR = Obstacle("NO_SECOND_FACTOR", _("No second factor is set up for this account."))
DEMANDED = Obstacle(
    "SECOND_FACTOR_DEMANDED",
    _("Your office or clearance may not be held without a second factor. For another phone, show a new secret instead."),
)
NOT_BY_A_NAME = Obstacle(
    "NOT_BY_A_NAME", _("Browsers let security keys be set up only over https, and where the address has a name instead of a number.")
)
NOT_BEGUN = Obstacle("SETTING_UP_NOT_BEGUN", _("The secret has run out or was never shown; begin the set-up again."))


def obstacles_to_changing(person: Person) -> Iterator[Obstacle]:
    """New recovery codes, removal, a reset: each needs a factor that is there."""
    if not has_factor(person):
        yield NO_FACTOR


def obstacles_to_removing(person: Person) -> Iterator[Obstacle]:
    """As to change it; and nobody is without whose office demands one."""
    yield from obstacles_to_changing(person)
    if demands_factor(person, in_force()):
        yield DEMANDED
