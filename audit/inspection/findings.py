"""Findings by rule: what a report points at without being asked. Limits are settings. Basis: REQUIREMENTS S2."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from approvals.models import Signature, Slip
from approvals.models import Status as SlipStatus
from approvals.registry import kinds
from audit.inspection import figures
from audit.inspection.figures import UNGRADED, Figure
from audit.inspection.quarters import Stretch
from audit.inspection.remembering import states
from classification.models import GradedRecord, Grading
from custody.models import BorrowSlip, LoanStatus
from petitions.choices import Status
from petitions.models import Petition


def found(stretch: Stretch, levels: dict[UUID, str]) -> Iterator[tuple[Figure, set[UUID]]]:
    """Every rule with the rows that break it, as things stood at the end of the stretch."""
    yield figures.FOUND_OVERDUE, {pk for pk, due_on in loans_out(stretch) if due_on < stretch.day}
    there = _petitions_there(stretch)
    yield figures.FOUND_UNGRADED, _ungraded_too_long(stretch, levels) & there
    yield figures.FOUND_NO_SCOPE, _without_scope(stretch) & there
    yield figures.FOUND_HALF_SIGNED, {pk for model in kinds() for pk in _half_signed_too_long(model, stretch)}


def loans_out(stretch: Stretch) -> Iterator[tuple[UUID, date]]:
    """Slips whose loan was running at the end, with the day it was due."""
    for pk, status, due_on in states(BorrowSlip, "status", "due_on", at=stretch.ends):
        if status == LoanStatus.ON_LOAN:
            yield pk, due_on


def _petitions_there(stretch: Stretch) -> set[UUID]:
    return {pk for pk, status in states(Petition, "status", at=stretch.ends) if status != Status.DESTROYED}


def _ungraded_too_long(stretch: Stretch, levels: dict[UUID, str]) -> set[UUID]:
    limit = stretch.day - timedelta(days=settings.UNGRADED_FINDING_DAYS)
    registered = states(GradedRecord, "registered_on", at=stretch.ends)
    return {pk for pk, day in registered if day < limit and levels[pk] == UNGRADED}


def _without_scope(stretch: Stretch) -> set[UUID]:
    """Graded records whose grading in force names nobody."""
    in_force = states(Grading, "record_id", "status", "scope", at=stretch.ends)
    return {record for _pk, record, status, scope in in_force if status == Grading.Status.CONFIRMED and not scope}


def _half_signed_too_long(model: type[Slip], stretch: Stretch) -> Iterator[UUID]:
    """Slips that wait for their next signature, the last one given too long ago."""
    limit = stretch.day - timedelta(days=settings.HALF_SIGNED_FINDING_DAYS)
    half = {pk for pk, status in states(model, "status", at=stretch.ends) if status == SlipStatus.HALF_APPROVED}
    given = Signature.objects.filter(slip_id__in=half, signed_at__lt=stretch.ends)
    for pk, last in given.values("slip_id").annotate(last=Max("signed_at")).values_list("slip_id", "last"):
        if timezone.localdate(last) < limit:
            yield pk
