"""Whose duties a person may read, and what is the newest of each."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, Q, QuerySet

from personnel.gate.models import BackgroundCheck, Demand, GateCondition, Pledge, PledgeText, Text
from personnel.models import Appointment, Person, Unit
from personnel.offices import Office
from personnel.partners.models import Membership
from personnel.querysets import in_force


def demanded() -> list[str]:
    """What this house demands today. The agreement of a firm is no condition where nobody belongs to one: no question is spent on it."""
    return list(demands().values_list("demand", flat=True))


def demands() -> QuerySet[GateCondition]:
    nobody = ~Exists(Membership.objects.all())
    return GateCondition.objects.filter(on=True).exclude(nobody, demand=Demand.AGREEMENT)


def newest_checks(people: Iterable[UUID], *, on: date) -> dict[UUID, BackgroundCheck]:
    """The check that counts for each: the last one made, whatever it found."""
    return {check.person_id: check for check in _checks_that_count(people, on)}


def _checks_that_count(people: Iterable[UUID], on: date) -> QuerySet[BackgroundCheck]:
    made = BackgroundCheck.objects.filter(person__in=people, checked_on__lte=on)
    return made.order_by("person_id", "-checked_on", "-recorded_at").distinct("person_id")


def check_asked(person: Person, on: date) -> QuerySet:
    return _checks_that_count([person.pk], on).values("result", "valid_until")


def newest_pledges(people: Iterable[UUID], *, on: date) -> dict[UUID, Pledge]:
    return {pledge.person_id: pledge for pledge in _pledges_that_count(people, on)}


def _pledges_that_count(people: Iterable[UUID], on: date) -> QuerySet[Pledge]:
    signed = Pledge.objects.filter(person__in=people, signed_on__lte=on)
    return signed.order_by("person_id", "-signed_at").distinct("person_id")


def pledge_asked(person: Person, on: date) -> QuerySet:
    return _pledges_that_count([person.pk], on).values("until", "payload")


def offices_of(people: Iterable[UUID], *, on: date) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for person_id, office in in_force(Appointment.objects.filter(person__in=people), on=on).values_list("person_id", "office"):
        found.setdefault(person_id, set()).add(office)
    return found


def text_in_force(kind: str = Text.DUTY) -> PledgeText | None:
    """The newest version; none in a house whose database was never filled."""
    return PledgeText.objects.filter(kind=kind).first()


def led_people(person: Person, *, on: date) -> QuerySet[Person]:
    """Whose head this person is: members of the units they head, and the heads of the units right below."""
    headed = Unit.objects.filter(appointments__in=_heads(person, on))
    below = in_force(Appointment.objects.filter(office=Office.UNIT_HEAD, unit__parent__in=headed), on=on)
    within = in_force(Appointment.objects.filter(unit__in=headed), on=on)
    found = Person.objects.filter(Q(appointments__in=within) | Q(appointments__in=below), is_active=True)
    return found.exclude(pk=person.pk).distinct()


def _heads(person: Person, on: date) -> QuerySet[Appointment]:
    return in_force(Appointment.objects.filter(person=person, office=Office.UNIT_HEAD), on=on)


def people_open_to(reader: Person, *, on: date) -> QuerySet[Person]:
    """Whose checks, pledges, training and conduct the reader may read: their own, their people's; the security administrator all."""
    if not reader.is_active:
        return Person.objects.none()
    if reader.holds(Office.SECURITY_ADMIN):
        return Person.objects.all()
    return Person.objects.filter(Q(pk=reader.pk) | Q(pk__in=led_people(reader, on=on).values("pk")))


def visible_pledges(reader: Person, *, on: date) -> QuerySet[Pledge]:
    return Pledge.objects.filter(person__in=people_open_to(reader, on=on).values("pk")).select_related("person", "text")
