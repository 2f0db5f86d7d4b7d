"""Why something cannot be listed for destruction, executed, witnessed or destroyed. Basis: REQUIREMENTS D1–D5, DESIGN §4."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.kept_out import kept_out
from approvals.rules import has_lapsed, obstacles_in_signatures, obstacles_to_carrying_out
from audit.trail.refusals import Obstacle
from classification.models import GradedRecord, Mark
from classification.protection import strictness
from classification.querysets import visible_records
from custody.models import Carrier
from custody.querysets import open_loans_of, running_loans, visible_carriers
from destruction.choices import Status
from destruction.models import DestructionSlip
from destruction.querysets import running_lines
from personnel.models import Person, Unit
from personnel.offices import Office
from personnel.querysets import holders
from petitions.choices import OVER
from petitions.models import Petition

NOTHING_CHOSEN = Obstacle("NOTHING_CHOSEN", _("Choose at least one record or carrier."))
NOT_REGISTRAR = Obstacle("NOT_REGISTRAR", _("Only a registrar of the owning unit files a destruction slip."), True)
NOT_OPEN_TO_YOU = Obstacle(
    "NOT_OPEN_TO_YOU", _("You are not cleared for everything on the list or not in its scope; another registrar must file it."), True
)
TWO_UNITS = Obstacle("TWO_UNITS", _("Everything on one slip must belong to one unit; file a slip for each."))
NO_UNIT = Obstacle("NO_UNIT", _("A carrier on the list has neither a record nor a keeper; the security clerk must enter one first."))
GONE = Obstacle("GONE", _("Something on the list is destroyed already; leave it out."))
ON_LOAN = Obstacle("ON_LOAN", _("Something on the list is on loan; the security clerk must take it back first."))
UNGRADED = Obstacle("UNGRADED", _("A record on the list is not graded yet; the grading authority must decide first."))
OPEN_CASE = Obstacle("OPEN_CASE", _("A case on the list is not closed; the handling officer must close it first."))
ON_ANOTHER_SLIP = Obstacle(
    "ON_ANOTHER_SLIP", _("Something on the list stands on another running destruction slip; wait until that one has ended.")
)

ELECTRONIC_ALONE = Obstacle("ELECTRONIC_ALONE", _("The electronic original goes only together with its record; choose the record instead."))

# Neutral: whom a record accuses must not learn here that it does.
SOMEONE_ELSE = Obstacle("SOMEONE_ELSE", _("This destruction must be executed and witnessed by someone else."), True)
NOT_CLERK = Obstacle("NOT_CLERK", _("Only a security clerk opens the execution of a destruction."), True)
ON_THE_SLIP = Obstacle("ON_THE_SLIP", _("You are on this slip already; this must be done by someone else."), True)
LAPSED = Obstacle("LAPSED", _("This slip was not executed in time and has lapsed; the applicant must file a new one."))
WRONG_NUMBER = Obstacle("WRONG_NUMBER", _("This is not the number of this slip; type it exactly as it stands at the top."))
TOO_FEW_WITNESSES = Obstacle(
    "TOO_FEW_WITNESSES", _("Fewer than two witnesses are free for this slip; ask the security administrator to appoint one.")
)
NOT_WITNESS = Obstacle("NOT_WITNESS", _("Only those appointed as destruction witnesses witness a destruction."), True)
NOT_OPENED = Obstacle("NOT_OPENED", _("No execution of this slip is open; the security clerk must open it first."))
ALREADY_WITNESSED = Obstacle("ALREADY_WITNESSED", _("You have witnessed this slip; the second witness must be someone else."), True)
TWO_HAVE_WITNESSED = Obstacle("TWO_HAVE_WITNESSED", _("Two witnesses have signed; the destruction is under way."))
TOO_LATE = Obstacle("TOO_LATE", _("The time for witnessing is over; the security clerk must open the execution again."))
NOT_SIX_PEOPLE = Obstacle("NOT_SIX_PEOPLE", _("Applicant, approvers, executor and witnesses must be six different people."))
OUT_OF_OFFICE = Obstacle("OUT_OF_OFFICE", _("The executor or a witness no longer holds the office; the execution must be opened again."))

RUNS = Obstacle("DESTRUCTION_RUNS", _("The destruction of this is being executed; it is not lent any more."))


# ------------------------------------------------------------------ what is listed


def obstacles_to_filing(records: list[GradedRecord], carriers: list[Carrier], person: Person, *, on: date) -> Iterator[Obstacle]:
    """Asked under the locks of everything listed. `carriers`: those of the records and those listed alone."""
    if not records and not carriers:
        yield NOTHING_CHOSEN
        return
    units = owning_units(records, carriers)
    if None in units:
        yield NO_UNIT
    elif len(units) > 1:
        yield TWO_UNITS
    if not all(unit and person.holds(Office.REGISTRAR, unit=unit) for unit in units):
        yield NOT_REGISTRAR
    elif not sees_all(records, carriers, person, on=on):
        yield NOT_OPEN_TO_YOU
    if any(is_electronic_alone(carrier, records) for carrier in carriers):
        yield ELECTRONIC_ALONE
    yield from obstacles_in_things(records, carriers)
    if running_lines(records, carriers).exists():
        yield ON_ANOTHER_SLIP


def sees_all(records: list[GradedRecord], carriers: list[Carrier], person: Person, *, on: date) -> bool:
    """Nobody lists what they may not see: cleared and in scope for every record, also of a carrier that goes alone; state carriers
    without a record only who keeps the ledger."""
    alone = {carrier.pk for carrier in carriers if carrier.level_id}
    if visible_carriers(person, on=on).filter(pk__in=alone).count() < len(alone):
        return False
    wanted = {record.pk for record in records} | {carrier.record_id for carrier in carriers if carrier.record_id}
    return visible_records(person, on=on).filter(pk__in=wanted).count() == len(wanted)


def is_electronic_alone(carrier: Carrier, records: list[GradedRecord]) -> bool:
    """A record without its electronic original would still be readable."""
    own = {record.pk for record in records}
    return carrier.kind == Carrier.Kind.ELECTRONIC and carrier.record_id is not None and carrier.record_id not in own


def owning_units(records: Iterable[GradedRecord], carriers: Iterable[Carrier]) -> set[Unit | None]:
    """Units of the records; a carrier without a record belongs to its keeper's unit."""
    return {record.unit for record in records} | {_unit_of(carrier) for carrier in carriers}


