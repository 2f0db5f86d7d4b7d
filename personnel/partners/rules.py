"""Who keeps firms and draws up agreements, and what stands in the way. Basis: REQUIREMENTS H3, H7."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.gate.models import PledgeText
from personnel.gate.pledging import hash_of
from personnel.models import Appointment, Person, Unit
from personnel.offices import Office
from personnel.partners.binding import payload_of
from personnel.partners.condition import OFFICE_OF_THE_HOUSE, OWN_HOUSE
from personnel.partners.models import Agreement, Membership, Partner, State
from personnel.querysets import members

NOT_KEEPER = Obstacle("NOT_SECURITY_ADMIN", _("Only the security administrator keeps partner firms."), True)
NO_TEXT = Obstacle("NO_TEXT", _("There is no text of the agreement yet; the security administrator publishes one."))
BACKWARDS = Obstacle("ENDS_BEFORE", _("The last day lies before the first; correct the days."))
OVER_ALREADY = Obstacle("OVER_ALREADY", _("The last day has passed; an agreement is drawn up for a time to come."))
OTHER_UNIT = Obstacle("OTHER_UNIT", _("Whoever answers for the firm sits in the unit that answers for it; choose somebody of that unit."))
NOT_A_DRAFT = Obstacle("NOT_A_DRAFT", _("This agreement is signed or discarded; draw up a new one."))
SIGNED_IN_FUTURE = Obstacle("SIGNED_IN_FUTURE", _("The firm's signature is recorded after it was given; correct the day."))
CHANGED = Obstacle("AGREEMENT_CHANGED", _("The agreement has changed since this was proposed; propose it anew."))
SIGNED_FOR = Obstacle(
    "SIGNED_FOR",
    _("This firm is named in an agreement that is signed; enter another firm, or discard the draft that waits for a signature."),
)
KNOWN_ALREADY = Obstacle("KNOWN_ALREADY", _("A firm of this name or registration code is entered already; look for it in the list."))
BELONGS_ALREADY = Obstacle("BELONGS_ALREADY", _("This person belongs to a partner firm already."))

_waits = Q(state=State.DRAFT, firm_signed_on__isnull=False)


def obstacles_to_keeping(by: Person) -> Iterator[Obstacle]:
    if not by.holds(Office.SECURITY_ADMIN):
        yield NOT_KEEPER


def obstacles_to_correcting(partner: Partner, by: Person, *, changed: bool) -> Iterator[Obstacle]:
    """Name, code and answering unit are what is signed: changed alone, one firm would work under the agreement of another."""
    yield from obstacles_to_keeping(by)
    signed = Agreement.objects.filter(partner=partner).filter(Q(state__in=(State.SIGNED, State.ENDED)) | _waits)
    if changed and signed.exists():
        yield SIGNED_FOR


def obstacles_to_joining(person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(by)
    if Membership.objects.filter(person=person, until=None).exists():
        yield BELONGS_ALREADY
    if Appointment.objects.filter(person=person, office__in=OWN_HOUSE).exclude(until__lt=on).exists():  # also one still to begin
        yield OFFICE_OF_THE_HOUSE


def obstacles_to_drafting(
    unit: Unit, by: Person, *, text: PledgeText | None, since: date, until: date, responsible: Person, on: date
) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(by)
    if text is None:
        yield NO_TEXT
    if until < since:
        yield BACKWARDS
    elif until < on:
        yield OVER_ALREADY
    if not members(unit, on=on).filter(pk=responsible.pk).exists():
        yield OTHER_UNIT


def obstacles_to_changing(agreement: Agreement, by: Person) -> Iterator[Obstacle]:
    """To discard a draft, or to record the firm's signature."""
    yield from obstacles_to_keeping(by)
    if agreement.state != State.DRAFT:
        yield NOT_A_DRAFT


def obstacles_to_firms_signature(agreement: Agreement, by: Person, *, signed_on: date, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_changing(agreement, by)
    if signed_on > on:
        yield SIGNED_IN_FUTURE


def obstacles_to_concluding(agreement: Agreement, seen: str) -> Iterator[Obstacle]:
    """`seen`: hash of what was proposed."""
    if agreement.state != State.DRAFT:
        yield NOT_A_DRAFT
    elif agreement.payload_hash != seen or hash_of(payload_of(agreement)) != seen:
        yield CHANGED
