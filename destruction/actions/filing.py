"""Filing a destruction slip: everything on it is listed one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from approvals.actions import file_slip
from audit.trail.refusals import demand
from classification.models import GradedRecord, HandlingPolicy
from custody.models import Carrier
from destruction import fingerprints, rules
from destruction.locks import lock_things
from destruction.models import DestructionItem, DestructionSlip
from personnel.models import Person
from vault.identity import uuid7

POLICY = "destruction"


@dataclass(frozen=True)
class Wanted:
    """What the applicant chose: records (with all their carriers) and carriers by themselves."""

    records: frozenset[UUID]
    carriers: frozenset[UUID]

    @classmethod
    def of(cls, ids: Iterable[UUID]) -> "Wanted":
        """Sorts ids into records and carriers; others fall out."""
        chosen = set(ids)
        records = set(GradedRecord.objects.filter(pk__in=chosen).values_list("pk", flat=True))
        return cls(frozenset(records), frozenset(Carrier.objects.filter(pk__in=chosen - records).values_list("pk", flat=True)))

    def with_their_carriers(self) -> set[UUID]:
        """Every living carrier that would go."""
        living = Carrier.objects.exclude(status=Carrier.Status.DESTROYED)
        return set(living.filter(record__in=self.records).values_list("pk", flat=True)) | set(self.carriers)


@transaction.atomic
def file_destruction(wanted: Wanted, *, reason: str, method: str, by: Person, on: date) -> DestructionSlip:
    """Files the slip (保密销毁单). Refused while anything on it is on loan, ungraded, in an open case or on another slip."""
    lock_things(wanted.records, ())
    records, carriers = lock_things(wanted.records, wanted.with_their_carriers())
    demand(rules.obstacles_to_filing(records, carriers, by, on=on))
    slip = DestructionSlip(id=uuid7(), applicant=by, reason=reason, method=method, steps=_steps())
    slip.owning_unit = slip.applicant_unit = rules.owning_unit(records, carriers)
    _take_highest_level(slip, records, carriers)
    file_slip(slip, on=on, lines=_lines(slip, records, carriers))
    return slip


def _steps() -> list[str]:
    """Who signs a destruction is the same at every level (DESIGN §4)."""
    return list(HandlingPolicy.objects.get(pk=POLICY).steps)


def _take_highest_level(slip: DestructionSlip, records: list[GradedRecord], carriers: list[Carrier]) -> None:
    """A slip is never graded: it takes the highest level among its items at filing. Basis: DESIGN §3."""
    highest = rules.highest([*records, *(carrier.record or carrier for carrier in carriers)])
    if highest is not None:
        slip.level, slip.mark_text = highest.level, highest.mark.text


def _lines(slip: DestructionSlip, records: list[GradedRecord], carriers: list[Carrier]) -> list[DestructionItem]:
    """Record by record, each with all its carriers, then the carriers that go alone."""
    chosen = {record.pk for record in records}
    pairs: list[tuple[GradedRecord | None, Carrier | None]] = []
    for record in records:
        own = [carrier for carrier in carriers if carrier.record_id == record.pk]
        pairs += [(record, carrier) for carrier in own] or [(record, None)]
    pairs += [(None, carrier) for carrier in carriers if carrier.record_id not in chosen]
    return [_line(slip, position, *pair) for position, pair in enumerate(pairs, start=1)]


def _line(slip: DestructionSlip, position: int, record: GradedRecord | None, carrier: Carrier | None) -> DestructionItem:
    frozen = fingerprints.line(record, carrier)
    graded = record or (carrier.record or carrier if carrier else None)
    line = DestructionItem(
        slip=slip,
        position=position,
        record=record,
        carrier=carrier,
        level=graded.level if graded else None,
        record_number=frozen["record"],
        carrier_number=frozen["carrier"],
        kind=frozen["kind"],
        mark_text=frozen["mark"],
        pages=frozen["pages"],
        copies=frozen["copies"],
        cipher=frozen["cipher"],
    )
    line._history_user = slip.applicant
    return line
