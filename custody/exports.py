"""A file taken out is a copy: at the levels that say so it enters the ledger, kept by whoever took it. Basis: REQUIREMENTS P11."""

from datetime import date
from uuid import UUID

from django.db import transaction

from approvals.numbering import next_numbers
from audit.trail.actions import record
from classification.protection import keeps_exports
from custody import events
from custody.actions import CARRIER_SERIES
from custody.locking import lock_record
from custody.models import Carrier
from personnel.models import Person
from petitions.models import Petition


@transaction.atomic
def enter_export(petition: Petition, file: UUID, by: Person, on: date) -> None:
    """One line a person, file and day: a download that goes on or is begun anew the same day is the same copy."""
    if not keeps_exports(petition.record):
        return
    lock_record(petition.pk)
    copy = {"record": petition.record, "kind": Carrier.Kind.EXPORT, "title": f"{petition.number} · {file.hex[-6:]}", "keeper": by}
    if Carrier.objects.filter(**copy, made_on=on).exclude(status=Carrier.Status.DESTROYED).exists():
        return
    (number,) = next_numbers(CARRIER_SERIES, on.year, 1)
    carrier = Carrier(**copy, made_on=on, number=number)
    carrier.keep(by=by)
    record(events.EXPORT_KEPT, actor=by, subject=carrier, dossier_id=petition.pk, facts={"number": number})
