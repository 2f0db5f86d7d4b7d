"""Who enters a unit's reward."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.models import Person
from personnel.offices import Office

NOT_KEEPER = Obstacle("NOT_KEEPER", _("Only the security administrator enters what units are rewarded for."), True)
IN_FUTURE = Obstacle("IN_FUTURE", _("What has not happened yet is not entered; correct the day."))


def obstacles_to_keeping(by: Person) -> Iterator[Obstacle]:
    if not by.holds(Office.SECURITY_ADMIN):
        yield NOT_KEEPER


def obstacles_to_awarding(by: Person, awarded_on: date, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(by)
    if awarded_on > on:
        yield IN_FUTURE
