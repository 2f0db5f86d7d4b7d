"""Which carriers, which slips: visible to whom, running, overdue, waiting."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from approvals.models import OPEN, Status
from approvals.querysets import parties
from classification.models import GradedRecord
from classification.querysets import visibility
from custody.models import BorrowSlip, Carrier, LoanedCarrier, LoanStatus
from personnel.models import Person
from personnel.offices import Office

LEDGER_KEEPERS = (Office.SECURITY_CLERK, Office.ARCHIVIST)
SLIP_READERS = (Office.SECURITY_CLERK, Office.AUDITOR)
UNDER_WAY = (*OPEN, Status.APPROVED, LoanStatus.ON_LOAN)

_CARRIER = ("record__unit", "record__level", "record__grading__level__scheme", "keeper", "level")
_SLIP = ("applicant", "applicant_unit", "owning_unit", "level", "record__petition", "handed_over_by", "received_by", "returned_by")


def visible_carriers(person: Person, *, on: date | None = None) -> QuerySet[Carrier]:
    """Ledger lines this person sees: security clerks and archivists all of them, others those of records open to them."""
    carriers = Carrier.objects.select_related(*_CARRIER)
    if any(person.holds(office) for office in LEDGER_KEEPERS):
        return carriers
    return carriers.filter(visibility(person, on=on, prefix="record__"))


def visible_slips(person: Person, *, on: date | None = None) -> QuerySet[BorrowSlip]:
    """Slips the person is party to, for security clerks and auditors all; a slip grants no need-to-know. Basis: DESIGN §3."""
    on = on or timezone.localdate()
    slips = BorrowSlip.objects.select_related(*_SLIP)
    if not person.is_active or not person.appointments_now:
        return slips.none()
    if any(person.holds(office) for office in SLIP_READERS):
        return slips
    return slips.filter(parties(BorrowSlip, person, on=on))


def reads_words(slip: BorrowSlip, person: Person, *, on: date) -> bool:
    """Whether purpose and condition are shown: to clerks and parties; auditors see number, level and dates. Basis: DESIGN §3."""
    return person.holds(Office.SECURITY_CLERK) or BorrowSlip.objects.filter(parties(BorrowSlip, person, on=on), pk=slip.pk).exists()


def running_loans(record: GradedRecord) -> QuerySet[BorrowSlip]:
    """Loans of the record handed over and not returned."""
    return BorrowSlip.objects.filter(record=record, status=LoanStatus.ON_LOAN)


def open_loans_of(carriers: Iterable[Carrier]) -> QuerySet[LoanedCarrier]:
    """Which of these carriers are out, and on which slip."""
    return LoanedCarrier.objects.filter(carrier__in=list(carriers), open=True).select_related("slip", "carrier")


def overdue(*, on: date) -> QuerySet[BorrowSlip]:
    """Loans that should have come back before this day."""
    return BorrowSlip.objects.filter(status=LoanStatus.ON_LOAN, due_on__lt=on)


def recalled_from_keeping(keeper: Person) -> QuerySet[LoanedCarrier]:
    """What is out and called back and, once it has come back, lies with this keeper again, as far as they see the line."""
    found = LoanedCarrier.objects.filter(open=True, carrier__keeper=keeper, slip__recalled_at__isnull=False)
    return (
        found.filter(carrier__in=visible_carriers(keeper).values("pk"))
        .exclude(slip__applicant=keeper)
        .select_related("slip__level", "carrier")
    )


def asked_already(person: Person, carriers: Iterable[Carrier]) -> QuerySet[BorrowSlip]:
    """The person's own slips under way for any of these carriers."""
    return BorrowSlip.objects.filter(applicant=person, status__in=UNDER_WAY, lines__carrier__in=list(carriers)).distinct()


def reads_on_loan(record: GradedRecord, person: Person, on: date) -> bool:
    """Whether the electronic original is handed over to this person and not returned. Basis: DESIGN §3."""
    return LoanedCarrier.objects.filter(
        slip__record=record, slip__applicant=person, open=True, carrier__kind=Carrier.Kind.ELECTRONIC
    ).exists()
