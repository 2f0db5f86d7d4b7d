"""What the pages of a firm show, and what their reader may do."""

from datetime import date

from personnel.gate.rules import missing_for
from personnel.models import Person
from personnel.partners import rules
from personnel.partners.binding import boxes_of
from personnel.partners.breaches.models import Breach
from personnel.partners.breaches.rules import obstacles_to_answering, obstacles_to_asking_again, obstacles_to_objecting
from personnel.partners.concluding import KIND
from personnel.partners.condition import faults_of
from personnel.partners.ending.models import State as EndState
from personnel.partners.ending.querysets import open_ending
from personnel.partners.ending.rules import obstacles_to_opening
from personnel.partners.models import Agreement, Partner, State
from personnel.partners.querysets import in_force, members
from personnel.partners.taking_out import CODE as TAKING_OUT
from personnel.proposals.listing import TONES as DECIDED
from personnel.proposals.models import Proposal
from personnel.proposals.models import State as Proposed
from personnel.proposals.querysets import visible_proposals

TONES = {State.DRAFT: "waiting", State.SIGNED: "good", State.ENDED: "bad", State.DISCARDED: "done"}
WARNED_BEFORE = 60  # days


def row(partner: Partner, *, on: date) -> dict:
    """A firm as a line of a list: its agreement, or why there is none."""
    standing = in_force(on=on).filter(partner=partner).order_by("-until").first()
    fault = None if standing else faults_of({partner.pk}, on=on)[partner.pk]
    return {
        "partner": partner,
        "standing": standing,
        "fault": fault,
        "soon": standing is not None and (standing.until - on).days <= WARNED_BEFORE,
        "count": members(partner, on=on).filter(person__is_active=True).count(),
        "ends": open_ending(partner) is not None or (standing is None and has_ended(partner)),
    }


def has_ended(partner: Partner) -> bool:
    """Whether the cooperation has ended and nothing was agreed since."""
    last = partner.endings.filter(state=EndState.FINISHED).order_by("-closed_at").first()
    return last is not None and not partner.agreements.filter(signed_at__gt=last.closed_at).exists()


def left_open(partner: Partner, *, on: date) -> bool:
    """Whether somebody of a firm that has gone still has an account."""
    return has_ended(partner) and members(partner, on=on).filter(person__is_active=True).exists()


def partner_page(partner: Partner, reader: Person, *, on: date) -> dict:
    keeps = not any(rules.obstacles_to_keeping(reader))
    return row(partner, on=on) | {
        "units": partner.units.all(),
        "agreements": [agreement_row(one, on=on) for one in partner.agreements.select_related("responsible")],
        "people": people_of(partner, on=on),
        "keeps": keeps,
        "ending": partner.endings.exclude(state=EndState.WITHDRAWN).first(),
        "opens_end": not any(obstacles_to_opening(partner, reader)),
        "takes_out": TAKING_OUT if keeps else "",
        "breaches": [_breach(one, reader, on) for one in partner.breaches.select_related("person", "proposal__decided_by")],
    }


def _breach(breach: Breach, reader: Person, on: date) -> dict:
    """With its decision, and whether the reader may enter what the firm says to it."""
    asked = breach.proposal
    return {
        "breach": breach,
        "asked": asked,
        "amount": f"{breach.amount:,.2f}" if breach.amount is not None else "",
        "tone": DECIDED[Proposed(asked.state)] if asked else "waiting",
        "asks_again": not any(obstacles_to_asking_again(breach, reader)),
        "assesses": not any(rules.obstacles_to_keeping(reader)),
        "objects": not any(obstacles_to_objecting(breach, reader, objected_on=on, on=on)),
        "answers": not any(obstacles_to_answering(breach, reader)),
    }


def people_of(partner: Partner, *, on: date) -> list[dict]:
    """Who belongs to the firm, and what keeps each from the records."""
    found = [membership.person for membership in members(partner, on=on)]
    faults = missing_for([person.pk for person in found], on=on)
    return [{"person": person, "faults": [obstacle for _demand, obstacle in faults.get(person.pk, [])]} for person in found]


def agreement_row(agreement: Agreement, *, on: date) -> dict:
    run_out = agreement.state == State.SIGNED and agreement.until < on
    return {"agreement": agreement, "tone": "done" if run_out else TONES[State(agreement.state)], "run_out": run_out}


def agreement_page(agreement: Agreement, reader: Person, *, on: date) -> dict:
    asked = proposal_for(agreement)
    sees = asked is not None and visible_proposals(reader, on=on).filter(pk=asked.pk).exists()
    changes = not any(rules.obstacles_to_changing(agreement, reader))
    return agreement_row(agreement, on=on) | {
        "partner": agreement.partner,
        "text": agreement.text,
        "boxes": boxes_of(agreement),
        "asked": asked,
        "asked_url": asked.get_absolute_url() if asked is not None and sees else "",
        "changes": changes,
        "signs": changes and asked is None,
    }


def proposal_for(agreement: Agreement) -> Proposal | None:
    """That which waits for the leader in charge."""
    waiting = Proposal.objects.filter(kind=KIND.code, state=Proposed.PROPOSED, values__agreement=str(agreement.pk))
    return waiting.order_by("-proposed_at").first()
