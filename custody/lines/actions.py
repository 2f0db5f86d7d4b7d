"""State carriers above the ceiling: a line in the ledger with a neutral title, never content. Basis: DOMAIN §1 (C3), DESIGN §5."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from approvals.numbering import next_numbers
from audit.trail.actions import record
from audit.trail.refusals import Obstacle, demand
from classification.ceiling import ledger_only
from classification.models import Grading, SecrecyLevel
from classification.periods import Period, is_too_long
from classification.rules import PERIOD_TOO_LONG
from custody import events
from custody.actions import CARRIER_SERIES
from custody.models import Carrier
from personnel.models import Person
from personnel.offices import Office

NOT_CLERK = Obstacle("NOT_LEDGER_CLERK", _("Only a security clerk enters carriers that have no record here."), True)
HOLDS_CONTENT = Obstacle("HOLDS_CONTENT", _("What this level marks is registered with its content, not as a line alone."))


@dataclass(frozen=True)
class Line:
    """What the ledger says of a carrier whose content this installation does not hold."""

    title: str
    level: SecrecyLevel
    period: Period
    pages: int | None
    copies: int
    place: str


def obstacles_to_entering(person: Person) -> Iterator[Obstacle]:
    if not person.holds(Office.SECURITY_CLERK):
        yield NOT_CLERK


def obstacles_to_line(line: Line, *, on: date) -> Iterator[Obstacle]:
    if not ledger_only().filter(pk=line.level.pk).exists():
        yield HOLDS_CONTENT
    if is_too_long(line.period, line.level, start=on):
        yield PERIOD_TOO_LONG


@transaction.atomic
def enter_line(line: Line, *, by: Person, on: date) -> Carrier:
    """A paper carrier with a number of the ledger; its mark is kept as printed today."""
    demand(obstacles_to_entering(by))
    demand(obstacles_to_line(line, on=on))
    (number,) = next_numbers(CARRIER_SERIES, on.year, 1)
    carrier = Carrier(number=number, kind=Carrier.Kind.PAPER, title=line.title, level=line.level, mark_text=_mark(line), made_on=on)
    carrier.pages, carrier.copies, carrier.place, carrier.keeper = line.pages, line.copies, line.place, by
    carrier.keep(by=by)
    record(events.CARRIER_REGISTERED, actor=by, subject=carrier, facts={"number": number, "level": line.level.code})
    return carrier


def _mark(line: Line) -> str:
    """Worded as a grading of that level and period would be."""
    period = {"period_kind": line.period.kind, "period_value": line.period.value, "secret_until": line.period.until}
    return Grading(level=line.level, owner=settings.ORGANISATION_NAME, **period).mark_text
