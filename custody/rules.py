"""Why something cannot be lent, handed over, taken back. Basis: DESIGN §4, DOMAIN §5.1, THREATS T54, T68, T74."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from approvals import rules as approvals
from approvals.models import Signature, Status
from audit.trail.refusals import Obstacle
from classification.models import GradedRecord, SecrecyLevel
from classification.protection import claimed, lent_under
from classification.querysets import is_cleared_for, sees
from custody import registry
from custody.models import BorrowSlip, Carrier, LoanStatus
from custody.querysets import asked_already, overdue
from personnel.leaving.querysets import open_departure
from personnel.models import Appointment, Person
from personnel.offices import Office
from personnel.querysets import holders, in_force

KEEPING = (Office.REGISTRAR, Office.SECURITY_CLERK, Office.ARCHIVIST)

NOT_IN_SCOPE = Obstacle("NOT_IN_SCOPE", _("Only who is cleared for this level and in the record's scope can borrow it."), True)
DESTROYED = Obstacle("DESTROYED", _("This record has been destroyed; nothing of it can be lent."))
OVERDUE_LOAN = Obstacle("OVERDUE_LOAN", _("You hold an overdue loan; bring it back to the security clerk before you borrow anything else."))
BORROWER_LEAVES = Obstacle(
    "BORROWER_LEAVES", _("The departure of this borrower is under way; nothing more is lent to somebody who leaves.")
)
NO_CLERK = Obstacle("NO_CLERK", _("Nobody but you holds the office of security clerk; ask the security administrator to appoint someone."))
NO_CARRIERS = Obstacle("NO_CARRIERS", _("Choose at least one carrier of this record."))
OTHER_RECORD = Obstacle("OTHER_RECORD", _("A carrier on the slip belongs to another record; file a slip for each record."))
CARRIER_DESTROYED = Obstacle("CARRIER_DESTROYED", _("A carrier on the slip has been destroyed; choose another."))
NO_DAYS = Obstacle("NO_DAYS", _("A loan lasts at least one working day."))
NO_PURPOSE = Obstacle("NO_PURPOSE", _("Say what the material is needed for."))
NOT_CLERK = Obstacle("NOT_CLERK", _("Only a security clerk hands over and takes back."), True)
ON_THE_SLIP = Obstacle("ON_THE_SLIP", _("You applied for or signed this slip; another security clerk must hand over and take back."), True)
HANDED_OVER = Obstacle("HANDED_OVER", _("This slip has been handed over already; reload the page to see where it stands."))
BORROWER_OUT = Obstacle(
    "BORROWER_OUT", _("The applicant is no longer cleared for this record or in its scope; the slip cannot be carried out.")
)
NOT_ON_LOAN = Obstacle("NOT_ON_LOAN", _("Nothing on this slip is on loan; reload the page to see where it stands."))
BORROWER_STAYS = Obstacle("BORROWER_STAYS", _("Only for a borrower who leaves does somebody else bring a loan back."))
NOT_A_BRINGER = Obstacle("NOT_A_BRINGER", _("Whoever brings the loan back is neither the borrower nor you who take it back."))
NO_PAGES = Obstacle("NO_PAGES", _("Count the pages that came back and enter their number."))
NO_CONDITION = Obstacle("NO_CONDITION", _("Say in which condition the material came back."))
NOT_LEDGER = Obstacle("NOT_LEDGER", _("Only a security clerk or a registrar of the owning unit changes the ledger."), True)
LINE_OUT = Obstacle("LINE_OUT", _("This carrier is on loan; its line is corrected after the security clerk has taken it back."))
NO_KEEPER = Obstacle("NO_KEEPER", _("Carriers are kept by a registrar, a security clerk or an archivist; choose another of them."))
EXPORT_STAYS = Obstacle("EXPORT_STAYS", _("A file somebody has taken out is not lent on; borrow the original."))
LEAVES_THEMSELF = Obstacle("LEAVES_THEMSELF", _("You leave; another security clerk or registrar gives your carriers into other hands."))
KEEPER_LEAVES = Obstacle("KEEPER_LEAVES", _("The departure of the new keeper is under way; choose somebody who stays."))
KEEPER_NOT_CLEARED = Obstacle("KEEPER_NOT_CLEARED", _("The new keeper is cleared for none of these carriers; choose another."))
LINE_CLOSED = Obstacle("LINE_CLOSED", _("This carrier has been destroyed; its line in the ledger is closed."))


def obstacles_to_borrowing(record: GradedRecord, person: Person, *, on: date) -> Iterator[Obstacle]:
    """What can be said before a form is filled in."""
    if record.destroyed_on is not None:
        yield DESTROYED
        return
    if not sees(person, record.pk, on=on):
        yield NOT_IN_SCOPE
    if settings.OVERDUE_BLOCKS_BORROWING and overdue(on=on).filter(applicant=person).exists():
        yield OVERDUE_LOAN
    if open_departure(person) is not None:
        yield BORROWER_LEAVES
    if not holders(Office.SECURITY_CLERK, on=on).exclude(pk=person.pk).exists():
        yield NO_CLERK


def obstacles_to_asking(
    record: GradedRecord, carriers: list[Carrier], *, purpose: str, days: int, person: Person, on: date
) -> Iterator[Obstacle]:
    """What stands in the way of this very slip. Asked under the record's row lock."""
    yield from obstacles_to_borrowing(record, person, on=on)
    if not carriers:
        yield NO_CARRIERS
    if not purpose.strip():
        yield NO_PURPOSE
    yield from obstacles_to_days(record, days)
    if same := asked_already(person, carriers).first():
        yield already_asked(same)
    yield from obstacles_in_carriers(record, carriers)


