"""Offices and units as proposals: to appoint, to end an appointment, to add a unit."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle, demand
from personnel.actions import add_unit, appoint, end_appointment
from personnel.leaving.last import LAST_OF_OFFICE, is_last_of_office
from personnel.models import Appointment, Person, Unit
from personnel.offices import ADMINISTRATORS, LEADING, Office
from personnel.proposals.kinds import Particulars
from personnel.proposals.models import Proposal
from personnel.rules import obstacles_to_appointing
from vault.turns import Turn, take

HELD_ALREADY = Obstacle("HELD_ALREADY", _("This person holds this office in this unit already; end the present appointment first."))
LEADS_NOBODY = Obstacle("LEADS_NOBODY", _("Name the units this office is held for."))
ENDED_ALREADY = Obstacle("ENDED_ALREADY", _("This appointment has ended already."))
UNIT_EXISTS = Obstacle("UNIT_EXISTS", _("A unit of this name exists already; choose another name."))


def appointment_values(*, unit: Unit, office: str, since: date, until: date | None, leads: list[Unit]) -> dict:
    led = sorted(str(led.pk) for led in leads) if office in LEADING else []
    return {"unit": str(unit.pk), "office": str(office), "since": since.isoformat(), "until": until and until.isoformat(), "leads": led}


def ending_values(appointment: Appointment, *, on: date) -> dict:
    return {"appointment": str(appointment.pk), "until": on.isoformat()}


def unit_values(*, name: str, above: Unit) -> dict:
    return {"name": name, "above": str(above.pk)}


# ------------------------------------------------------------------ to appoint
def unit_of(proposal: Proposal) -> Unit:
    return Unit.objects.get(pk=proposal.values["unit"])


def _led(proposal: Proposal) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=proposal.values["leads"]))


def appointing(proposal: Proposal) -> Particulars:
    values = proposal.values
    lines: Particulars = [(_("Office"), str(Office(values["office"]).label)), (_("Unit"), str(unit_of(proposal)))]
    if values["leads"]:
        lines.append((_("For the units"), gettext(", ").join(str(unit) for unit in _led(proposal))))
    lines += [(_("Since"), values["since"]), (_("Until"), values["until"] or gettext("No end set"))]
    return lines


def _until(proposal: Proposal) -> date | None:
    return date.fromisoformat(proposal.values["until"]) if proposal.values["until"] else None


def _begins(proposal: Proposal, on: date) -> date:
    return max(date.fromisoformat(proposal.values["since"]), on)


def obstacles_to_office(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    office = Office(proposal.values["office"])
    yield from obstacles_to_appointing(proposal.person, office, since=_begins(proposal, on), until=_until(proposal))
    if Appointment.objects.filter(person=proposal.person, unit=unit_of(proposal), office=office, until=None).exists():
        yield HELD_ALREADY
    if office in LEADING and not proposal.values["leads"]:
        yield LEADS_NOBODY


def carry_out_appointment(proposal: Proposal, by: Person, on: date) -> Appointment:
    return appoint(
        proposal.person,
        unit=unit_of(proposal),
        office=Office(proposal.values["office"]),
        since=_begins(proposal, on),
        until=_until(proposal),
        leads=tuple(_led(proposal)),
        by=by,
    )


def makes_a_leader(proposal: Proposal) -> bool:
    office, unit = proposal.values["office"], unit_of(proposal)
    return office in LEADING | ADMINISTRATORS or (office == Office.UNIT_HEAD and unit.parent_id is None)


# ------------------------------------------------------------------ to end an appointment
def appointment_of(proposal: Proposal) -> Appointment:
    return Appointment.objects.select_related("unit", "person").get(pk=proposal.values["appointment"])


def ending(proposal: Proposal) -> Particulars:
    held = appointment_of(proposal)
    return [(_("Office"), str(held.get_office_display())), (_("Unit"), str(held.unit)), (_("Last day"), proposal.values["until"])]


def _last_day(proposal: Proposal, on: date) -> date:
    return max(date.fromisoformat(proposal.values["until"]), on)


def obstacles_to_ending(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    held = appointment_of(proposal)
    if held.until is not None and held.until <= _last_day(proposal, on):
        yield ENDED_ALREADY
    leading = held.office == Office.UNIT_HEAD and held.unit.parent_id is None
    after = min(_last_day(proposal, on), date.max - timedelta(days=1)) + timedelta(days=1)
    if (leading or held.office == Office.SECURITY_ADMIN) and is_last_of_office(held.person, on=after):
        yield LAST_OF_OFFICE


def carry_out_ending(proposal: Proposal, by: Person, on: date) -> None:
    take(Turn.LAST_OF_OFFICE)
    demand(obstacles_to_ending(proposal, on))
    end_appointment(appointment_of(proposal), on=_last_day(proposal, on), by=by)


def touches_a_leader(proposal: Proposal) -> bool:
    held = appointment_of(proposal)
    return held.office in LEADING | ADMINISTRATORS or (held.office == Office.UNIT_HEAD and held.unit.parent_id is None)


# ------------------------------------------------------------------ to add a unit
def _above(proposal: Proposal) -> Unit:
    return Unit.objects.get(pk=proposal.values["above"])


def adding(proposal: Proposal) -> Particulars:
    return [(_("Name of the unit"), proposal.values["name"]), (_("Below the unit"), str(_above(proposal)))]


def obstacles_to_unit(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    if Unit.objects.filter(name=proposal.values["name"]).exists():
        yield UNIT_EXISTS


def carry_out_unit(proposal: Proposal, by: Person, on: date) -> Unit:
    return add_unit(name=proposal.values["name"], parent=_above(proposal), by=by)
