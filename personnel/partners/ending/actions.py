"""Open the end of a cooperation, withdraw it, record what was handed back, write off, finish."""

from datetime import date

from django.db import IntegrityError, transaction

from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.refusals import Refused, demand
from personnel.models import Person
from personnel.partners import events
from personnel.partners.actions import discard_drafts, end_agreement
from personnel.partners.ending import rules
from personnel.partners.ending.models import Ending, FirmWriteOff, HandBack, State
from personnel.partners.models import Agreement, Partner
from personnel.partners.models import State as Stands
from personnel.proposals.models import Proposal
from vault import clock
from vault.identity import uuid7


@transaction.atomic
def open_end(partner: Partner, *, ground: str, reason: str, by: Person) -> Ending:
    """From now on everything the firm's people hold is listed; access lasts as long as the agreement, or until it is finished."""
    demand(rules.obstacles_to_opening(partner, by))
    ending = Ending(id=uuid7(), partner=partner, ground=ground, opened_by=by, opened_at=clock.now())
    ending.reason = reason
    try:
        with transaction.atomic():
            ending.keep(by=by)
    except IntegrityError as error:
        raise Refused([rules.ENDS_ALREADY]) from error
    _remember(events.END_OPENED, ending, by)
    return ending


@transaction.atomic
def withdraw(ending: Ending, *, by: Person) -> Ending:
    """The cooperation goes on."""
    ending = _locked(ending)
    demand(rules.obstacles_to_keeping_open(ending, by))
    _close(ending, State.WITHDRAWN, by)
    _remember(events.END_WITHDRAWN, ending, by)
    return ending


@transaction.atomic
def hand_back(ending: Ending, values: dict, *, by: Person, on: date) -> HandBack:
    ending = _locked(ending)
    proof = HandBack(id=uuid7(), ending=ending, partner=ending.partner, recorded_by=by, recorded_at=clock.now())
    for name, value in values.items():
        setattr(proof, name, value)
    demand(rules.obstacles_to_handing_back(proof, by, on=on))
    proof.keep(by=by)
    facts = {"number": ending.partner.number, "proof": str(proof.kind)}
    record(events.HANDED_BACK, actor=by, subject=ending, facts=facts)
    return proof


@transaction.atomic
def write_off(proposal: Proposal, ending: Ending, *, person: Person, source: str, key: str, by: Person) -> FirmWriteOff:
    """A leader has confirmed it: this no longer stands in the way."""
    ending = _locked(ending)
    made = FirmWriteOff(id=uuid7(), ending=ending, person=person, source=source, key=key, proposal=proposal)
    made.keep(by=by)
    record(events.WRITTEN_OFF, actor=by, subject=ending, facts={"number": ending.partner.number, "hold": source})
    return made


@transaction.atomic
def finish(ending: Ending, *, by: Person, on: date) -> Ending:
    """Everything is zero or written off and there is proof: the firm's agreements no longer hold, its people are out."""
    ending = _locked(ending)
    demand(rules.obstacles_to_finishing(ending, by, on=on))
    holding = Agreement.objects.select_for_update(of=("self",)).filter(partner=ending.partner, state=Stands.SIGNED, until__gte=on)
    for agreement in holding:
        end_agreement(agreement, by=by, on=on)
    discard_drafts(ending.partner, by=by)
    _close(ending, State.FINISHED, by)
    _remember(events.END_FINISHED, ending, by)
    return ending


def _close(ending: Ending, state: State, by: Person) -> None:
    ending.state, ending.closed_by, ending.closed_at = state, by, clock.now()
    ending.keep(by=by)


def _locked(ending: Ending) -> Ending:
    return Ending.objects.select_for_update(of=("self",)).select_related("partner__unit").get(pk=ending.pk)


def _remember(event: Event, ending: Ending, by: Person) -> None:
    record(event, actor=by, subject=ending, facts={"number": ending.partner.number})
