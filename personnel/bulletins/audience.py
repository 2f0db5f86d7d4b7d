"""To whom something is published: everybody, or units, with or without those below them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from personnel.bulletins.models import Bulletin, BulletinReceipt
from personnel.models import Appointment, Person, Unit
from personnel.offices import Office
from personnel.querysets import in_force

Tree = dict[UUID, UUID | None]


def addressed_to(person: Person) -> QuerySet[Bulletin]:
    """What is published to everybody, or to a unit in which the person sits now."""
    own = {held.unit_id for held in person.appointments_now}
    return Bulletin.objects.filter(_to_everybody() | _to(own, _tree()))


def visible_bulletins(person: Person) -> QuerySet[Bulletin]:
    """As addressed; what the person has acknowledged; what went to units they head or lead; whoever publishes sees all."""
    if not person.is_active:
        return Bulletin.objects.none()
    if person.holds(Office.SECURITY_ADMIN):
        return Bulletin.objects.all()
    read = BulletinReceipt.objects.filter(person=person).values("bulletin")
    own = {held.unit_id for held in person.appointments_now}
    return Bulletin.objects.filter(_to_everybody() | _to(own | overseen(person), _tree()) | Q(pk__in=read))


def overseen(person: Person) -> set[UUID]:
    """Units whose receipts this person is told: those they head or lead with what is below; whoever publishes, all."""
    tree = _tree()
    if person.holds(Office.SECURITY_ADMIN):
        return set(tree)
    held = person.appointments_now if person.is_active else []
    heads = {one.unit_id for one in held if one.office == Office.UNIT_HEAD}
    leads = {led.pk for one in held if one.office == Office.LEADER_IN_CHARGE for led in one.led_units.all()}
    return _with_below(heads | leads, tree)


def audience(bulletin: Bulletin, *, on: date) -> QuerySet[Person]:
    """Who is to read it today, the closed accounts apart."""
    found = Person.objects.filter(is_active=True)
    units = units_of(bulletin)
    if units is None:
        return found
    return found.filter(pk__in=in_force(Appointment.objects.filter(unit__in=units), on=on).values("person"))


def units_of(bulletin: Bulletin) -> set[UUID] | None:
    """Every unit it is published to; None: to everybody."""
    named = {unit.pk for unit in bulletin.units.all()}
    if not named:
        return None
    return _with_below(named, _tree()) if bulletin.within else named


def _to_everybody() -> Q:
    return ~Q(Exists(Bulletin.units.through.objects.filter(bulletin_id=OuterRef("pk"))))


def _to(units: Iterable[UUID], tree: Tree) -> Q:
    """Named themselves, or below one that is named together with what is below it."""
    named = Bulletin.units.through.objects
    above = {up for unit in units for up in _above(unit, tree)}
    return Q(pk__in=named.filter(unit__in=set(units)).values("bulletin")) | Q(
        within=True, pk__in=named.filter(unit__in=above).values("bulletin")
    )


def _tree() -> Tree:
    return dict(Unit.objects.order_by().values_list("pk", "parent_id"))


def _above(unit: UUID, tree: Tree) -> set[UUID]:
    found: set[UUID] = set()
    up = tree.get(unit)
    while up is not None and up not in found:
        found.add(up)
        up = tree.get(up)
    return found


def _with_below(units: set[UUID], tree: Tree) -> set[UUID]:
    return {unit for unit in tree if unit in units or _above(unit, tree) & units}
