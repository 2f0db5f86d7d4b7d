"""Why a grading cannot be proposed or decided; who reads content by office."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.authority.deciding import deciders, of_grading, passes_on
from classification.authority.reach import is_within
from classification.ceiling import is_above
from classification.gradings.along import above, is_outlasted
from classification.gradings.due import due_for_review, handled_by, standing
from classification.models import GradedRecord, Grading, SecrecyLevel
from classification.periods import Period, is_too_long, is_too_short
from classification.protection import at_stake, claimed, is_cleared_to_see, terms_in_force
from classification.querysets import is_cleared_for
from classification.scopes import members_exist
from classification.walls.querysets import LIVE, is_kept_out
from personnel.models import Person, Unit
from personnel.offices import ADMINISTRATORS, Office
from personnel.querysets import holders
from personnel.rules import principal_leaders

DESTROYED = Obstacle("DESTROYED", _("This record has been destroyed; nothing about it can be changed."))
SCHEME_OFF = Obstacle("SCHEME_OFF", _("This scheme is switched off; choose another."))
LEVEL_OFF = Obstacle("LEVEL_OFF", _("This level has been retired and takes no new grading; choose another."))
PERIOD_TOO_SHORT = Obstacle("PERIOD_TOO_SHORT", _("The period is shorter than this level demands; choose a longer one."))
ABOVE_CEILING = Obstacle(
    "ABOVE_CEILING",
    _("This installation may not hold state-secret content; register the paper as a carrier with a neutral title."),
)
PERIOD_TOO_LONG = Obstacle("PERIOD_TOO_LONG", _("The period is longer than this level allows; choose a shorter one."))
SCOPE_UNKNOWN = Obstacle("SCOPE_UNKNOWN", _("The scope names somebody who is not here any more; choose again."))
SCOPE_EMPTY = Obstacle("SCOPE_EMPTY", _("Name at least one unit, group or person who needs to know."))
OWN_PROPOSAL = Obstacle("OWN_PROPOSAL", _("You proposed this grading; someone else must decide it."), True)
NOT_AUTHORITY = Obstacle("NOT_AUTHORITY", _("Only the grading authority for this unit decides gradings."), True)
BEYOND_AUTHORITY = Obstacle(
    "BEYOND_AUTHORITY", _("This level lies above your authority; a higher grading authority or the principal leader decides it."), True
)
AUTHORITY_NOT_CLEARED = Obstacle("AUTHORITY_NOT_CLEARED", _("You are not cleared for this level."), True)
ALREADY_DECIDED = Obstacle("ALREADY_DECIDED", _("This proposal has been decided; reload the page to see how."))
NO_REASON = Obstacle("NO_REASON", _("Say why the grading is to change; the reason stands in the decision."))
NOT_GRADED = Obstacle("NOT_GRADED", _("This record is not graded yet; there is nothing to declassify."))
DECLASSIFIED = Obstacle("DECLASSIFIED", _("This record is declassified already."))
SOURCE_SECRET = Obstacle(
    "SOURCE_SECRET",
    _("What this was derived from is still secret: declassify that first, or change this grading and say why it is no longer derived."),
)
PERIOD_OVER = Obstacle(
    "PERIOD_OVER",
    _("The period is over; an extension had to be decided before. Only a higher level of the same scheme can still be proposed."),
)
PAST_ITS_SOURCE = Obstacle(
    "PAST_ITS_SOURCE",
    _("The period is over; what this was derived from keeps it secret. Enter the day on which that ends, or an earlier one."),
)
NOT_HANDLED = Obstacle("NOT_HANDLED", _("Only the handling officer answers the yearly review."), True)
NOT_DUE = Obstacle("NOT_DUE", _("No review is due here yet; reload the page to see when it is."))
BELOW_ITS_SOURCE = Obstacle(
    "BELOW_ITS_SOURCE",
    _("What this was derived from has a higher level now; propose to change the level, or say why it is no longer derived."),
)
SHORTER_THAN_ITS_SOURCE = Obstacle(
    "SHORTER_THAN_ITS_SOURCE",
    _("What this was derived from is secret for longer now; propose to change the period, or say why it is no longer derived."),
)
NOBODY_CLEARED = Obstacle(
    "NOBODY_CLEARED",
    _("Nobody who could decide this is cleared for this level; the grading authority has to be cleared for it first."),
)
ADMINISTRATORS_UNCLEARED = Obstacle("ADMINISTRATORS_UNCLEARED", _("An administrator sees no record and is not cleared for any level."))


def obstacles_to_clearing(person: Person) -> Iterator[Obstacle]:
    """Basis: REQUIREMENTS H8."""
    if person.office_codes() & ADMINISTRATORS:
        yield ADMINISTRATORS_UNCLEARED


def obstacles_to_values(
    level: SecrecyLevel, period: Period, scope: list[str], *, on: date, began: date | None = None
) -> Iterator[Obstacle]:
    """What a proposal or a decision may not say; about a record whose period runs, since when (`gradings.due.period_began`)."""
    yield from obstacles_to_grade(level, period, on=on, began=began)
    if not scope:
        yield SCOPE_EMPTY
    elif not members_exist(scope, on=on):
        yield SCOPE_UNKNOWN


def obstacles_to_grade(level: SecrecyLevel, period: Period, *, on: date, began: date | None = None) -> Iterator[Obstacle]:
    """A level that takes no new grading here, and a period it does not allow: the shortest counts from the day on which it began."""
    if not level.scheme.on:
        yield SCHEME_OFF
    if not level.on:
        yield LEVEL_OFF
    if is_above(level):
        yield ABOVE_CEILING
    if is_too_long(period, level, start=on):
        yield PERIOD_TOO_LONG
    if is_too_short(period, level, start=began or on):
        yield PERIOD_TOO_SHORT


def obstacles_to_proposing(record: GradedRecord) -> Iterator[Obstacle]:
    if record.destroyed_on is not None:
        yield DESTROYED


def obstacles_to_reason(kind: str, reason: str) -> Iterator[Obstacle]:
    """A change says why; a first grading has its basis. The database repeats it."""
    if kind != Grading.Kind.GRADING and not reason.strip():
        yield NO_REASON


def obstacles_to_declassification(record: GradedRecord) -> Iterator[Obstacle]:
    """Basis: DOMAIN §3.1 (变更、解密)."""
    if record.level_id is None:
        yield NOT_GRADED
    elif record.declassified_on is not None:
        yield DECLASSIFIED
    elif standing().filter(pk__in=record.gradings.filter(status__in=LIVE).values("source")).exists():
        yield SOURCE_SECRET


def obstacles_to_extending(record: GradedRecord, level: SecrecyLevel, period: Period, *, on: date) -> Iterator[Obstacle]:
    """An extension is decided before the period ends (still secret on its last day). Basis: DOMAIN §3.1 (BM 24).

    What its source keeps secret has not come out yet: it may be made to end with the source, no later.
    """
    stands = record.grading
    if stands is None or stands.secret_until is None or on <= stands.secret_until:
        return
    higher = level.scheme_id == stands.level.scheme_id and level.rank > stands.level.rank
    source = standing().filter(pk=stands.source_id).first() if record.declassified_on is None else None
    if not higher and source is None:
        yield PERIOD_OVER
    elif not higher and _outlasts(period, source.grading.secret_until):
        yield PAST_ITS_SOURCE


def _outlasts(period: Period, last: date | None) -> bool:
    """Long-term ends after everything."""
    return last is not None and (period.until is None or period.until > last)


def obstacles_to_reviewing(record: GradedRecord, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Basis: DOMAIN §3.1 (每年审核)."""
    if not handled_by(person).filter(pk=record.pk).exists():
        yield NOT_HANDLED
    elif not due_for_review(on=on).filter(pk=record.pk).exists():
        yield NOT_DUE
    elif above(record):
        yield BELOW_ITS_SOURCE
    elif is_outlasted(record):
        yield SHORTER_THAN_ITS_SOURCE


