"""What custody knows for a person's file: loans and what came back late. Numbers and days, never what was lent."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from custody.models import BorrowSlip, LoanStatus
from custody.querysets import overdue
from personnel.models import Person


def loan_rows(person: Person, on: date) -> list[tuple]:
    """Slips that were handed over: number, when, until when, when back, whether late."""
    slips = BorrowSlip.objects.filter(applicant=person, handed_over_at__isnull=False).order_by("-handed_over_at")
    return [_row(slip, on) for slip in slips]


def overdue_loans(people: list[UUID], on: date) -> int:
    """For the file of a unit: how many loans of its people should have come back."""
    return overdue(on=on).filter(applicant__in=people).count()


def _row(slip: BorrowSlip, on: date) -> tuple:
    back = timezone.localdate(slip.returned_at) if slip.returned_at else None
    late = slip.due_on < (back or on) and (back is not None or slip.status == LoanStatus.ON_LOAN)
    return slip.number, slip.handed_over_at, slip.due_on, slip.returned_at, _("Late") if late else ""
