"""The execution: opened by the executor, witnessed by two, or closed again."""

from datetime import date

from celery import current_app
from django.db import transaction

from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.models import Result
from audit.trail.refusals import Refused, demand
from destruction import events, rules
from destruction.choices import Status
from destruction.locks import lock_slip
from destruction.models import DestructionSlip
from personnel.models import Person
from vault import clock

TASK = "destruction.tasks.carry_out"


@transaction.atomic
def open_execution(slip: DestructionSlip, *, typed: str, by: Person, on: date) -> DestructionSlip:
    """The executor opens it; the caller has asked for fresh proof of identity, `typed` confirms the number.

    From here the witnesses have DESTRUCTION_WITNESS_MINUTES.
    """
    slip = lock_slip(slip.pk)
    demand(rules.obstacles_to_opening(slip, by, on=on, typed=typed))
    slip.move_to(Status.EXECUTING, by=by, executor=by, opened_at=clock.now())
    record(events.OPENED, actor=by, subject=slip, facts={"number": slip.number})
    return slip


def witness(slip: DestructionSlip, *, by: Person, on: date) -> DestructionSlip:
    """One witness's signature; the second starts the shredding. The caller has asked for fresh proof of identity.

    Too late, the execution is closed at once, and the refusal says so.
    """
    try:
        return _witness(slip, by=by, on=on)
    except Refused as refused:
        if rules.TOO_LATE in refused.obstacles:
            close_if_unwitnessed(slip)
        raise


@transaction.atomic
def _witness(slip: DestructionSlip, *, by: Person, on: date) -> DestructionSlip:
    slip, now = lock_slip(slip.pk), clock.now()
    demand(rules.obstacles_to_witnessing(slip, by, on=on, at=now))
    if slip.first_witness_id is None:
        slip.move_to(Status.EXECUTING, by=by, first_witness=by, first_witness_at=now)
    else:
        slip.move_to(Status.EXECUTING, by=by, second_witness=by, second_witness_at=now)
        transaction.on_commit(lambda: _start(slip), robust=True)
    record(events.WITNESSED, actor=by, subject=slip, facts={"number": slip.number})
    return slip


def _start(slip: DestructionSlip) -> None:
    """The message carries the slip's id and nothing else; recovery sends what the queue did not take.

    Whoever tells the clock carries it out as well: a worker would do it at the machine's time.
    """
    if clock.is_told():
        return
    current_app.send_task(TASK, args=[str(slip.pk)])


@transaction.atomic
def close_if_unwitnessed(slip: DestructionSlip) -> bool:
    """Closes an execution whose witnesses did not sign in time; answers whether it did."""
    slip = lock_slip(slip.pk)
    if slip.status != Status.EXECUTING or slip.is_witnessed or not rules.is_too_late(slip, at=clock.now()):
        return False
    fall_back(slip, events.UNWITNESSED)
    return True


def fall_back(slip: DestructionSlip, event: Event, *, reason: str = "") -> None:
    """Back to APPROVED, in the caller's transaction: executor and witnesses are let off, the history keeps them."""
    nobody = dict.fromkeys(("executor", "opened_at", "first_witness", "first_witness_at", "second_witness", "second_witness_at"))
    slip.move_to(Status.APPROVED, by=None, **nobody)
    record(event, actor=None, subject=slip, result=Result.FAILED, reason=reason, facts={"number": slip.number})
