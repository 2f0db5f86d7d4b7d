"""One order of locks for everybody: records by id, then carriers by id, then the slip. Basis: THREATS F9, T68."""

from collections.abc import Iterable
from uuid import UUID

from classification.models import GradedRecord
from custody.models import Carrier
from destruction.models import DestructionItem, DestructionSlip


def lock_things(record_ids: Iterable[UUID], carrier_ids: Iterable[UUID]) -> tuple[list[GradedRecord], list[Carrier]]:
    """Records and carriers as they stand now, held until the transaction ends; records of the carriers are held too."""
    wanted, loose = set(record_ids), set(carrier_ids)
    dossiers = wanted | set(Carrier.objects.filter(pk__in=loose, record__isnull=False).values_list("record_id", flat=True))
    _held(GradedRecord, dossiers)
    _held(Carrier, loose)
    records = GradedRecord.objects.filter(pk__in=wanted).select_related("unit", "level").order_by("pk")
    carriers = Carrier.objects.filter(pk__in=loose).select_related("record__unit", "keeper").order_by("number")
    return list(records), list(carriers)


def lock_slip(slip_id: UUID) -> DestructionSlip:
    """The slip, after everything it lists."""
    lines = DestructionItem.objects.filter(slip=slip_id).values_list("record_id", "carrier_id")
    lock_things({record for record, _ in lines if record}, {carrier for _, carrier in lines if carrier})
    return DestructionSlip.objects.select_for_update().get(pk=slip_id)


def _held(model, ids: set[UUID]) -> None:
    list(model.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk", flat=True))
