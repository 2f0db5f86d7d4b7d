"""Keep a firm, let people join it, draw up an agreement, record the firm's signature, sign for the house."""

from datetime import date

from django.db import IntegrityError, transaction

from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.refusals import Refused, demand
from personnel.gate.models import Text
from personnel.gate.pledging import hash_of
from personnel.gate.querysets import text_in_force
from personnel.models import Person, Unit
from personnel.partners import events, rules
from personnel.partners.binding import payload_of
from personnel.partners.models import Agreement, Membership, Partner, State
from personnel.proposals.actions import propose
from personnel.proposals.models import Proposal
from vault import clock, keys
from vault.identity import uuid7

AGREEMENT = "partner_agreement"  # the proposal that concludes one


@transaction.atomic
def enter(*, name: str, code: str, unit: Unit, units: list[Unit], by: Person) -> Partner:
    """A firm, with nothing agreed yet."""
    demand(rules.obstacles_to_keeping(by))
    partner = Partner(id=uuid7(), name=name, code=code, unit=unit, entered_by=by, entered_at=clock.now())
    keys.make_key(partner.pk)
    _keep(partner, by)
    partner.units.set(units)
    _remember(events.ENTERED, partner, by)
    return partner


@transaction.atomic
def correct(partner: Partner, *, name: str, code: str, unit: Unit, units: list[Unit], by: Person) -> Partner:
    """Which firm it is and who answers for it: only before anybody has signed for it. Units it works for: always."""
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    demand(rules.obstacles_to_correcting(partner, by, changed=(partner.name, partner.code, partner.unit_id) != (name, code, unit.pk)))
    partner.name, partner.code, partner.unit = name, code, unit
    _keep(partner, by)
    partner.units.set(units)
    _remember(events.CORRECTED, partner, by)
    return partner


@transaction.atomic
def join(partner: Partner, person: Person, *, by: Person, on: date) -> Membership:
    """From now on the firm's agreement is a condition of this person's access."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    demand(rules.obstacles_to_joining(person, by, on=on))
    membership = Membership(id=uuid7(), partner=partner, person=person, since=on)
    membership.keep(by=by)
    record(events.JOINED, actor=by, subject=partner, facts={"account": person.username, "number": partner.number})
    return membership


@transaction.atomic
def draw_up(partner: Partner, values: dict, *, by: Person, on: date) -> Agreement:
    """A draft that can be printed; nothing is agreed before both sides have signed."""
    text = text_in_force(Text.PARTNER)
    period = {name: values[name] for name in ("since", "until", "responsible")}
    demand(rules.obstacles_to_drafting(partner.unit, by, text=text, on=on, **period))
    agreement = Agreement(id=uuid7(), partner=partner, text=text, drafted_by=by, drafted_at=clock.now())
    for name, value in values.items():
        setattr(agreement, name, value)
    _bind(agreement, by)
    _remember(events.DRAFTED, agreement, by)
    return agreement


@transaction.atomic
def discard(agreement: Agreement, *, by: Person) -> Agreement:
    agreement = _locked(agreement)
    demand(rules.obstacles_to_changing(agreement, by))
    agreement.state = State.DISCARDED
    agreement.keep(by=by)
    _remember(events.DISCARDED, agreement, by)
    return agreement


def discard_drafts(partner: Partner, *, by: Person) -> None:
    """What still waits for a signature when the cooperation ends is not signed afterwards; in the caller's transaction."""
    for draft in Agreement.objects.select_for_update(of=("self",)).filter(partner=partner, state=State.DRAFT):
        draft.state = State.DISCARDED
        draft.keep(by=by)
        _remember(events.DISCARDED, draft, by)


@transaction.atomic
def record_firms_signature(agreement: Agreement, *, signatory: str, signed_on: date, reason: str, by: Person, on: date) -> Proposal:
    """The firm has signed on paper; the leader in charge is asked to sign for the house."""
    agreement = _locked(agreement)
    demand(rules.obstacles_to_firms_signature(agreement, by, signed_on=signed_on, on=on))
    agreement.signatory, agreement.firm_signed_on = signatory, signed_on
    _bind(agreement, by)
    _remember(events.FIRM_SIGNED, agreement, by)
    values = {"name": agreement.number, "agreement": str(agreement.pk), "hash": agreement.payload_hash}
    return propose(AGREEMENT, person=None, values=values, reason=reason, by=by, on=on)


@transaction.atomic
def conclude(agreement: Agreement, *, seen: str, by: Person) -> Agreement:
    """The house signs: from its first day on the agreement holds."""
    agreement = _locked(agreement)
    demand(rules.obstacles_to_concluding(agreement, seen))
    agreement.state, agreement.signed_by, agreement.signed_at = State.SIGNED, by, clock.now()
    agreement.keep(by=by)
    _remember(events.SIGNED, agreement, by)
    return agreement


def end_agreement(agreement: Agreement, *, by: Person, on: date) -> None:
    """From this day on it no longer holds; decided by whoever calls, who holds the row."""
    agreement.state, agreement.ended_on = State.ENDED, on
    agreement.keep(by=by)
    _remember(events.AGREEMENT_ENDED, agreement, by)


@transaction.atomic
def take_out(person: Person, *, by: Person, on: date) -> Membership:
    """A leader has confirmed it: with this day the person no longer belongs to the firm."""
    membership = Membership.objects.select_for_update(of=("self",)).select_related("partner").get(person=person, until=None)
    membership.until = on
    membership.keep(by=by)
    facts = {"account": person.username, "number": membership.partner.number}
    record(events.LEFT, actor=by, subject=membership.partner, facts=facts)
    return membership


def _keep(partner: Partner, by: Person) -> None:
    """Of two who enter the same firm at once, the second is told."""
    try:
        with transaction.atomic():
            partner.keep(by=by)
    except IntegrityError as error:
        raise Refused([rules.KNOWN_ALREADY]) from error


def _bind(agreement: Agreement, by: Person) -> None:
    agreement.payload = payload_of(agreement)
    agreement.payload_hash = hash_of(agreement.payload)
    agreement.keep(by=by)


def _locked(agreement: Agreement) -> Agreement:
    found = Agreement.objects.select_for_update(of=("self",))
    return found.select_related("partner__unit", "text", "responsible").get(pk=agreement.pk)


def _remember(event: Event, thing: Partner | Agreement, by: Person) -> None:
    record(event, actor=by, subject=thing, facts={"number": thing.number})
