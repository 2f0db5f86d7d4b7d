"""Which slips a person is party to, and which wait for their signature."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from approvals.chart import Chart, chart
from approvals.kept_out import kept_out
from approvals.models import OPEN, Signature, Slip, Status
from approvals.steps import signers
from personnel.models import Person


def parties(model: type[Slip], person: Person, *, on: date) -> Q:
    """The condition on a slip that makes the person party to it: applied, signed, refused, or owes it a signature. Basis: DESIGN §3."""
    signed = Signature.objects.filter(signer=person, slip_kind=model._meta.model_name).values("slip_id")
    refused = model.history.filter(history_user=person, status=Status.REFUSED).values("id")
    owed = [slip.pk for slip in owing(model, person, on=on)]
    return Q(applicant=person) | Q(pk__in=signed) | Q(pk__in=refused) | Q(pk__in=owed)


def owing(model: type[Slip], person: Person, *, on: date, now: bool = False) -> list[Slip]:
    """Open slips with a step this person may sign; with `now`, only where it is the step's turn."""
    day = _chart_for(person, on)
    units = day.under(person)
    if not units:
        return []
    open_slips = model.objects.filter(Q(owning_unit__in=units) | Q(applicant_unit__in=units), status__in=OPEN)
    slips = list(open_slips.exclude(applicant=person).select_related("applicant", "applicant_unit", "owning_unit", *model.listed_with))
    taken, barred = _signed_by([slip.pk for slip in slips]), kept_out(slips, on=on)
    for slip in slips:
        slip.counted = len(taken.get(slip.pk, ()))
    return [slip for slip in slips if person.pk in _able(slip, taken.get(slip.pk, set()), barred.get(slip.pk, set()), on, day, now)]


def _chart_for(person: Person, on: date) -> Chart:
    """Worked out once per request: every kind of slip and every list of a page asks for it. Acts ask the database anew."""
    known = person.worked_out
    if ("chart", on) not in known:
        known["chart", on] = chart(on)
    return known["chart", on]


def _able(slip: Slip, taken: set, barred: set, on: date, day: Chart, now: bool) -> set[UUID]:
    """Who may sign the steps still open; who has signed one already signs no other."""
    steps: Iterable[str] = slip.steps[len(taken) :][: 1 if now else None]
    return {
        able.pk
        for step in steps
        for able in signers(
            step,
            applicant=slip.applicant,
            applicant_unit=slip.applicant_unit,
            owning_unit=slip.owning_unit,
            taken=taken | barred,
            on=on,
            day=day,
        )
    }


def _signed_by(slips: list[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for slip_id, signer_id in Signature.objects.filter(slip_id__in=slips).values_list("slip_id", "signer_id"):
        found.setdefault(slip_id, set()).add(signer_id)
    return found
