"""Intent, shred, done: three durable transactions, each repeatable, never inside a request's transaction.

What was decided is finished by whoever comes next: the worker that was told, a message delivered again, recovery.
Basis: THREATS F1, F2, T64, T65; docs/decisions for why the tombstone belongs to the intent.
"""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone

from audit.trail.actions import record
from audit.trail.models import Result
from audit.trail.refusals import Obstacle, Refused
from classification.models import GradedRecord
from custody.actions import mark_carriers_destroyed
from destruction import certificates, events, rules
from destruction.actions.executing import close_if_unwitnessed, fall_back
from destruction.choices import Status
from destruction.locks import lock_slip
from destruction.models import DestructionSlip, ShredIntent
from destruction.querysets import unfinished
from petitions.actions import mark_destroyed
from petitions.models import Petition
from vault import blind, clock, files, keys, lock
from vault.errors import VaultError
from vault.models import SealedFile


def carry_out(asked: object, *, on: date) -> bool:
    """Destroys what a slip lists, if the database says so; answers whether the slip is destroyed now.

    `asked` is whatever the message carried. A forged, early or repeated message changes nothing and leaves an entry.
    Basis: THREATS F4, T46.
    """
    slip = _find(asked)
    if slip is None:
        return False
    with lock.only([slip.owning_unit_id], because="a slip lists things of one unit"):
        if not _decide(slip.pk, on):
            return False
        finish(slip.pk)
    return True


def _find(asked: object) -> DestructionSlip | None:
    try:
        slip = DestructionSlip.objects.filter(pk=UUID(str(asked))).first()
    except ValueError:
        slip = None
    if slip is None:
        record(events.NOT_DUE, actor=None, result=Result.DENIED, reason="NO_SUCH_SLIP")
    return slip


@transaction.atomic(durable=True)
def _decide(slip_id: UUID, on: date) -> bool:
    """The intent: after this there is no way back. Answers whether there is something to finish."""
    slip = lock_slip(slip_id)
    if slip.status == Status.EXECUTED:
        return True
    if rules.lacks_authority(slip):
        record(events.NOT_DUE, actor=None, subject=slip, result=Result.DENIED, reason=slip.status.upper())
        return False
    found = list(rules.obstacles_to_destroying(slip, on=on))
    if found:
        _stop(slip, found)
        return False
    _intend(slip, on)
    return True


def _stop(slip: DestructionSlip, found: list[Obstacle]) -> None:
    fall_back(slip, events.STOPPED, reason=",".join(obstacle.code for obstacle in found)[:200])


def _intend(slip: DestructionSlip, on: date) -> None:
    records, _ = slip.things()
    ShredIntent.objects.create(slip=slip, dossier_ids=[record.pk for record in records], payload_hash=slip.payload_hash)
    slip.move_to(Status.EXECUTED, by=slip.executor, executed_at=clock.now())
    for graded in records:
        _close(graded, slip, on)
    record(events.DECIDED, actor=slip.executor, subject=slip, facts={"number": slip.number})


def _close(graded: GradedRecord, slip: DestructionSlip, on: date) -> None:
    """The record's page becomes its tombstone before the key goes: nobody ever meets content half gone."""
    petition = Petition.objects.filter(pk=graded.pk).first()
    if petition is not None:
        mark_destroyed(petition, by=slip.executor, on=on)
        return
    graded.destroyed_on = on
    graded.keep(by=slip.executor)


def finish(slip_id: UUID) -> None:
    """Shreds and closes what was decided; may be repeated at any point."""
    intent = ShredIntent.objects.get(pk=slip_id)
    _shred(intent)
    _close_slip(intent)


def _shred(intent: ShredIntent) -> None:
    """The keys first: from here no copy of anything opens. Then the sealed files, which are only clutter now."""
    with transaction.atomic(using="keystore", durable=True):
        keys.shred(intent.dossier_ids)
    files.forget(intent.dossier_ids)


@transaction.atomic(durable=True)
def _close_slip(intent: ShredIntent) -> None:
    """Done: index rows gone, carriers struck off, the certificate written once."""
    slip = lock_slip(intent.pk)
    if slip.status == Status.DESTROYED:
        return
    if keys.alive(intent.dossier_ids):
        raise VaultError("a key to be destroyed is still there")
    if SealedFile.objects.filter(dossier_id__in=intent.dossier_ids).exists():
        raise VaultError("a file to be destroyed is still there")
    blind.forget(intent.dossier_ids)
    _, carriers = slip.things()
    mark_carriers_destroyed(carriers, by=slip.executor, on=timezone.localdate(slip.executed_at))
    now = clock.now()
    slip.move_to(Status.DESTROYED, by=slip.executor, destroyed_at=now)
    certificates.issue(slip, records=len(intent.dossier_ids), at=now)
    facts = {"number": slip.number, "records": len(intent.dossier_ids), "carriers": len(carriers)}
    record(events.DESTROYED, actor=slip.executor, subject=slip, facts=facts)


@dataclass
class Recovery:
    """What recovery found and did, by number of slips."""

    finished: int = 0
    closed: int = 0
    failed: int = 0

    def figures(self) -> dict[str, int]:
        return asdict(self)


def recover_all(*, on: date) -> Recovery:
    """Finishes what was decided, begins what was witnessed by two, closes executions nobody witnessed in time.

    Runs before serving, at the worker's start and every five minutes. One slip in trouble does not hold up the others.
    """
    done = Recovery()
    for pk in list(unfinished().values_list("pk", flat=True)):
        try:
            _recover(pk, done, on)
        except (DatabaseError, VaultError, Refused, OSError):
            done.failed += 1
    return done


def _recover(pk: UUID, done: Recovery, on: date) -> None:
    """Reads the slip anew: while others were recovered a worker may have finished this one."""
    slip = unfinished().filter(pk=pk).first()
    if slip is None:
        return
    if slip.status == Status.EXECUTED:
        with lock.only([slip.owning_unit_id], because="a slip lists things of one unit"):
            finish(slip.pk)
        done.finished += 1
    elif slip.is_witnessed:
        done.finished += carry_out(slip.pk, on=on)
    else:
        done.closed += close_if_unwitnessed(slip)
