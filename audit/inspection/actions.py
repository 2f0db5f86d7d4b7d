"""Make, ensure, word, sign a report."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from approvals.models import Signature
from approvals.steps import Step
from audit.inspection import events, rules, snapshots
from audit.inspection.measuring import measure
from audit.inspection.models import Report, ReportFigure, Status, hash_of
from audit.inspection.quarters import Quarter, stretch_of
from audit.trail.actions import record
from audit.trail.models import Entry
from audit.trail.refusals import demand
from personnel.models import Person
from vault import keys, lock, turns
from vault.identity import uuid7
from vault.turns import Turn


@lock.everything(because="a report counts the whole house")
@transaction.atomic
def make_report(quarter: Quarter, *, by: Person | None, now: datetime) -> Report:
    """A new version of the quarter's report, interim while the quarter runs. `by=None`: the clock or the operator."""
    demand(rules.obstacles_to_making(quarter, on=timezone.localdate(now)))
    turns.take(Turn.REPORT)
    stretch = stretch_of(quarter, now=now)
    measured = measure(stretch)
    snapshot = snapshots.take(stretch, measured, quarter)
    report = Report(
        id=uuid7(),
        year=quarter.year,
        quarter=quarter.number,
        version=_next_version(quarter),
        interim=not quarter.is_over(on=timezone.localdate(now)),
        as_of=stretch.ends,
        made_at=now,
        made_by=by,
        snapshot=snapshot,
        hash=hash_of(snapshot),
    )
    keys.make_key(report.pk)
    report.keep(by=by)
    ReportFigure.objects.bulk_create([ReportFigure(report=report, key=key, value=len(ids), rows=ids) for key, ids in measured.items()])
    record(events.REPORT_MADE, actor=by, subject=report, facts={"number": report.number, "hash": report.hash})
    return report


def _next_version(quarter: Quarter) -> int:
    made = Report.objects.filter(year=quarter.year, quarter=quarter.number)
    return (made.aggregate(last=Max("version"))["last"] or 0) + 1


@transaction.atomic
def make_interim(*, by: Person, now: datetime) -> Report:
    """The running quarter up to now, for a registrar or the head of the petition office."""
    today = timezone.localdate(now)
    demand(rules.obstacles_to_asking(by, on=today))
    return make_report(Quarter.of(today), by=by, now=now)


def ensure_reports(*, now: datetime) -> list[Report]:
    """Makes the report of every finished quarter since that of the oldest trail entry that has none yet."""
    oldest = Entry.objects.order_by("at").values_list("at", flat=True).first()
    if oldest is None:
        return []
    quarter, running = Quarter.of(timezone.localdate(oldest)), Quarter.of(timezone.localdate(now))
    made = []
    while quarter < running:
        made.append(_ensure(quarter, now))
        quarter = quarter.following()
    return [report for report in made if report is not None]


@transaction.atomic
def _ensure(quarter: Quarter, now: datetime) -> Report | None:
    turns.take(Turn.REPORT)
    if Report.objects.filter(year=quarter.year, quarter=quarter.number, interim=False).exists():
        return None
    return make_report(quarter, by=None, now=now)


@transaction.atomic
def word_report(report: Report, *, by: Person, on: date, wording: dict[str, str]) -> Report:
    """The petition office words the report; it may do so again until the leader signs."""
    report = _locked(report)
    demand(rules.obstacles_to_wording(report, by, on=on))
    report.move_to(Status.WORDED, by=by, worded_by=by, worded_at=timezone.now(), **wording)
    record(events.REPORT_WORDED, actor=by, subject=report, facts={"number": report.number})
    return report


@transaction.atomic
def sign_report(report: Report, *, by: Person, on: date, seen: str = "") -> Report:
    """The leader in charge signs snapshot and wording. The caller has asked for fresh proof of identity."""
    report = _locked(report)
    demand(rules.obstacles_to_signing(report, by, on=on, seen=seen))
    signature = Signature.objects.create(
        slip_id=report.pk,
        slip_kind=report._meta.model_name,
        step=0,
        step_code=Step.LEADER_IN_CHARGE,
        applicant=report.worded_by,
        signer=by,
        office=",".join(sorted(by.office_codes())),
        payload_hash=report.payload_hash(),
    )
    report.move_to(Status.SIGNED, by=by, signed_by=by, signed_at=signature.signed_at)
    record(events.REPORT_SIGNED, actor=by, subject=report, facts={"number": report.number})
    return report


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update().get(pk=report.pk)
