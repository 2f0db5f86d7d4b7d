"""Propose, confirm, refuse, withdraw."""

from datetime import date

from django.db import IntegrityError, transaction

from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.refusals import Refused, demand
from personnel.models import Person
from personnel.proposals import events, rules
from personnel.proposals.kinds import kind_of
from personnel.proposals.models import Proposal, State
from vault import clock, keys
from vault.identity import uuid7


@transaction.atomic
def propose(kind: str, *, person: Person | None, values: dict, reason: str, by: Person, on: date) -> Proposal:
    """A proposal that waits for its confirmation; nothing changes yet."""
    proposal = Proposal(id=uuid7(), kind=kind, person=person, values=values, proposer=by, proposed_at=clock.now())
    demand(rules.obstacles_to_proposing(proposal, by, on=on))
    keys.make_key(proposal.pk)
    proposal.reason = reason
    try:
        with transaction.atomic():
            proposal.keep(by=by)
    except IntegrityError as error:
        raise Refused([rules.PROPOSED_ALREADY]) from error
    _remember(events.PROPOSED, proposal, by)
    return proposal


@transaction.atomic
def confirm(proposal: Proposal, *, by: Person, on: date) -> Proposal:
    """The change is carried out now; a day before today becomes today, for nobody had the power before it was confirmed."""
    proposal = _locked(proposal)
    demand(rules.obstacles_to_confirming(proposal, by, on=on))
    _decide(proposal, State.CONFIRMED, by)
    kind_of(proposal).carry_out(proposal, by, on)
    _remember(events.CONFIRMED, proposal, by)
    return proposal


@transaction.atomic
def refuse(proposal: Proposal, *, by: Person, reason: str, on: date) -> Proposal:
    proposal = _locked(proposal)
    demand(rules.obstacles_to_deciding(proposal, by, on=on))
    proposal.answer = reason
    _decide(proposal, State.REFUSED, by)
    _remember(events.REFUSED, proposal, by)
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Person) -> Proposal:
    proposal = _locked(proposal)
    demand(rules.obstacles_to_withdrawing(proposal, by))
    proposal.state = State.WITHDRAWN
    proposal.keep(by=by)
    _remember(events.WITHDRAWN, proposal, by)
    return proposal


def _decide(proposal: Proposal, state: State, by: Person) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, clock.now()
    proposal.keep(by=by)


def _locked(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).select_related("person").get(pk=proposal.pk)


def _remember(event: Event, proposal: Proposal, by: Person) -> None:
    record(event, actor=by, subject=proposal, facts=facts_of(proposal))


def facts_of(proposal: Proposal) -> dict:
    return {"proposal": proposal.kind, "account": proposal.person.username if proposal.person else "–"}
