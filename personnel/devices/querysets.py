"""Which devices; which one this is."""

import hashlib
from datetime import date

from django.db.models import Q, QuerySet

from personnel.accounts.models import Half
from personnel.accounts.rules import givers
from personnel.devices.models import Device, State
from personnel.models import Person
from personnel.offices import Office
from personnel.querysets import holders


def digest(token: str) -> str:
    """A token has 256 random bits, so a plain digest gives nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()


def known_device(person: Person, token: str) -> Device | None:
    """The device whose token this is, in whatever state, if it is this person's."""
    return Device.objects.filter(person=person, token=digest(token)).first() if token else None


def enrolled_device(person: Person, token: str) -> Device | None:
    found = known_device(person, token)
    return found if found is not None and found.state == State.ENROLLED else None


def visible_devices(person: Person, *, on: date) -> QuerySet[Device]:
    """One's own; a security administrator everybody's; whoever stands in for the only one of them, those of that one."""
    found = Device.objects.select_related("person", "decided_by", "ended_by")
    if person.holds(Office.SECURITY_ADMIN):
        return found
    kept = [keeper.pk for keeper in holders(Office.SECURITY_ADMIN, on=on) if person in givers(keeper, Half.SECOND, on=on)]
    return found.filter(Q(person=person) | Q(person__in=kept))
