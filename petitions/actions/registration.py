"""Register petitions: one from the form, or many from an import, by the same path."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from approvals.numbering import next_numbers
from audit.trail import actions as trail
from audit.trail.refusals import demand
from classification import admissions
from classification.models import GradedRecord
from personnel.models import Person, Unit
from petitions import events, indexes, registry, rules
from petitions.actions.walls import keep_out_accused
from petitions.choices import series_of
from petitions.models import Petition, Petitioner
from petitions.phones import normalise_phone
from vault import clock, keys
from vault.history import bulk_remember
from vault.identity import uuid7


@dataclass(frozen=True)
class Registration:
    """Everything a registrar enters, already cleaned (`petitions.texts`, `identity_numbers`, `phones`).

    No name means anonymous. `reply`, `extra`, `source` and `source_number` come from imports only.
    """

    channel: str
    received_on: date
    subject: str
    body: str
    category: str
    information_category: str
    petitioner_name: str = ""
    petitioner_id_number: str = ""
    petitioner_phone: str = ""
    petitioner_address: str = ""
    source: str = ""
    source_number: str = ""
    reply: str = ""
    extra: str = ""
    repeat_of: Petition | None = None


def register(data: Registration, *, by: Person, on: date, unit: Unit | None = None) -> Petition:
    """Registers one petition for the registrar's unit (or the one named). Basis: DESIGN §4."""
    return register_many([data], by=by, on=on, unit=unit)[0]


@transaction.atomic
def register_many(entries: list[Registration], *, by: Person, on: date, unit: Unit | None = None) -> list[Petition]:
    """Registers a batch, in order; all or nothing. Numbers follow the year of registration, whatever year they came in."""
    unit = unit or rules.registering_unit(by)
    demand(rules.obstacles_to_registering(by, unit))
    if not entries:
        return []
    ids = [uuid7() for _ in entries]
    keys.make_keys(ids)
    records = _open_records(ids, unit, on, by)
    numbers = _numbers(entries, on.year)
    petitions = [_petition(*row, by) for row in zip(records, numbers, entries, strict=True)]
    petitioners = [_petitioner(petition, data) for petition, data in zip(petitions, entries, strict=True)]
    bulk_remember(petitions, by=by)
    bulk_remember(petitioners, by=by)
    indexes.add_new(zip(petitions, petitioners, entries, strict=True))
    _remember(petitions, by)
    registry.tell_registered(petitions, by)
    keep_out_accused(petitions, by=by, on=on)
    return petitions


def _open_records(ids: list, unit: Unit, on: date, by: Person) -> list[GradedRecord]:
    now = clock.now()
    records = [GradedRecord(id=identifier, unit=unit, registered_on=on, registered_at=now) for identifier in ids]
    bulk_remember(records, by=by)
    admissions.project_new(records)
    return records


def _numbers(entries: list[Registration], year: int) -> list[str]:
    """Numbers in the order of the entries; each series counts for itself."""
    series = [series_of(entry.category) for entry in entries]
    given = {prefix: iter(next_numbers(prefix, year, series.count(prefix))) for prefix in sorted(set(series))}
    return [next(given[prefix]) for prefix in series]


def _petition(record: GradedRecord, number: str, data: Registration, by: Person) -> Petition:
    return Petition(
        record=record,
        number=number,
        channel=data.channel,
        received_on=data.received_on,
        category=data.category,
        information_category=data.information_category,
        subject=data.subject,
        body=data.body,
        reply=data.reply,
        extra=data.extra,
        source=data.source,
        source_number=data.source_number,
        repeat_of=data.repeat_of,
        registered_by=by,
        registered_at=record.registered_at,
    )


def _petitioner(petition: Petition, data: Registration) -> Petitioner:
    return Petitioner(
        petition=petition,
        name=data.petitioner_name,
        id_number=data.petitioner_id_number,
        phone=data.petitioner_phone,
        phone_normalised=normalise_phone(data.petitioner_phone),
        address=data.petitioner_address,
    )


def _remember(petitions: Iterable[Petition], by: Person) -> None:
    trail.record_many(
        [
            trail.prepare(events.REGISTERED, actor=by, subject=petition, dossier_id=petition.pk, facts={"number": petition.number})
            for petition in petitions
        ]
    )
