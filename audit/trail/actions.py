"""Writing to the trail. `record` is the only way an entry comes to be."""

from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from audit.trail import canonical, context
from audit.trail.events import Event
from audit.trail.models import WRITTEN_AT, Circle, Entry, Result
from vault import clock, keys, suites
from vault.copying import copy_in
from vault.identity import uuid7

PURPOSE = "trail"


def record(
    event: Event,
    *,
    actor,
    subject: models.Model | None = None,
    dossier_id: UUID | None = None,
    result: Result = Result.DONE,
    reason: str = "",
    facts: dict | None = None,
    text: str = "",
    at: datetime | None = None,
) -> Entry:
    """Writes one entry in the running transaction; no entry, no answer.

    `facts` holds codes, numbers and ids, never content. `text` is sealed by the dossier's key, so it needs a
    dossier. An unknown actor (failed sign-in) is `actor=None` with the event's own meaning.
    """
    entry = prepare(
        event,
        actor=actor,
        subject=subject,
        dossier_id=dossier_id,
        result=result,
        reason=reason,
        facts=facts,
        text=text,
        at=at,
    )
    _insert(entry)
    _note([entry])
    return entry


def _insert(entry: Entry) -> None:
    """As `save(force_insert=True)`, but for the statement, which the ORM would word anew each time: that took longer than sealing."""
    statement, fields = _statement()
    with connection.cursor() as cursor:
        cursor.execute(statement, [field.get_db_prep_save(field.pre_save(entry, add=True), connection) for field in fields])
        [entry.xid] = cursor.fetchone()
    entry._state.adding, entry._state.db = False, connection.alias


@cache
def _statement() -> tuple[str, list[models.Field]]:
    """The transaction's number is the database's to say."""
    fields = [field for field in Entry._meta.concrete_fields if field.name != "xid"]
    columns, marks = ", ".join(field.column for field in fields), ", ".join(["%s"] * len(fields))
    return f"INSERT INTO trail_entry ({columns}) VALUES ({marks}) RETURNING xid", fields  # noqa: S608 - names of columns only


def record_many(entries: list[Entry]) -> None:
    """Writes prepared entries in one statement (imports)."""
    copy_in(entries)
    _note(entries)


def prepare(event, *, actor, subject=None, dossier_id=None, result=Result.DONE, reason="", facts=None, text="", at=None):
    """An entry ready to be inserted: facts checked, text sealed, seal computed."""
    missing = set(event.facts) - set(facts or {})
    if missing:
        raise ValueError(f"{event.code} needs the facts {sorted(missing)}")
    office, circle = context.described(actor)
    here = context.origin.get()
    entry = Entry(
        id=uuid7(),
        at=at or clock.now(),
        actor_id=actor.pk if actor else None,
        office=office,
        circle=Circle(circle),
        device=here.device if here else "",
        event=event.code,
        kind=event.kind,
        subject_kind=subject._meta.model_name if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        dossier_id=dossier_id,
        result=result,
        reason=reason,
        facts={**(facts or {}), **_true_moment()},
        text=text,
    )
    Entry._meta.get_field("text").pre_save(entry, add=True)
    entry.seal = suites.current().mac(keys.purpose_key(PURPOSE), canonical.entry_bytes(entry))
    return entry


def _true_moment() -> dict[str, str]:
    """Where the clock is told, the entry says when it was really written. Basis: docs/decisions/0014."""
    return {WRITTEN_AT: timezone.now().isoformat(timespec="seconds")} if clock.is_told() else {}


def _note(entries: list[Entry]) -> None:
    here = context.origin.get()
    if here is not None:
        here.written += [entry.pk for entry in entries]
