"""Record a breach and ask for a measure; carry the measure out; enter the firm's objection and its answer."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.refusals import demand
from personnel.file.losses import set_loss
from personnel.models import Person
from personnel.partners import events
from personnel.partners.actions import discard_drafts, end_agreement
from personnel.partners.breaches import rules
from personnel.partners.breaches.models import Breach, Measure
from personnel.partners.models import Partner
from personnel.proposals.actions import propose
from vault import clock
from vault.identity import uuid7

BREACH = "partner_breach"  # the proposal that decides about one


@transaction.atomic
def record_breach(partner: Partner, values: dict, *, reason: str, by: Person, on: date) -> Breach:
    """What happened is on record; the measure waits for the leader in charge."""
    breach = Breach(id=uuid7(), partner=partner, recorded_by=by, recorded_at=clock.now())
    for name, value in values.items():
        setattr(breach, name, value)
    demand(rules.obstacles_to_recording(breach, by, on=on))
    breach.keep(by=by)
    _remember(events.BREACH_RECORDED, breach, by)
    return _ask(breach, reason, by, on)


@transaction.atomic
def propose_measure(breach: Breach, *, measure: str, amount: Decimal | None, reason: str, by: Person, on: date) -> Breach:
    """Another measure for the same breach, after the one before was refused or withdrawn."""
    breach = _locked(breach)
    breach.measure, breach.amount = measure, amount
    demand(rules.obstacles_to_another_measure(breach, by))
    breach.keep(by=by)
    _remember(events.MEASURE_PROPOSED, breach, by)
    return _ask(breach, reason, by, on)


def _ask(breach: Breach, reason: str, by: Person, on: date) -> Breach:
    named = {"name": breach.number, "breach": str(breach.pk)}
    breach.proposal = propose(BREACH, person=None, values=named, reason=reason, by=by, on=on)
    breach.keep(by=by)
    return breach


@transaction.atomic
def assess_loss(breach: Breach, values: dict, *, by: Person, on: date) -> Breach:
    """What the breach cost; entered anew when it is assessed anew or made good."""
    breach = _locked(breach)
    demand(rules.obstacles_to_assessing_loss(breach, by, assessed_on=values["assessed_on"], on=on))
    set_loss(breach, values)
    breach.keep(by=by)
    _remember(events.LOSS_ASSESSED, breach, by)
    return breach


@transaction.atomic
def take_measure(breach: Breach, *, by: Person, on: date) -> Breach:
    """A leader has confirmed it. With a termination the firm's people are out from the next request on."""
    if breach.measure == Measure.TERMINATION:
        for agreement in rules.terminated_by(breach, on=on).select_for_update():
            end_agreement(agreement, by=by, on=on)
        discard_drafts(breach.partner, by=by)
    _remember(events.MEASURE_TAKEN, breach, by)
    return breach


@transaction.atomic
def object_to(breach: Breach, *, text: str, objected_on: date, by: Person, on: date) -> Breach:
    """The firm's own words, once."""
    breach = _locked(breach)
    demand(rules.obstacles_to_objecting(breach, by, objected_on=objected_on, on=on))
    breach.objection, breach.objected_on = text, objected_on
    breach.keep(by=by)
    _remember(events.OBJECTED, breach, by)
    return breach


@transaction.atomic
def answer(breach: Breach, *, text: str, by: Person) -> Breach:
    breach = _locked(breach)
    demand(rules.obstacles_to_answering(breach, by))
    breach.answer, breach.answered_at = text, clock.now()
    breach.keep(by=by)
    _remember(events.OBJECTION_ANSWERED, breach, by)
    return breach


def _locked(breach: Breach) -> Breach:
    return Breach.objects.select_for_update(of=("self",)).select_related("partner", "proposal").get(pk=breach.pk)


def _remember(event: Event, breach: Breach, by: Person) -> None:
    record(event, actor=by, subject=breach.partner, facts={"number": breach.number, "measure": breach.measure})