def obstacles_to_claiming(record: GradedRecord, level: SecrecyLevel, proposer: Person, *, on: date) -> Iterator[Obstacle]:
    """What is claimed protects at once; a level nobody may decide would shut the record for everybody."""
    if not deciders(of_grading(Grading(record=record, level=level, proposer=proposer)), on=on):
        yield NOBODY_CLEARED


def obstacles_to_level(level: SecrecyLevel, unit: Unit, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Of the level that is decided, where it is another than was proposed."""
    if not is_within(person, [level]) and person.pk not in {leader.pk for leader in principal_leaders(unit, on=on)}:
        yield BEYOND_AUTHORITY


def obstacles_to_deciding(grading: Grading, person: Person, *, on: date) -> Iterator[Obstacle]:
    if grading.status != Grading.Status.PROPOSED:
        yield ALREADY_DECIDED
        return
    if person.pk == grading.proposer_id:
        yield OWN_PROPOSAL
    elif not _answers_for(grading.record.unit, person, on):
        yield NOT_AUTHORITY
    elif person not in grading_authorities(grading, on=on):
        yield _why_not(grading, person, on)
    elif not is_cleared_to_see(person, grading.record, on=on) or not is_cleared_for(person, grading.level, on=on):
        yield AUTHORITY_NOT_CLEARED


def _answers_for(unit: Unit, person: Person, on: date) -> bool:
    """Whether decisions for this unit can come to them at all."""
    return person in holders(Office.GRADING_AUTHORITY, unit=unit, on=on) or person in principal_leaders(unit, on=on)


def _why_not(grading: Grading, person: Person, on: date) -> Obstacle:
    """What keeps somebody from deciding this who answers for the unit."""
    appointed = person in holders(Office.GRADING_AUTHORITY, unit=grading.record.unit, on=on)
    if is_kept_out(person, grading.record, on=on) or not (appointed or passes_on(of_grading(grading), on=on)):
        return NOT_AUTHORITY
    return BEYOND_AUTHORITY if appointed and not is_within(person, at_stake(grading)) else AUTHORITY_NOT_CLEARED


def grading_authorities(grading: Grading, *, on: date) -> list[Person]:
    """Who may decide."""
    return deciders(of_grading(grading), on=on)


def reads_content_by_office(record: GradedRecord, person: Person) -> bool:
    """Whether an office held for the owning unit reads content at this level without a loan (DESIGN §3)."""
    offices = set(record.level.reader_offices) if record.level else {str(Office.REGISTRAR), str(Office.UNIT_HEAD)}
    if given := terms_in_force(record):
        offices &= set(given["readers"])
    offices = offices.intersection(*(level.reader_offices for level in claimed(record)))
    return any(person.holds(Office(office), unit=record.unit) for office in offices - {Office.HANDLING_OFFICER})


def may_decide(record: GradedRecord, person: Person, *, on: date) -> bool:
    """Whether a proposal on this record waits for this person."""
    grading = record.gradings.filter(status=Grading.Status.PROPOSED).first()
    return grading is not None and not any(obstacles_to_deciding(grading, person, on=on))
