"""What stands in the way of changing a second factor. Basis: THREATS T37."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.factor.checking import has_factor
from personnel.models import Person

NO_FACTOR = Obstacle("NO_SECOND_FACTOR", _("No second factor is set up for this account."))
NOT_BEGUN = Obstacle("SETTING_UP_NOT_BEGUN", _("The secret has run out or was never shown; begin the set-up again."))


def obstacles_to_changing(person: Person) -> Iterator[Obstacle]:
    """New recovery codes, removal, a reset: each needs a factor that is there."""
    if not has_factor(person):
        yield NO_FACTOR
