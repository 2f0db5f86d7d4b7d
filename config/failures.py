"""Tasks that failed: noted by ids only, shown to the administrators, settled when the same task succeeds."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.models import Result
from config import events
from config.models import FailedTask
from personnel.models import Person
from personnel.offices import ADMINISTRATORS
from personnel.worklist import WorkItem

AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{1,18}|\d{4}-\d\d-\d\d")
UNREADABLE = "?"
KEPT = 400


def note_failure(task: str, args: Sequence[object], problem: BaseException) -> None:
    """One open row for a task and its ids, counted up, and an entry in the trail each time."""
    ids, now = ids_of(args), timezone.now()
    with transaction.atomic():
        known = FailedTask.objects.select_for_update().filter(task=task, ids=ids, settled_at=None)
        if not known.update(times=F("times") + 1, last_at=now, problem=kind_of(problem)):
            FailedTask.objects.create(task=task, ids=ids, problem=kind_of(problem), first_at=now, last_at=now)
        record(events.TASK_FAILED, actor=None, result=Result.FAILED, facts={"task": task, "ids": ids, "problem": kind_of(problem)})


def settle(task: str, args: Sequence[object]) -> None:
    FailedTask.objects.filter(task=task, ids=ids_of(args), settled_at=None).update(settled_at=timezone.now())


def open_failures() -> QuerySet[FailedTask]:
    return FailedTask.objects.filter(settled_at=None)


def ids_of(args: Sequence[object]) -> str:
    """What a message was sent with, where it is an id, a number or a day; anything else might be content."""
    return ",".join(str(arg) if AN_ID.fullmatch(str(arg)) else UNREADABLE for arg in args)[:KEPT]


def kind_of(problem: BaseException) -> str:
    """The exception's name and the server's code, without its message."""
    state = getattr(problem.__cause__ or problem, "sqlstate", None)
    return (type(problem).__name__ + (f" [{state}]" if state else ""))[:120]


def waiting(person: Person, on: date) -> list[WorkItem]:
    """The line on the worklist of the administrators."""
    if not person.office_codes() & ADMINISTRATORS:
        return []
    return [
        WorkItem(kind="failed", label=_("This task failed."), number=failed.task, url="/operations/", since=_day(failed.first_at))
        for failed in open_failures()[:20]
    ]


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
