"""Lists narrowed by what the address asks; a value nobody offers narrows nothing."""

from datetime import date

from django.db.models import Q, QuerySet

from custody.forms import CarrierFilterForm, SlipFilterForm
from custody.models import BorrowSlip, Carrier, LoanStatus
from personnel.models import Person


def narrowed_carriers(carriers: QuerySet[Carrier], form: CarrierFilterForm) -> QuerySet[Carrier]:
    asked = _asked(form)
    if number := asked.get("q"):
        carriers = carriers.filter(Q(number__icontains=number) | Q(title__icontains=number))
    for name in ("kind", "status"):
        if asked.get(name):
            carriers = carriers.filter(**{name: asked[name]})
    return carriers


def narrowed_slips(slips: QuerySet[BorrowSlip], form: SlipFilterForm, person: Person, *, on: date) -> QuerySet[BorrowSlip]:
    asked = _asked(form)
    if number := asked.get("q"):
        slips = slips.filter(Q(number__icontains=number) | Q(record__petition__number__icontains=number))
    if asked.get("status"):
        slips = slips.filter(status=asked["status"])
    if asked.get("mine"):
        slips = slips.filter(applicant=person)
    if asked.get("overdue"):
        slips = slips.filter(status=LoanStatus.ON_LOAN, due_on__lt=on)
    return slips


def _asked(form) -> dict:
    form.is_valid()
    return form.cleaned_data
