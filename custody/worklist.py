"""What waits for a person in custody: to hand over, to take back, to bring back."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.models import Signature, Status
from approvals.rules import last_day_to_carry_out
from custody.models import BorrowSlip, LoanStatus
from custody.querysets import recalled_from_keeping
from personnel.models import Person
from personnel.offices import Office
from personnel.worklist import WorkItem


def to_hand_over(person: Person, on: date) -> Iterator[WorkItem]:
    """Approved slips, for security clerks who are not on them."""
    return _approved(_for_clerk(person, Status.APPROVED), on, "hand_over", _("Hand over"))


def to_fetch(person: Person, on: date) -> Iterator[WorkItem]:
    """Approved slips of the applicant, for as long as they may be handed over."""
    return _approved(_own(person, Status.APPROVED), on, "borrowed", _("Approved: fetch it from the security clerk"))


def to_take_back(person: Person, on: date) -> Iterator[WorkItem]:
    """Loans that are out, for security clerks who are not on them."""
    called = _("Called back, because the borrower leaves: take back")
    return _out(_for_clerk(person, LoanStatus.ON_LOAN), on, "take_back", (_("Take back"), called, _("Overdue: take back")))


def to_return(person: Person, on: date) -> Iterator[WorkItem]:
    """Loans of the borrower, with the day they are due."""
    called = _("Called back, because you leave: bring it back to the security clerk")
    labels = (_("Lent to you: read it and bring it back"), called, _("Overdue: bring it back to the security clerk"))
    return _out(_own(person, LoanStatus.ON_LOAN), on, "borrowed", labels)


def to_keep_again(person: Person, on: date) -> Iterator[WorkItem]:
    """Carriers in the person's keeping that are called back; the security clerk takes them back."""
    clerk = person.holds(Office.SECURITY_CLERK)
    for line in () if clerk else recalled_from_keeping(person):
        slip, carrier = line.slip, line.carrier
        label, since = _("Called back for you: the security clerk takes it back"), timezone.localdate(slip.recalled_at)
        yield WorkItem("take_back", label, carrier.number, carrier.get_absolute_url(), since, slip.mark, slip.due_on, slip.due_on < on)


def _approved(slips: QuerySet[BorrowSlip], on: date, kind: str, label) -> Iterator[WorkItem]:
    """For as long as they may be handed over."""
    last_day = cache(last_day_to_carry_out)  # a list asks once a day of approval, not once a slip
    for slip in slips:
        approved_on = timezone.localdate(slip.approved_at)
        if on <= last_day(approved_on):
            yield _item(slip, kind, label, approved_on)


def _out(slips: QuerySet[BorrowSlip], on: date, kind: str, labels: tuple) -> Iterator[WorkItem]:
    """What is late stands apart. Labels: of what is lent, of what is called back, of what is late."""
    lent, called, late = labels
    for slip in slips:
        if slip.due_on < on:
            yield _item(slip, "overdue", late, slip.due_on, late=True)
        elif slip.recalled_at is not None:
            yield _item(slip, kind, called, timezone.localdate(slip.recalled_at))
        else:
            yield _item(slip, kind, lent, timezone.localdate(slip.handed_over_at))


def _own(person: Person, status: str) -> QuerySet[BorrowSlip]:
    return BorrowSlip.objects.filter(status=status, applicant=person).select_related("level")


def _for_clerk(person: Person, status: str) -> QuerySet[BorrowSlip]:
    if not person.holds(Office.SECURITY_CLERK):
        return BorrowSlip.objects.none()
    signed = Signature.objects.filter(signer=person).values("slip_id")
    slips = BorrowSlip.objects.filter(status=status).exclude(applicant=person).exclude(pk__in=signed)
    return slips.select_related("level")


def _item(slip: BorrowSlip, kind: str, label, since: date, late: bool = False) -> WorkItem:
    return WorkItem(
        kind=kind,
        label=label,
        number=slip.number,
        url=slip.get_absolute_url(),
        since=since,
        mark=slip.mark,
        due_on=slip.due_on,
        overdue=late,
    )
