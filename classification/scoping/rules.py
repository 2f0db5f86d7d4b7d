"""Why somebody cannot be added to a scope or taken out of it, and who decides. Basis: REQUIREMENTS G5; DOMAIN §3.1 (BM 21), §3.4."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.authority import deciding
from classification.models import GradedRecord
from classification.protection import is_cleared_to_see
from classification.rules import DESTROYED
from classification.scopes import Nameable
from classification.scoping.models import ScopeChange
from classification.scoping.querysets import scope_of
from classification.walls.querysets import is_kept_out
from personnel.groups.rules import GROUP_OVER, works
from personnel.models import Person, WorkingGroup
from personnel.offices import ADMINISTRATORS

NOT_GRADED_YET = Obstacle("NOT_GRADED_YET", _("Without a grading there is no scope; the first grading names who needs to know."))
NO_DAY = Obstacle("NO_DAY", _("Say until which day; who is added is let in for a time."))
DAY_OVER = Obstacle("DAY_OVER", _("This day is over; choose today or a later day."))
LET_IN_ALREADY = Obstacle("LET_IN_ALREADY", _("This unit, group or person is in the scope already, for as long or longer."))
NOBODY_HERE = Obstacle("NOBODY_HERE", _("This person holds no office now and would see nothing; choose somebody else."))
NAMED_ADMINISTRATOR = Obstacle("NAMED_ADMINISTRATOR", _("An administrator sees no record; choose somebody else."))
NAMED_NOT_CLEARED = Obstacle("NAMED_NOT_CLEARED", _("This person is not cleared for the level; have them cleared first."))
NAMED_KEPT_OUT = Obstacle("NAMED_KEPT_OUT", _("This person is kept out of the record and cannot be let in."))
NOT_IN_SCOPE = Obstacle("NOT_IN_SCOPE", _("This unit, group or person is not in the scope; nothing is to be taken out."))
LAST_IN_SCOPE = Obstacle("LAST_IN_SCOPE", _("Nobody whom the grading names would be left; have the record graded anew instead."))
WAITS_ALREADY = Obstacle("WAITS_ALREADY", _("A request about this unit, group or person waits already; it is decided or withdrawn first."))
DECIDED_ALREADY = Obstacle("DECIDED_ALREADY", _("This request has been decided; reload the page to see how."))
OWN_REQUEST = Obstacle("OWN_REQUEST", _("You made this request; someone else must decide it."), True)
OWN_SIGHT = Obstacle("OWN_SIGHT", _("This request is about yourself; someone else must decide it."), True)
NOT_DECIDING = Obstacle("NOT_DECIDING", _("Only the grading authority for this unit decides who needs to know."), True)
DECIDER_NOT_CLEARED = Obstacle("DECIDER_NOT_CLEARED", _("You are not cleared for this level."), True)
NOT_WITHDRAWING = Obstacle("NOT_WITHDRAWING", _("Only whoever made a request withdraws it."), True)
NO_REFUSAL = Obstacle("NO_REFUSAL", _("Say in a sentence why it is declined."))


def too_far() -> Obstacle:
    days = settings.SCOPE_LONGEST_DAYS
    return Obstacle("TOO_FAR", format_lazy(_("Nobody is added for longer than {days} days at a time; choose an earlier day."), days=days))


def obstacles_to_scoping(record: GradedRecord) -> Iterator[Obstacle]:
    """Whether the record has a scope that can be changed at all."""
    if record.destroyed_on is not None:
        yield DESTROYED
    elif record.level_id is None:
        yield NOT_GRADED_YET


def obstacles_to_adding(record: GradedRecord, named: Nameable, until: date | None, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_scoping(record)
    yield from _against_day(until, on)
    for present in scope_of(record, on=on):
        if present.named == named and (present.until is None or (until and until <= present.until)):
            yield LET_IN_ALREADY
    if isinstance(named, Person):
        yield from _against_person(record, named, on)
    elif isinstance(named, WorkingGroup) and not works(named, on=on):
        yield GROUP_OVER


def _against_day(until: date | None, on: date) -> Iterator[Obstacle]:
    if until is None:
        yield NO_DAY
    elif until < on:
        yield DAY_OVER
    elif until > on + timedelta(days=settings.SCOPE_LONGEST_DAYS):
        yield too_far()


def _against_person(record: GradedRecord, person: Person, on: date) -> Iterator[Obstacle]:
    if not person.is_active or not person.appointments_now:
        yield NOBODY_HERE
    elif person.office_codes() & ADMINISTRATORS:
        yield NAMED_ADMINISTRATOR
    elif not is_cleared_to_see(person, record, on=on):
        yield NAMED_NOT_CLEARED
    if is_kept_out(person, record, on=on):
        yield NAMED_KEPT_OUT


def obstacles_to_removing(record: GradedRecord, named: Nameable, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_scoping(record)
    present = scope_of(record, on=on)
    found = [one for one in present if one.named == named]
    if not found:
        yield NOT_IN_SCOPE
    elif found[0].until is None and not any(one.until is None for one in present if one not in found):
        yield LAST_IN_SCOPE


def obstacles_to_change(change: ScopeChange, *, on: date) -> Iterator[Obstacle]:
    """What stands in the way of what is asked for, asked again when it is granted."""
    if change.adds:
        yield from obstacles_to_adding(change.record, change.named, change.until, on=on)
    else:
        yield from obstacles_to_removing(change.record, change.named, on=on)


def deciders(change: ScopeChange, *, on: date) -> list[Person]:
    """Who may decide: never who asked, never whom it is about or whom it lets in by a group."""
    return deciding.deciders(deciding.of_change(change, on=on), on=on)


def obstacles_to_deciding(change: ScopeChange, person: Person, *, on: date) -> Iterator[Obstacle]:
    if not change.waits:
        yield DECIDED_ALREADY
    elif person.pk == change.proposer_id:
        yield OWN_REQUEST
    elif person.pk in deciding.interested(change, on=on):
        yield OWN_SIGHT
    elif person.pk not in {able.pk for able in deciders(change, on=on)}:
        yield NOT_DECIDING
    elif not is_cleared_to_see(person, change.record, on=on):
        yield DECIDER_NOT_CLEARED


def obstacles_to_withdrawing(change: ScopeChange, person: Person) -> Iterator[Obstacle]:
    if not change.waits:
        yield DECIDED_ALREADY
    elif person.pk != change.proposer_id:
        yield NOT_WITHDRAWING