def obstacles_to_days(record: GradedRecord, days: int) -> Iterator[Obstacle]:
    limit = lent_under(record).working_days
    if days < 1:
        yield NO_DAYS
    elif days > limit:
        yield Obstacle("TOO_LONG", gettext("At this level a loan lasts at most %(limit)s working days.") % {"limit": limit})


def already_asked(slip: BorrowSlip) -> Obstacle:
    sentence = gettext("You have asked for this already, with the slip %(number)s; withdraw that one before you file another.")
    return Obstacle("ALREADY_ASKED", sentence % {"number": slip.number})


def obstacles_in_carriers(record: GradedRecord, carriers: list[Carrier]) -> Iterator[Obstacle]:
    """Of this record, in store, and nothing from above (a running destruction) against it."""
    if any(carrier.record_id != record.pk for carrier in carriers):
        yield OTHER_RECORD
    if any(carrier.status == Carrier.Status.DESTROYED for carrier in carriers):
        yield CARRIER_DESTROYED
    if any(carrier.kind == Carrier.Kind.EXPORT for carrier in carriers):
        yield EXPORT_STAYS
    for carrier in carriers:
        if carrier.status == Carrier.Status.ON_LOAN:
            yield on_loan(carrier)
    yield from registry.hindrances(record, carriers)


def on_loan(carrier: Carrier) -> Obstacle:
    out = carrier.loans.filter(open=True).select_related("slip").first()
    due = out.slip.due_on.isoformat() if out and out.slip.due_on else "–"
    sentence = gettext("The carrier %(number)s is on loan until %(due)s; ask again when the security clerk has it back.")
    return Obstacle("ON_LOAN", sentence % {"number": carrier.number, "due": due})


