"""What widens need-to-know through a group is proposed and confirmed: a new group, somebody who joins, a later day, another person
responsible. The leader in charge of the unit that answers for the group confirms it with fresh proof.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.groups import actions, rules
from personnel.groups.models import GroupMember, WorkingGroup
from personnel.models import Person, Unit
from personnel.offices import LEADING, Office
from personnel.proposals.kinds import Kind, Particulars
from personnel.proposals.models import Proposal

NEW, JOINING, CHANGE = "group_new", "group_joining", "group_change"


def group_of(proposal: Proposal) -> WorkingGroup:
    return WorkingGroup.objects.select_related("unit", "responsible").get(pk=proposal.values["group"])


def _until(proposal: Proposal) -> date:
    return date.fromisoformat(proposal.values["until"])


def _responsible(proposal: Proposal) -> Person:
    return Person.objects.get(pk=proposal.values["responsible"])


def _leads(proposal: Proposal) -> bool:
    """Whether a leader becomes responsible: the principal leader confirms."""
    return bool(_responsible(proposal).office_codes() & LEADING)


def _concerned(proposal: Proposal) -> set[UUID]:
    return {UUID(proposal.values["responsible"])}


# ------------------------------------------------------------------ a new group
def _unit(proposal: Proposal) -> Unit:
    return Unit.objects.get(pk=proposal.values["unit"])


def _new(proposal: Proposal) -> Particulars:
    values = proposal.values
    return [
        (_("Working group"), values["name"]),
        (_("Unit that answers for it"), str(_unit(proposal))),
        (_("Responsible"), str(_responsible(proposal))),
        (_("Last day"), values["until"]),
    ]


def _against_new(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    if not _founds(proposal.proposer, _unit(proposal)):
        yield rules.NOT_FOUNDING
    yield from rules.obstacles_to_name(proposal.values["name"])
    yield from rules.obstacles_to_person(_responsible(proposal))
    yield from rules.obstacles_to_last_day(_until(proposal), on=on)


def _founds(by: Person, unit: Unit) -> bool:
    return by.holds(Office.SECURITY_ADMIN) or by.holds(Office.UNIT_HEAD, unit=unit)


def _set_up(proposal: Proposal, by: Person, on: date) -> WorkingGroup:
    return actions.set_up(
        name=proposal.values["name"],
        unit=_unit(proposal),
        purpose=proposal.reason,
        responsible=_responsible(proposal),
        since=on,
        until=_until(proposal),
        by=by,
    )


# ------------------------------------------------------------------ to join
def _joining(proposal: Proposal) -> Particulars:
    group = group_of(proposal)
    return [(_("Working group"), str(group)), (_("Unit that answers for it"), str(group.unit)), (_("Last day"), proposal.values["until"])]


def _against_joining(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    group = group_of(proposal)
    assert proposal.person is not None  # noqa: S101 - the kind is about people
    yield from rules.obstacles_to_steering(group, proposal.proposer)
    yield from rules.obstacles_to_joining(group, proposal.person, _until(proposal), on=on)


def _join(proposal: Proposal, by: Person, on: date) -> GroupMember:
    assert proposal.person is not None  # noqa: S101 - as above
    return actions.join(group_of(proposal), proposal.person, until=_until(proposal), reason=proposal.reason, by=by, on=on)


# ------------------------------------------------------------------ to change
def _changing(proposal: Proposal) -> Particulars:
    return [(_("Working group"), str(group_of(proposal)))]


def _compared(proposal: Proposal) -> list[tuple[object, str, str]]:
    group = group_of(proposal)
    parts = [
        (_("Responsible"), str(group.responsible), str(_responsible(proposal))),
        (_("Last day"), group.until.isoformat(), proposal.values["until"]),
    ]
    return [part for part in parts if part[1] != part[2]]


def _against_change(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    group = group_of(proposal)
    yield from rules.obstacles_to_steering(group, proposal.proposer)
    yield from rules.obstacles_to_change(group, _responsible(proposal), _until(proposal), on=on)


def _change(proposal: Proposal, by: Person, on: date) -> WorkingGroup:
    return actions.change(
        group_of(proposal), responsible=_responsible(proposal), until=_until(proposal), reason=proposal.reason, by=by, on=on
    )


def _asks(person: Person) -> bool:
    """Whoever is responsible for a group, or heads a unit; for which group is asked of the very proposal."""
    return person.holds(Office.UNIT_HEAD) or WorkingGroup.objects.filter(responsible=person, dissolved_at__isnull=True).exists()


KINDS = (
    Kind(
        NEW,
        _("Set up a working group"),
        _new,
        _against_new,
        _set_up,
        unit=_unit,
        leading=_leads,
        about_people=False,
        also_asked_by=_asks,
        concerned=_concerned,
    ),
    Kind(
        JOINING,
        _("Put into a working group"),
        _joining,
        _against_joining,
        _join,
        unit=lambda proposal: group_of(proposal).unit,
        offered=False,
        also_asked_by=_asks,
    ),
    Kind(
        CHANGE,
        _("Change a working group"),
        _changing,
        _against_change,
        _change,
        unit=lambda proposal: group_of(proposal).unit,
        leading=_leads,
        about_people=False,
        comparison=_compared,
        also_asked_by=_asks,
        concerned=_concerned,
    ),
)