def owning_unit(records: Iterable[GradedRecord], carriers: Iterable[Carrier]) -> Unit:
    """The one unit of everything listed; asked after nothing stood in the way."""
    (unit,) = owning_units(records, carriers)
    assert unit is not None  # noqa: S101 - NO_UNIT was refused before
    return unit


def _unit_of(carrier: Carrier) -> Unit | None:
    if carrier.record is not None:
        return carrier.record.unit
    return carrier.keeper.main_unit if carrier.keeper else None


def obstacles_in_things(records: list[GradedRecord], carriers: list[Carrier]) -> Iterator[Obstacle]:
    """What forbids destroying these now; asked at filing, at execution, by each witness and by the worker. Basis: THREATS T75."""
    about = {record.pk: record for record in [*records, *(carrier.record for carrier in carriers if carrier.record)]}
    if any(r.destroyed_on for r in about.values()) or any(c.status == Carrier.Status.DESTROYED for c in carriers):
        yield GONE
        return
    if open_loans_of(carriers).exists() or any(running_loans(record).exists() for record in records):
        yield ON_LOAN
    if any(record.level_id is None for record in about.values()):
        yield UNGRADED
    if Petition.objects.filter(pk__in=list(about)).exclude(status__in=OVER).exists():
        yield OPEN_CASE


def highest(things: Iterable[GradedRecord | Carrier]) -> GradedRecord | Carrier | None:
    """What bears the highest level among graded records and state carriers that are lines alone."""
    graded = [thing for thing in things if thing.level is not None]
    return min(graded, key=_order, default=None)


def _order(thing: GradedRecord | Carrier) -> tuple:
    """Declassified counts as lower than any level."""
    assert thing.level is not None  # noqa: S101 - asked of what is graded only
    declassified = isinstance(thing, GradedRecord) and thing.declassified_on is not None
    return (declassified, strictness(thing.level), str(thing.pk))


def highest_mark(records: list[GradedRecord]) -> Mark | None:
    """The mark of a page about several records; one that is not graded counts as the highest."""
    ungraded = [record for record in records if record.level is None]
    found = ungraded[0] if ungraded else highest(records)
    return found.mark if found else None


# ------------------------------------------------------------------ the execution


def obstacles_to_opening(slip: DestructionSlip, person: Person, *, on: date, typed: str | None = None) -> Iterator[Obstacle]:
    """Why this person cannot open the execution. `typed`: the number as confirmed, None while it is not asked yet."""
    yield from obstacles_to_carrying_out(slip, on=on)
    if slip.status != Status.APPROVED:
        return
    if has_lapsed(slip, on=on):
        yield LAPSED
    if not person.holds(Office.SECURITY_CLERK):
        yield NOT_CLERK
    if person.pk in signed_up(slip):
        yield ON_THE_SLIP
    elif person.pk in _kept_out(slip, on):
        yield SOMEONE_ELSE
    if len(free_witnesses(slip, on=on, beside=person)) < 2:
        yield TOO_FEW_WITNESSES
    yield from obstacles_in_things(*slip.things())
    if typed is not None and typed != slip.number:
        yield WRONG_NUMBER


