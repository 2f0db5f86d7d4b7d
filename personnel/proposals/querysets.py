"""Which proposals a person sees (those they made, may decide or have decided; a security administrator all), and who may decide one."""

from datetime import date

from django.db.models import Q, QuerySet

from personnel.models import Person
from personnel.offices import ADMINISTRATORS, LEADING, Office
from personnel.proposals.kinds import kind_of
from personnel.proposals.models import Proposal, State
from personnel.querysets import heads_of_the_house, holders


def visible_proposals(person: Person, *, on: date) -> QuerySet[Proposal]:
    found = Proposal.objects.select_related("person", "proposer", "decided_by")
    if person.holds(Office.SECURITY_ADMIN):
        return found
    waiting = [proposal.pk for proposal in waiting_for(person, on=on)]
    return found.filter(Q(proposer=person) | Q(decided_by=person) | Q(pk__in=waiting))


def waiting_for(person: Person, *, on: date) -> list[Proposal]:
    """Open proposals that this person may confirm. Few are open at a time, so each is asked."""
    if not person.office_codes() & {Office.UNIT_HEAD, Office.LEADER_IN_CHARGE}:
        return []
    asked = Proposal.objects.filter(state=State.PROPOSED).select_related("person")
    return [proposal for proposal in asked if person.pk in {able.pk for able in confirmers(proposal, on=on)}]


def confirmers(proposal: Proposal, *, on: date) -> list[Person]:
    """The leaders in charge of the unit; where there is none, and for leaders and administrators, the principal leader; for the
    principal leader any leader in charge. Never the proposer, never whom it is about or lets in.
    """
    kept_out = {proposal.proposer_id, proposal.person_id} | kind_of(proposal).concerned(proposal)
    principal = heads_of_the_house(on=on)
    if proposal.person_id in {leader.pk for leader in principal}:
        found = list(holders(Office.LEADER_IN_CHARGE, on=on))
    else:
        found = ([] if _about_a_leader(proposal) else _in_charge(proposal, on)) or principal
    return [person for person in found if person.pk not in kept_out]


def _in_charge(proposal: Proposal, on: date) -> list[Person]:
    unit = kind_of(proposal).unit(proposal)
    return list(holders(Office.LEADER_IN_CHARGE, unit=unit, on=on)) if unit else []


def _about_a_leader(proposal: Proposal) -> bool:
    held = proposal.person.office_codes() if proposal.person else set()
    return kind_of(proposal).leading(proposal) or bool(held & (LEADING | ADMINISTRATORS))
