"""Which carriers, which slips: visible to whom, running, overdue, awaiting."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from classification.models import GradedRecord
from custody.models import BorrowSlip, Carrier, LoanedCarrier, LoanStatus


def running_loans(record: GradedRecord) -> QuerySet[BorrowSlip]:
    """Loans of the record handed over and not returned."""
    return BorrowSlip.objects.filter(record=record, status=LoanStatus.ON_LOAN)


def open_loans_of(carriers: Iterable[Carrier]) -> QuerySet[LoanedCarrier]:
    """Which of these carriers are out, and on which slip."""
    return LoanedCarrier.objects.filter(carrier__in=list(carriers), open=True).select_related("slip", "carrier")


def overdue(*, on: date) -> QuerySet[BorrowSlip]:
    """Loans that should have come back before this day."""
    return BorrowSlip.objects.filter(status=LoanStatus.ON_LOAN, due_on__lt=on)
