"""What an installation asks of passwords and sessions at least, by the highest level it works with. Basis: DOMAIN §4.4."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from personnel.offices import Office


class Profile(models.TextChoices):
    INTERNAL = "internal", _("Internal matters and commercial secrets")
    SECRET = "secret", _("State secrets, secret (秘密级)")
    CONFIDENTIAL = "confidential", _("State secrets, confidential (机密级)")


@dataclass(frozen=True)
class Figure:
    """One figure: `strictest` is how far it may be tightened; `rising` whether a higher one is the stricter one."""

    label: object
    unit: object
    strictest: int
    rising: bool

    def is_looser(self, value: int, floor: int) -> bool:
        return value < floor if self.rising else value > floor

    def tighter(self, value: int, floor: int) -> int:
        """The stricter of the two."""
        return max(value, floor) if self.rising else min(value, floor)


FIGURES = {
    "shortest": Figure(_("Shortest password"), _("characters"), 64, rising=True),
    "kinds": Figure(_("Kinds of signs in a password"), _("of four: small letters, capitals, digits, others"), 4, rising=True),
    "remembered": Figure(_("Earlier passwords that may not come back"), _("passwords"), 12, rising=True),
    "rotation_days": Figure(_("A password lasts"), _("days"), 1, rising=False),
    "tries": Figure(_("Wrong tries before a pause"), pgettext_lazy("sign-in", "tries"), 3, rising=False),
    "idle_minutes": Figure(_("A session ends after the last request"), _("minutes"), 2, rising=False),
    "session_hours": Figure(_("A session ends after sign-in"), pgettext_lazy("sign-in", "hours"), 1, rising=False),
    "sessions": Figure(_("Sessions of a cleared person at a time"), _("sessions"), 1, rising=False),
}
MANY = 99  # sessions: nobody has as many, so they are not counted
# The figures of each profile, in the order of FIGURES. They are a floor: the security administrator tightens, never loosens.
FLOORS = {
    Profile.INTERNAL: dict(zip(FIGURES, (8, 3, 5, 90, 5, 15, 8, MANY), strict=True)),
    Profile.SECRET: dict(zip(FIGURES, (8, 4, 5, 30, 5, 10, 8, 1), strict=True)),
    Profile.CONFIDENTIAL: dict(zip(FIGURES, (10, 4, 5, 7, 5, 10, 8, 1), strict=True)),
}
# Of whose holders the profile demands a second factor: two kinds of proof, wherever state secrets are. Basis: DOMAIN §4.3.
FACTOR_FLOORS = {
    Profile.INTERNAL: frozenset[str](),
    Profile.SECRET: frozenset(Office.values),
    Profile.CONFIDENTIAL: frozenset(Office.values),
}
