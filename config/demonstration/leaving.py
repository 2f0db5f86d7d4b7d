"""Somebody leaves in two weeks, and what they borrowed is still out; this house lets its own secrets cool off as well."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from approvals.actions import sign
from approvals.steps import signers
from config.demonstration.founding import House
from custody.actions import apply_to_borrow, hand_over
from custody.models import BorrowSlip, Carrier
from personnel.leaving.actions import open_departure_of, set_periods
from personnel.leaving.cooling import months_by_level
from personnel.leaving.models import Departure, Ground
from petitions.models import Petition
from vault.keys import key_scope

LAST_DAYS, END_OF_WORK = timedelta(days=14), time(17, 30)
COOLING_OFF = 12  # months, for the company's own secrets: what a house may set


def leave(house: House, cases: dict[str, Petition], *, on: date) -> Departure:
    """Jiang, with one carrier on loan."""
    with key_scope():
        record = cases["allowance"].record
        carriers = list(Carrier.objects.filter(record=record, kind=Carrier.Kind.ELECTRONIC))
        slip = apply_to_borrow(record, carriers=carriers, purpose="交接前核对待遇计算依据", days=3, by=house.jiang, on=on)
        _signed(slip, on)
        hand_over(slip, by=house.zhao, on=on)
        set_periods(months_by_level() | {"secret": COOLING_OFF}, by=house.secadmin)
        ends_at = timezone.make_aware(datetime.combine(on + LAST_DAYS, END_OF_WORK))
        reason = "调往示例市兴业机电有限公司工作。"
        return open_departure_of(house.jiang, ground=Ground.TRANSFERRED, ends_at=ends_at, reason=reason, by=house.secadmin, on=on)


def _signed(slip: BorrowSlip, on: date) -> None:
    taken: set = set()
    for step in slip.steps:
        able = signers(step, applicant=slip.applicant, applicant_unit=slip.applicant_unit, owning_unit=slip.owning_unit, taken=taken, on=on)
        sign(slip, by=able[0], on=on)
        taken.add(able[0].pk)
