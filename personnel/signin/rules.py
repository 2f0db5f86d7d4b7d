"""Who may change what sign-in asks for, and how far."""

from collections.abc import Iterable, Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.models import Person
from personnel.offices import ADMINISTRATORS, Office
from personnel.signin.models import SigninPolicy
from personnel.signin.profiles import FIGURES, Figure

NOT_SECURITY_ADMIN = Obstacle("NOT_SECURITY_ADMIN", _("Only the security administrator changes what sign-in asks for."), authority=True)
NOT_AN_ADMINISTRATOR = Obstacle("NOT_AN_ADMINISTRATOR", _("Only the three administrators read what sign-in asks for."), authority=True)
FEWER_THAN_PROFILE = Obstacle("FEWER_THAN_PROFILE", _("The profile demands it of every office; none of them may be left out."))


def obstacles_to_reading_policy(person: Person) -> Iterator[Obstacle]:
    if not person.office_codes() & ADMINISTRATORS:
        yield NOT_AN_ADMINISTRATOR


def obstacles_to_setting(person: Person) -> Iterator[Obstacle]:
    if not person.holds(Office.SECURITY_ADMIN):
        yield NOT_SECURITY_ADMIN


def obstacles_to_offices(policy: SigninPolicy, offices: Iterable[str]) -> Iterator[Obstacle]:
    """Of whose holders a second factor is demanded: of more than the profile names, never of fewer. The database refuses it as well."""
    if not policy.factor_floor <= set(offices):
        yield FEWER_THAN_PROFILE


def obstacles_to_figures(policy: SigninPolicy, figures: dict[str, int]) -> dict[str, Obstacle]:
    """By figure: never looser than the profile, never stricter than anybody could keep. The database refuses it as well."""
    found = {name: _obstacle(FIGURES[name], policy.floor[name], value) for name, value in figures.items()}
    return {name: obstacle for name, obstacle in found.items() if obstacle}


def _obstacle(figure: Figure, floor: int, value: int) -> Obstacle | None:
    if figure.is_looser(value, floor):
        sentence = _("The profile asks for {floor} {unit}; this may be made stricter, not looser.")
        return Obstacle("LOOSER_THAN_PROFILE", format_lazy(sentence, floor=floor, unit=figure.unit))
    if figure.is_looser(figure.strictest, value):
        sentence = _("The strictest that can be set is {strictest} {unit}.")
        return Obstacle("STRICTER_THAN_SENSE", format_lazy(sentence, strictest=figure.strictest, unit=figure.unit))
    return None
