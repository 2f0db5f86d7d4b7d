"""Lock order of custody: record, slip, carriers (THREATS F9)."""

from classification.models import GradedRecord
from custody.models import BorrowSlip


def lock_record(record_id) -> GradedRecord | None:
    """The record's row first, always; whoever lends, lends out or destroys waits here for each other."""
    return GradedRecord.objects.select_for_update().filter(pk=record_id).first()


def lock_slip(slip: BorrowSlip) -> BorrowSlip:
    lock_record(slip.record_id)
    return BorrowSlip.objects.select_for_update(of=("self",)).select_related("record", "applicant").get(pk=slip.pk)