def obstacles_to_witnessing(slip: DestructionSlip, person: Person, *, on: date, at: datetime) -> Iterator[Obstacle]:
    """Why this person cannot witness now. Basis: THREATS T76."""
    if slip.status != Status.EXECUTING:
        yield NOT_OPENED
        return
    if not person.holds(Office.DESTRUCTION_WITNESS):
        yield NOT_WITNESS
    if person.pk in signed_up(slip) | {slip.executor_id}:
        yield ON_THE_SLIP
    elif person.pk in _kept_out(slip, on):
        yield SOMEONE_ELSE
    elif person.pk in (slip.first_witness_id, slip.second_witness_id):
        yield ALREADY_WITNESSED
    elif slip.is_witnessed:
        yield TWO_HAVE_WITNESSED
    elif is_too_late(slip, at=at):
        yield TOO_LATE
    yield from obstacles_in_signatures(slip, on=on)
    yield from obstacles_in_things(*slip.things())


def signed_up(slip: DestructionSlip) -> set:
    """Applicant and signers."""
    return {slip.applicant_id} | {signature.signer_id for signature in slip.signatures}


def _kept_out(slip: DestructionSlip, on: date) -> set:
    """Nobody executes or witnesses the destruction of what accuses them, or of what they stay away from. Basis: DOMAIN §3.4; T72."""
    return kept_out([slip], on=on).get(slip.pk, set())


def free_witnesses(slip: DestructionSlip, *, on: date, beside: Person | None = None) -> list[Person]:
    """Holders of the witness office who are nothing else on the slip and whom no wall keeps out of anything on it."""
    taken = signed_up(slip) | _kept_out(slip, on) | ({beside.pk} if beside else {slip.executor_id})
    return [person for person in holders(Office.DESTRUCTION_WITNESS, on=on) if person.pk not in taken]


def is_too_late(slip: DestructionSlip, *, at: datetime) -> bool:
    """Also where the clock was set back to before the opening: nobody can tell any more how long it has been open."""
    until = witnessed_until(slip)
    return until is not None and not slip.opened_at - timedelta(minutes=1) <= at <= until


def witnessed_until(slip: DestructionSlip) -> datetime | None:
    """The moment by which both witnesses must have signed; None while no execution is open."""
    if slip.opened_at is None:
        return None
    return slip.opened_at + timedelta(minutes=settings.DESTRUCTION_WITNESS_MINUTES)


# ------------------------------------------------------------------ the worker


def lacks_authority(slip: DestructionSlip) -> bool:
    """Whether the slip as it stands orders nothing: whoever sent the message, nothing happens. Basis: THREATS F4, T46."""
    return slip.status != Status.EXECUTING or not slip.is_witnessed


def obstacles_to_destroying(slip: DestructionSlip, *, on: date) -> Iterator[Obstacle]:
    """The whole authority, derived anew from the database before anything is decided for good."""
    people = [*signed_up(slip), slip.executor_id, slip.first_witness_id, slip.second_witness_id]
    if len(set(people)) < len(people) or len(people) < 6:
        yield NOT_SIX_PEOPLE
    if slip.second_witness_at and is_too_late(slip, at=slip.second_witness_at):
        yield TOO_LATE
    if not _hold_office(slip):
        yield OUT_OF_OFFICE
    yield from obstacles_in_signatures(slip, on=on)
    yield from obstacles_in_things(*slip.things())


def _hold_office(slip: DestructionSlip) -> bool:
    """Whether executor and witnesses held their offices on the day they signed."""
    day = timezone.localdate(slip.second_witness_at)
    clerks = {person.pk for person in holders(Office.SECURITY_CLERK, on=day)}
    witnesses = {person.pk for person in holders(Office.DESTRUCTION_WITNESS, on=day)}
    return slip.executor_id in clerks and {slip.first_witness_id, slip.second_witness_id} <= witnesses


def obstacles_to_lending(record: GradedRecord, carriers: list[Carrier]) -> Iterator[Obstacle]:
    """Registered with custody: once an execution is open, nothing on it is lent. Basis: THREATS T68, F9."""
    lines = running_lines([record], carriers).filter(slip__status__in=[Status.EXECUTING, Status.EXECUTED])
    if lines.exists():
        yield RUNS
