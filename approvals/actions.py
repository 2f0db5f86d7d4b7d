"""File, sign, refuse, withdraw, lapse: the same for every kind of slip."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db import transaction

from approvals import events, rules
from approvals.models import OPEN, Signature, Slip, Status
from approvals.numbering import next_number
from approvals.registry import kinds
from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person
from vault import clock, keys
from vault.history import Remembered

AnySlip = TypeVar("AnySlip", bound=Slip)


@transaction.atomic
def file_slip(slip: AnySlip, *, on: date, lines: Iterable[Remembered] = ()) -> AnySlip:
    """Gives the slip its number and key, saves it with its lines, fixes what will be signed.

    The caller has locked what the slip is about and demanded that nothing stands in the way.
    """
    demand(rules.obstacles_to_filing(slip, on=on))
    keys.make_key(slip.pk)
    slip.filed_at = clock.now()
    slip.number = next_number(slip.number_prefix, on.year)
    slip.keep(by=slip.applicant)
    for line in lines:
        line.keep(by=slip.applicant)
    slip.payload_hash = slip.canonical_hash()
    slip.keep(by=slip.applicant)
    record(events.SLIP_FILED, actor=slip.applicant, subject=slip, facts={"number": slip.number})
    return slip


@transaction.atomic
def sign(slip: Slip, *, by: Person, on: date, seen: str = "") -> Slip:
    """One signature on the open step. The caller has asked for fresh proof of identity.

    `seen`: hash of what the signer's page showed, where there was a page.
    """
    slip = _locked(slip)
    demand(rules.obstacles_to_what_was_seen(slip, seen))
    demand(rules.obstacles_to_signing(slip, by, on=on))
    step = slip.open_step
    Signature.objects.create(
        slip_id=slip.pk,
        slip_kind=slip._meta.model_name,
        step=step,
        step_code=slip.steps[step],
        applicant=slip.applicant,
        signer=by,
        office=",".join(sorted(by.office_codes())),
        payload_hash=slip.payload_hash,
        signed_at=clock.now(),
    )
    _advance(slip, by)
    record(events.SLIP_SIGNED, actor=by, subject=slip, facts={"number": slip.number, "step": step + 1})
    return slip


def _advance(slip: Slip, by: Person) -> None:
    if slip.signatures.count() < len(slip.steps):
        slip.move_to(Status.HALF_APPROVED, by=by)
    else:
        slip.move_to(Status.APPROVED, by=by, approved_at=clock.now())


@transaction.atomic
def refuse(slip: Slip, *, by: Person, reason: str, on: date, seen: str = "") -> Slip:
    """Final; the reason is kept sealed with the slip."""
    slip = _locked(slip)
    demand(rules.obstacles_to_what_was_seen(slip, seen))
    demand(rules.obstacles_to_refusing(slip, by, on=on))
    slip.move_to(Status.REFUSED, by=by)
    record(events.SLIP_REFUSED, actor=by, subject=slip, dossier_id=slip.pk, facts={"number": slip.number}, text=reason)
    return slip


@transaction.atomic
def withdraw(slip: Slip, *, by: Person) -> Slip:
    """The applicant takes the slip back before it is carried out."""
    slip = _locked(slip)
    demand(rules.obstacles_to_withdrawing(slip, by))
    slip.move_to(Status.WITHDRAWN, by=by)
    record(events.SLIP_WITHDRAWN, actor=by, subject=slip, facts={"number": slip.number})
    return slip


def lapse_old(model: type[Slip], *, on: date) -> int:
    """Lapses slips unsigned for too long and approved slips not carried out in time (settings). Answers how many."""
    return sum(_lapse(slip, on) for slip in model.objects.filter(status__in=(*OPEN, Status.APPROVED)))


def lapse_of(applicant: Person, *, on: date) -> int:
    """Lapses what somebody whose access has ended asked for, as far as it was for themselves. Answers how many."""
    asked = [
        slip
        for model in kinds()
        if model.for_applicant
        for slip in model.objects.filter(applicant=applicant, status__in=(*OPEN, Status.APPROVED))
    ]
    return sum(_lapse(slip, on) for slip in asked)


@transaction.atomic
def _lapse(slip: Slip, on: date) -> bool:
    slip = _locked(slip)
    if slip.status not in (*OPEN, Status.APPROVED) or not rules.has_lapsed(slip, on=on):
        return False
    slip.move_to(Status.LAPSED, by=None)
    record(events.SLIP_LAPSED, actor=None, subject=slip, facts={"number": slip.number})
    return True


def _locked(slip: Slip) -> Slip:
    return type(slip).objects.select_for_update().get(pk=slip.pk)
