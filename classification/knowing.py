"""Who is let in to a record, and on what ground (知悉范围): the projection read the other way round. Basis: REQUIREMENTS G5."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from classification.admissions import HANDLE, duties
from classification.models import Admission, GradedRecord, RecordGroupGrant, RecordUserGrant, SecrecyLevel
from classification.principals import DUTY_OFFICES, office_of, principals_of
from classification.querysets import in_force, is_cleared_for, sees, visible_records
from classification.scopes import named_by
from classification.walls.querysets import is_kept_out
from personnel.groups.querysets import groups_of, members_of
from personnel.models import Person, Unit, WorkingGroup
from personnel.offices import ADMINISTRATORS, Office
from personnel.querysets import heads_of_the_house, holders, members
from personnel.rules import root_of


@dataclass
class Knower:
    """Somebody who is let in: on which grounds, whether they see the record today, and if not, why."""

    person: Person
    grounds: list[str] = field(default_factory=list)
    sees: bool = False
    missing: str = ""


def knowers(record: GradedRecord, *, on: date) -> list[Knower]:
    """Everybody whom scope or duty lets in, those who see the record first; whether they do is asked of the one place that decides."""
    found: dict[UUID, Knower] = {}
    for person, ground in _grounds(record, on):
        found.setdefault(person.pk, Knower(person)).grounds.append(ground)
    for knower in found.values():
        knower.sees = sees(knower.person, record.pk, on=on)
        knower.missing = "" if knower.sees else _missing(knower.person, record, on)
    return sorted(found.values(), key=lambda knower: (not knower.sees, str(knower.person.main_unit), knower.person.name))


def _missing(person: Person, record: GradedRecord, on: date) -> str:
    if not person.is_active:
        return _("The account is closed.")
    if person.office_codes() & ADMINISTRATORS:
        return _("An administrator sees no record.")
    if is_kept_out(person, record, on=on):
        return _("Kept out of it.")
    if not is_cleared_for(person, record.level, on=on):
        return _("Not cleared for this level.")
    return _("Access is suspended.") if person.appointments_now else _("No appointment in force.")


def _grounds(record: GradedRecord, on: date) -> Iterator[tuple[Person, str]]:
    yield from _named(record, on)
    for grant in _running(RecordGroupGrant, record, on).select_related("group__unit", "group__working_group"):
        named = named_by(grant.group)
        for person in _within(named, on):
            yield person, _until(_("%(unit)s is in the scope") % {"unit": named}, grant.until)
    yield from _by_office(record, on)


def _within(named: Unit | WorkingGroup, on: date) -> Iterable[Person]:
    """Who sits in the unit, or is in the working group."""
    return members(named, on=on) if isinstance(named, Unit) else [one.person for one in members_of(named, on=on)]


def _named(record: GradedRecord, on: date) -> Iterator[tuple[Person, str]]:
    for grant in _running(RecordUserGrant, record, on).select_related("user", "permission"):
        ground = _("Handles the record") if grant.permission.codename == HANDLE else _("Named in the scope")
        yield grant.user, _until(ground, grant.until)


def _running(grants, record: GradedRecord, on: date) -> models.QuerySet:
    return grants.objects.filter(models.Q(until__isnull=True) | models.Q(until__gte=on), content_object=record)


def _until(ground: str, last: date | None) -> str:
    return ground if last is None else _("%(ground)s (until %(day)s)") % {"ground": ground, "day": last.isoformat()}


def _by_office(record: GradedRecord, on: date) -> Iterator[tuple[Person, str]]:
    due = duties(record)
    for unit in {record.unit, root_of(record.unit)}:
        for office in DUTY_OFFICES:
            if office_of(unit.pk, office) in due:
                for person in _holding(office, unit, on):
                    yield person, _("%(office)s of %(unit)s") % {"office": office.label, "unit": unit}


def _holding(office: Office, unit: Unit, on: date) -> list[Person]:
    """Where nobody is the grading authority, the principal leader stands in."""
    able = list(holders(office, unit=unit, on=on))
    return able or (heads_of_the_house(on=on) if office == Office.GRADING_AUTHORITY else [])


def grounds_of(person: Person, records: Iterable[UUID], *, on: date) -> dict[UUID, list[str]]:
    """For each of these records, on what grounds this person is let in."""
    words, found = _words_of_principals(person, on), dict[UUID, list[str]]()
    handled = set(RecordUserGrant.objects.filter(user=person, permission__codename=HANDLE).values_list("content_object_id", flat=True))
    rows = in_force(Admission.objects.filter(record__in=list(records), principal__in=words), on=on).order_by("source", "principal")
    for principal, record, until in rows.values_list("principal", "record_id", "until"):
        handles = principal == person.pk and record in handled
        found.setdefault(record, []).append(_("Handles the record") if handles else _until(words[principal], until))
    return found


def _words_of_principals(person: Person, on: date) -> dict[UUID, str]:
    """What each principal the person counts as means in words."""
    words = {person.pk: _("Named in the scope")}
    held: dict[UUID, Unit | WorkingGroup] = {appointment.unit_id: appointment.unit for appointment in person.appointments_now}
    held |= WorkingGroup.objects.in_bulk(groups_of(person, on=on))
    words |= {pk: _("%(unit)s is in the scope") % {"unit": unit} for pk, unit in held.items()}
    for unit in Unit.objects.all():
        for office in DUTY_OFFICES:
            words[office_of(unit.pk, office)] = _("%(office)s of %(unit)s") % {"office": office.label, "unit": unit}
    return {principal: words[principal] for principal in principals_of(person, on=on)}


def counted_by_level(person: Person, *, on: date) -> list[tuple[SecrecyLevel | None, int]]:
    """How many records the person sees at each level, the ungraded last; what is destroyed is not counted."""
    levels = {level.code: level for level in SecrecyLevel.objects.select_related("scheme")}
    there = visible_records(person, on=on).filter(destroyed_on__isnull=True)
    counted = dict(there.order_by().values_list("level").annotate(models.Count("pk")))
    graded = [(level, counted[code]) for code, level in levels.items() if code in counted]
    return [*graded, *([(None, counted[None])] if None in counted else [])]
