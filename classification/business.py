"""Which units are a person's business: what the second lock lets through for them. Basis: DESIGN §3; docs/decisions/0030.

Those of their appointments in force, those that own a record they are let in to, those that own what a slip is about that
they are party to. Wider than what they see, never narrower: `visibility` decides, this only keeps away what was forgotten.
"""

from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from approvals.models import OPEN, Slip, Status
from approvals.registry import kinds
from classification.principals import principals_of
from personnel.models import Person
from personnel.offices import ADMINISTRATORS, LEADING, Office
from vault.lock import NOTHING, declare, declare_found

# From unit to unit along the projection's index: as quick for 100,000 admissions as for 40.
_ADMITTED = """
    SELECT step.unit FROM unnest(%(principals)s::uuid[]) AS who (principal) CROSS JOIN LATERAL (
        WITH RECURSIVE walk (unit) AS (
            (SELECT a.unit_id FROM classification_admission a WHERE a.principal = who.principal ORDER BY a.unit_id LIMIT 1)
            UNION ALL
            SELECT (SELECT a.unit_id FROM classification_admission a
                WHERE a.principal = who.principal AND a.unit_id > walk.unit ORDER BY a.unit_id LIMIT 1)
            FROM walk WHERE walk.unit IS NOT NULL
        )
        SELECT unit FROM walk WHERE unit IS NOT NULL
    ) AS step
"""
_OWN = "SELECT unnest(%(own)s::uuid[])"
_APPLIED = "SELECT owning_unit_id FROM {slip} WHERE applicant_id = %(person)s"
_SIGNED = "SELECT s.owning_unit_id FROM approvals_signature g JOIN {slip} s ON s.id = g.slip_id WHERE g.signer_id = %(person)s"
_REFUSED = "SELECT owning_unit_id FROM {history} WHERE history_user_id = %(person)s AND status = '{refused}'"
_SEATED = "SELECT owning_unit_id FROM {slip} WHERE {seat} = %(person)s"
# Whoever commands a unit may owe a signature on what is asked there or owned there.
_OWED = """
    SELECT owning_unit_id FROM {slip} WHERE status = ANY(%(open)s) AND (
        owning_unit_id IN (SELECT id FROM commanded) OR applicant_unit_id IN (SELECT id FROM commanded))
"""
_COMMANDED = """
    WITH RECURSIVE commanded (id) AS (
        SELECT unnest(%(commands)s::uuid[]) UNION SELECT u.id FROM personnel_unit u JOIN commanded c ON u.parent_id = c.id
    )
"""
_BY_OFFICE = "SELECT u.id FROM personnel_unit u WHERE EXISTS (SELECT 1 FROM {slip} s WHERE s.owning_unit_id = u.id{states})"


def declare_business(person: Person) -> None:
    """Found and declared in one question. Administrators have no business with any record."""
    if not person.is_authenticated or not person.appointments_now or person.office_codes() & ADMINISTRATORS:
        declare(NOTHING)
        return
    declare_found(*_asked(person, timezone.localdate()))


def business_of(person: Person) -> str:
    """The same, told and not declared."""
    if not person.appointments_now or person.office_codes() & ADMINISTRATORS:
        return NOTHING
    query, parameters = _asked(person, timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchone()[0] or NOTHING


def _asked(person: Person, on: date) -> tuple[str, dict[str, Any]]:
    held = person.appointments_now if person.is_active else []
    led = {unit.pk for appointment in held for unit in appointment.led_units.all()}
    commands = {a.unit_id for a in held if a.office == Office.UNIT_HEAD} | (led if {a.office for a in held} & LEADING else set())
    offices = frozenset(person.office_codes())
    parts = [_OWN, _ADMITTED, *(part for model in kinds() for part in _of_slips(model, offices, bool(commands)))]
    # Fixed texts and names of our tables; whatever comes from elsewhere is a parameter.
    query = f"{_COMMANDED}SELECT string_agg(found.unit::text, ',') FROM ({' UNION '.join(parts)}) AS found (unit)"  # noqa: S608
    known = {"own": list({a.unit_id for a in held} | led), "principals": principals_of(person, on=on)}
    return query, {**known, "person": person.pk, "commands": list(commands), "open": [str(state) for state in OPEN]}


@cache
def _of_slips(model: type[Slip], offices: frozenset[str], commands: bool) -> list[str]:
    """Units of this kind's slips to which somebody with these offices is party."""
    names = {"slip": model._meta.db_table, "history": model.history.model._meta.db_table, "refused": Status.REFUSED.value}
    shown = [states for office, states in model.shown_to.items() if office in offices]
    if () in shown:
        return [_BY_OFFICE.format(states="", **names)]
    found = [part.format(**names) for part in (_APPLIED, _SIGNED, _REFUSED, *([_OWED] if commands else []))]
    found += [_SEATED.format(seat=seat, **names) for seat in model.seats]
    return found + [_BY_OFFICE.format(states=f" AND s.status IN ({_quoted(states)})", **names) for states in shown]


def _quoted(states: tuple[str, ...]) -> str:
    return ", ".join(f"'{state}'" for state in states)