def obstacles_to_handing_over(slip: BorrowSlip, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Everything is asked again at the moment of hand-over: signatures, borrower, carriers. Basis: THREATS T06, T07."""
    if slip.status in LoanStatus.values:
        yield HANDED_OVER
        return
    yield from _obstacles_to_clerk(slip, person)
    yield from approvals.obstacles_to_carrying_out(slip, on=on)
    if slip.status != Status.APPROVED:
        return
    if approvals.has_lapsed(slip, on=on):
        yield approvals.LAPSED
    if slip.record.destroyed_on is not None:
        yield DESTROYED
    elif not sees(slip.applicant, slip.record_id, on=on):
        yield BORROWER_OUT
    if open_departure(slip.applicant) is not None:
        yield BORROWER_LEAVES
    yield from obstacles_in_carriers(slip.record, [line.carrier for line in slip.lines.select_related("carrier")])


def obstacles_to_taking_back(slip: BorrowSlip, person: Person) -> Iterator[Obstacle]:
    if slip.status != LoanStatus.ON_LOAN:
        yield NOT_ON_LOAN
    yield from _obstacles_to_clerk(slip, person)


def others_may_bring(slip: BorrowSlip) -> bool:
    """Whether somebody else brings it back in the borrower's place: only where the borrower leaves or has left."""
    return not slip.applicant.is_active or open_departure(slip.applicant) is not None


def bringers(slip: BorrowSlip, receiver: Person) -> QuerySet[Person]:
    return Person.objects.filter(is_active=True).exclude(pk__in=[slip.applicant_id, receiver.pk])


def obstacles_to_bringing(slip: BorrowSlip, bringer: Person | None, receiver: Person) -> Iterator[Obstacle]:
    """Nothing passes through other hands while the borrower is here; two people then, one who brings and one who receives."""
    if bringer is None:
        return
    if not others_may_bring(slip):
        yield BORROWER_STAYS
    elif not bringers(slip, receiver).filter(pk=bringer.pk).exists():
        yield NOT_A_BRINGER


def _obstacles_to_clerk(slip: BorrowSlip, person: Person) -> Iterator[Obstacle]:
    """Security clerk not otherwise on the slip. Basis: DESIGN §4."""
    if not person.holds(Office.SECURITY_CLERK):
        yield NOT_CLERK
    elif person.pk == slip.applicant_id or Signature.objects.filter(slip_id=slip.pk, signer=person).exists():
        yield ON_THE_SLIP


def clerks_for(slip: BorrowSlip, *, on: date) -> list[Person]:
    """Security clerks who are not otherwise on the slip."""
    signed = Signature.objects.filter(slip_id=slip.pk).values("signer_id")
    return list(holders(Office.SECURITY_CLERK, on=on).exclude(pk=slip.applicant_id).exclude(pk__in=signed))


def expected_pages(slip: BorrowSlip) -> int | None:
    """Pages of the paper on the slip; None where there is no paper or its pages were never counted."""
    pages = [line.carrier.pages for line in paper_lines(slip)]
    return None if not pages or None in pages else sum(pages)


def paper_lines(slip: BorrowSlip):
    return slip.lines.filter(carrier__kind=Carrier.Kind.PAPER).select_related("carrier")


def obstacles_to_return_values(slip: BorrowSlip, *, pages: int | None, condition: str, difference: str) -> Iterator[Obstacle]:
    """The check of pages and condition; a difference must be acknowledged in words. Basis: DOMAIN §5.1."""
    if pages is None and paper_lines(slip).exists():
        yield NO_PAGES
    if not condition.strip():
        yield NO_CONDITION
    if pages_differ(slip, pages) and not difference.strip():
        sentence = gettext("The ledger lists %(expected)s pages and %(returned)s came back; say in words what is missing or was added.")
        yield Obstacle("PAGES_DIFFER", sentence % {"expected": expected_pages(slip), "returned": pages})


def pages_differ(slip: BorrowSlip, pages: int | None) -> bool:
    expected = expected_pages(slip)
    return pages is not None and expected is not None and pages != expected


def keepers(*, on: date) -> QuerySet[Person]:
    """Who may keep carriers: registrars, security clerks, archivists."""
    held = in_force(Appointment.objects.filter(office__in=KEEPING), on=on)
    return Person.objects.filter(is_active=True, appointments__in=held).distinct()


def obstacles_to_giving_of(former: Person, by: Person) -> Iterator[Obstacle]:
    """Whoever leaves does not clear their own desk by themself."""
    if former.pk == by.pk and open_departure(by) is not None:
        yield LEAVES_THEMSELF


def obstacles_to_giving(lines: list[Carrier], former: Person, keeper: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    if not lines:
        yield NOT_LEDGER
    yield from obstacles_to_giving_of(former, by)
    if keeper.pk == former.pk or not keepers(on=on).filter(pk=keeper.pk).exists():
        yield NO_KEEPER
    elif open_departure(keeper) is not None:
        yield KEEPER_LEAVES
    elif not open_to(keeper, lines, on=on):
        yield KEEPER_NOT_CLEARED


def open_to(keeper: Person, lines: list[Carrier], *, on: date) -> list[Carrier]:
    """Of these lines, those for whose levels the keeper is cleared."""
    levels = {level for line in lines for level in _levels_of(line)}
    known = {level for level in levels if is_cleared_for(keeper, level, on=on)}
    return [line for line in lines if known.issuperset(_levels_of(line))]


def _levels_of(line: Carrier) -> list[SecrecyLevel | None]:
    if line.record is None:
        return [line.level]
    return ([] if line.record.declassified_on else [line.record.level]) + claimed(line.record)


def obstacles_to_describing(carrier: Carrier, person: Person) -> Iterator[Obstacle]:
    """Kept by the security clerk and by the registrar of the owning unit; not while pages are out to be counted (T54)."""
    owns = carrier.record is not None and person.holds(Office.REGISTRAR, unit=carrier.record.unit)
    if not (owns or person.holds(Office.SECURITY_CLERK)):
        yield NOT_LEDGER
    if carrier.status == Carrier.Status.DESTROYED:
        yield LINE_CLOSED
    elif carrier.status == Carrier.Status.ON_LOAN:
        yield LINE_OUT
