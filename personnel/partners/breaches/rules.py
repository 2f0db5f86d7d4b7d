"""Who records a breach, and what stands in the way."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.file.losses import obstacles_to_assessing
from personnel.models import Person
from personnel.partners.breaches.models import WITH_AMOUNT, Breach, Measure
from personnel.partners.models import Agreement, State
from personnel.partners.rules import obstacles_to_keeping
from personnel.proposals.models import State as Proposed

IN_FUTURE = Obstacle("IN_FUTURE", _("What has not happened yet is not entered; correct the day."))
NOT_OF_THE_FIRM = Obstacle("NOT_OF_THE_FIRM", _("This person does not belong to the firm; choose one of its people, or nobody."))
NO_AMOUNT = Obstacle("NO_AMOUNT", _("A deduction and a compensation name an amount; a termination names none."))
MEASURE_STANDS = Obstacle("MEASURE_STANDS", _("A measure for this breach waits for the leader in charge, or is decided."))
NOTHING_TO_TERMINATE = Obstacle(
    "NOTHING_TO_TERMINATE", _("The firm has no signed agreement that could be terminated; choose another measure.")
)
OBJECTED_BEFORE = Obstacle("OBJECTED_BEFORE", _("The firm has objected to this breach; the answer will stand beside it."))
NO_OPEN_OBJECTION = Obstacle("NO_OPEN_OBJECTION", _("There is no objection here that waits for an answer."))
NOT_DECIDED = Obstacle("NOT_DECIDED", _("The measure is not decided yet; the firm objects to what was decided."))


def obstacles_to_recording(breach: Breach, by: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(by)
    if breach.happened_on > on:
        yield IN_FUTURE
    if breach.person is not None and not breach.partner.memberships.filter(person=breach.person).exists():
        yield NOT_OF_THE_FIRM
    yield from _obstacles_to_measure(breach)


def _obstacles_to_measure(breach: Breach) -> Iterator[Obstacle]:
    if (breach.measure in WITH_AMOUNT) != bool(breach.amount and breach.amount > 0):
        yield NO_AMOUNT


def obstacles_to_asking_again(breach: Breach, by: Person) -> Iterator[Obstacle]:
    """What was decided stands; what was refused, or withdrawn, is asked for in another way."""
    yield from obstacles_to_keeping(by)
    if breach.proposal is not None and breach.proposal.state not in (Proposed.REFUSED, Proposed.WITHDRAWN):
        yield MEASURE_STANDS


def obstacles_to_another_measure(breach: Breach, by: Person) -> Iterator[Obstacle]:
    yield from obstacles_to_asking_again(breach, by)
    yield from _obstacles_to_measure(breach)


def obstacles_to_assessing_loss(breach: Breach, by: Person, *, assessed_on: date, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(by)
    yield from obstacles_to_assessing(breach.happened_on, assessed_on, on=on)


def obstacles_to_deciding(breach: Breach, on: date) -> Iterator[Obstacle]:
    """Asked when it is proposed and when it is confirmed."""
    if breach.measure == Measure.TERMINATION and not terminated_by(breach, on=on).exists():
        yield NOTHING_TO_TERMINATE


def terminated_by(breach: Breach, *, on: date):
    """The firm's signed agreements that hold or are to hold."""
    return Agreement.objects.filter(partner=breach.partner, state=State.SIGNED, until__gte=on)


def obstacles_to_objecting(breach: Breach, by: Person, *, objected_on: date, on: date) -> Iterator[Obstacle]:
    """The firm has no account of its own: its words are entered by the security administrator."""
    yield from obstacles_to_keeping(by)
    if breach.proposal is None or breach.proposal.state != Proposed.CONFIRMED:
        yield NOT_DECIDED
    if breach.objected_on is not None:
        yield OBJECTED_BEFORE
    if objected_on > on:
        yield IN_FUTURE


def obstacles_to_answering(breach: Breach, by: Person) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(by)
    if breach.objected_on is None or breach.answered_at is not None:
        yield NO_OPEN_OBJECTION
