"""Why a slip cannot be signed, refused, withdrawn or carried out. Basis: DESIGN §4, THREATS T04–T08."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.chart import chart
from approvals.kept_out import kept_out
from approvals.models import OPEN, Slip, Status
from approvals.steps import signers
from audit.trail.refusals import Obstacle
from personnel.gate.rules import SUSPENDED
from personnel.models import Person
from personnel.rules import is_below
from personnel.workdays import after_working_days

NOT_OPEN = Obstacle("NOT_OPEN", _("This slip no longer waits for a signature; reload the page to see where it stands."))
OWN_SLIP = Obstacle("OWN_SLIP", _("You applied for this slip yourself; the signature must come from someone else."), True)
ALREADY_SIGNED = Obstacle("ALREADY_SIGNED", _("You have signed this slip; the next signature must come from someone else."), True)
NOT_YOUR_STEP = Obstacle("NOT_YOUR_STEP", _("This signature belongs to another office."), True)
CHANGED = Obstacle("CHANGED", _("What this slip lists has changed since it was filed; the applicant must withdraw it and file a new one."))
SEEN_ANOTHER = Obstacle("SEEN_ANOTHER", _("The slip has changed since you opened the page; read it again before you decide."))
NOT_APPLICANT = Obstacle("NOT_APPLICANT", _("Only the applicant can withdraw this slip."), True)
NOT_APPROVED = Obstacle("NOT_APPROVED", _("This slip does not have all its signatures yet."))
LAPSED = Obstacle("LAPSED", _("This slip waited too long and has lapsed; the applicant must file a new one."))
NO_SIGNER = Obstacle(
    "NO_SIGNER", _("Nobody independent of the applicant holds the offices that must sign; ask the security administrator.")
)
SIGNER_LOST_OFFICE = Obstacle(
    "SIGNER_LOST_OFFICE", _("A signer is no longer independent of the applicant; withdraw this slip and file a new one.")
)


def signers_of_step(slip: Slip, step: int, *, on: date) -> list[Person]:
    """Who may sign this step now; signers of other steps are left out, and whom a wall keeps out."""
    taken = {signature.signer_id for signature in slip.signatures} | kept_out([slip], on=on).get(slip.pk, set())
    return signers(
        slip.steps[step],
        applicant=slip.applicant,
        applicant_unit=slip.applicant_unit,
        owning_unit=slip.owning_unit,
        taken=taken,
        on=on,
    )


def obstacles_to_filing(slip: Slip, *, on: date) -> Iterator[Obstacle]:
    """A slip nobody could ever sign is refused at once."""
    taken: set = kept_out([slip], on=on).get(slip.pk, set())
    day = chart(on)
    for code in slip.steps:
        able = signers(
            code,
            applicant=slip.applicant,
            applicant_unit=slip.applicant_unit,
            owning_unit=slip.owning_unit,
            taken=taken,
            on=on,
            day=day,
        )
        if not able:
            yield NO_SIGNER
            return
        taken.add(able[0].pk)


def obstacles_to_signing(slip: Slip, person: Person, *, on: date) -> Iterator[Obstacle]:
    if slip.status not in OPEN:
        yield NOT_OPEN
        return
    if person.is_suspended:
        yield SUSPENDED
    if person.pk == slip.applicant_id:
        yield OWN_SLIP
    elif any(signature.signer_id == person.pk for signature in slip.signatures):
        yield ALREADY_SIGNED
    elif person.pk not in {able.pk for able in signers_of_step(slip, slip.open_step, on=on)}:
        yield NOT_YOUR_STEP
    if has_lapsed(slip, on=on):
        yield LAPSED
    if slip.canonical_hash() != slip.payload_hash:
        yield CHANGED


def obstacles_to_what_was_seen(slip: Slip, seen: str) -> Iterator[Obstacle]:
    """A page shown before a change decides nothing about what the slip says now. Basis: THREATS T08."""
    if seen and seen != slip.canonical_hash():
        yield SEEN_ANOTHER


def obstacles_to_refusing(slip: Slip, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Whoever may sign may refuse; a changed payload is no reason to keep it open."""
    return (obstacle for obstacle in obstacles_to_signing(slip, person, on=on) if obstacle is not CHANGED)


def obstacles_to_withdrawing(slip: Slip, person: Person) -> Iterator[Obstacle]:
    if slip.status not in (*OPEN, Status.APPROVED):
        yield NOT_OPEN
    if person.pk != slip.applicant_id:
        yield NOT_APPLICANT


def obstacles_to_carrying_out(slip: Slip, *, on: date) -> Iterator[Obstacle]:
    """Checked again when the slip is carried out: signatures complete, over this payload, by independent people."""
    if slip.status != Status.APPROVED:
        yield NOT_APPROVED
        return
    yield from obstacles_in_signatures(slip, on=on)


def obstacles_in_signatures(slip: Slip, *, on: date) -> Iterator[Obstacle]:
    found = list(slip.signatures)
    now = slip.canonical_hash()
    if len(found) < len(slip.steps):
        yield NOT_APPROVED
    if now != slip.payload_hash or any(signature.payload_hash != now for signature in found):
        yield CHANGED
    if any(is_below(signature.signer, slip.applicant, on=on) for signature in found):
        yield SIGNER_LOST_OFFICE


def has_lapsed(slip: Slip, *, on: date) -> bool:
    """Unsigned after 30 days, or approved and not handed over within 5 working days (settings), or asked by who has left, for themself."""
    if slip.for_applicant and not slip.applicant.is_active:
        return True
    if slip.status == Status.APPROVED:
        return on > last_day_to_carry_out(timezone.localdate(slip.approved_at))
    return (on - slip.filed_on()).days > settings.SLIP_SIGNING_DAYS


def last_day_to_carry_out(approved_on: date) -> date:
    """Until when a slip approved on this day may be handed over."""
    return after_working_days(approved_on, settings.HANDOVER_WORKING_DAYS).due_on
