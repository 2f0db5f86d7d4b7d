"""What every page asks first about whoever opened it, put as one question that PostgreSQL plans once for a connection.

Each part is a query set like any other, written for some person and some day; here they are only worded together. Nothing outlives
the request: what was told is kept with the person (`worked_out`) until they are forgotten. Basis: docs/decisions/0034.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakSet

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

from personnel.models import Appointment, Person, Unit
from personnel.querysets import in_force

Part = Callable[[Person, date], QuerySet]
Row = dict[str, Any]
Model = TypeVar("Model", bound=models.Model)

_parts: dict[str, Part] = {}
_knowing: WeakSet = WeakSet()  # connections to which the question has been told
# They stand in the wording where the person and the day belong.
_SOMEBODY, _SOME_DAY = UUID("5ff0b0de-0000-4000-8000-00000000c0de"), date(1049, 1, 1)


def tell_besides(name: str, part: Part) -> None:
    """Called in `ready()`: from now on the question answers this as well, as a list of rows (`values(…)`)."""
    _parts[name] = part


def told(person: Person, name: str, *, on: date) -> list[Row]:
    """Rows of one part. Dates and ids come as text: `made` and `ids` read them."""
    known = person.worked_out
    if ("told", on) not in known:
        known["told", on] = _ask(person, on)
    return known["told", on][name]


def ids(rows: list[Row], name: str) -> list[UUID]:
    return [UUID(row[name]) for row in rows]


def _ask(person: Person, on: date) -> dict[str, list[Row]]:
    with connection.cursor() as cursor:
        if connection.connection not in _knowing:
            cursor.execute(f"PREPARE told (uuid, date) AS {_wording(cursor)}")
            _knowing.add(connection.connection)
        cursor.execute("EXECUTE told (%s, %s)", [person.pk, on])
        return dict(zip(_parts, cursor.fetchone(), strict=True))


def _wording(cursor: CursorWrapper) -> str:
    somebody, some_day = (cursor.mogrify("%s", [value]) for value in (_SOMEBODY, _SOME_DAY))
    questions = [cursor.mogrify(*part(Person(pk=_SOMEBODY), _SOME_DAY).query.sql_with_params()) for part in _parts.values()]
    answers = [f"(SELECT coalesce(json_agg(found), '[]') FROM ({question}) AS found)" for question in questions]  # noqa: S608 - our query sets
    return f"SELECT {', '.join(answers)}".replace(somebody, "$1").replace(some_day, "$2")


# ------------------------------------------------------------------ appointments
_UNIT = ("id", "parent_id", "name", "group_id")


def appointments_asked(person: Person, on: date) -> QuerySet:
    held = in_force(Appointment.objects.filter(person=person), on=on)
    return held.values("id", "person_id", "unit_id", "office", "since", "until", *(f"unit__{name}" for name in _UNIT[1:]))


def led_asked(person: Person, on: date) -> QuerySet:
    held = in_force(Appointment.objects.filter(person=person), on=on)
    led = Appointment.led_units.through.objects.filter(appointment__in=held.order_by().values("pk"))
    return led.order_by("unit__name").values("appointment_id", "unit_id", *(f"unit__{name}" for name in _UNIT[1:]))


def appointments_told(person: Person, *, on: date) -> list[Appointment]:
    """Appointments in force with their units and the units led, as if read one by one."""
    led: dict[str, list[Unit]] = {}
    for row in told(person, "led", on=on):
        led.setdefault(row["appointment_id"], []).append(_unit(row))
    return [_appointment(row, led.get(row["id"], [])) for row in told(person, "appointments", on=on)]


def _appointment(row: Row, led: list[Unit]) -> Appointment:
    held = made(Appointment, {name: value for name, value in row.items() if "__" not in name})
    held.unit = _unit(row)
    units = held.led_units.all()
    units._result_cache, units._prefetch_done = led, True  # type: ignore[attr-defined]
    held._prefetched_objects_cache = {"led_units": units}  # type: ignore[attr-defined] # as `prefetch_related` leaves it
    return held


def _unit(row: Row) -> Unit:
    return made(Unit, {"id": row["unit_id"]} | {name: row[f"unit__{name}"] for name in _UNIT[1:]})


def made(model: type[Model], row: Row) -> Model:
    """What a row tells of it; the rest is read when somebody asks for it."""
    fields = [field for field in model._meta.concrete_fields if field.attname in row]
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], [field.to_python(row[field.attname]) for field in fields])
