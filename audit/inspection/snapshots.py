"""What a report is made of, fixed for good: every figure, the one before it, and how far trail and histories went."""

import hmac
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from audit.inspection import events
from audit.inspection.models import Report, ReportFigure, hash_of, rows_hash
from audit.inspection.quarters import Quarter, Stretch
from audit.trail.models import Checkpoint, Entry

FORM = 1  # of the snapshot, should a later one look different


def take(stretch: Stretch, measured: dict[str, list[UUID]], quarter: Quarter) -> dict:
    """The snapshot: no content, no names; numbers, keys and the hash of each figure's rows."""
    before = previous_values(quarter)
    return {
        "form": FORM,
        "year": quarter.year,
        "quarter": quarter.number,
        "from": _text(stretch.begins),
        "to": _text(stretch.ends),
        "day": stretch.day.isoformat(),
        "trail": _trail_reached(),
        "figures": [{"key": key, "value": len(ids), "previous": before.get(key), "rows": rows_hash(ids)} for key, ids in measured.items()],
    }


def _text(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat()


def _trail_reached() -> dict:
    """The last checkpoint at the time, so that report and trail vouch for each other."""
    last = Checkpoint.objects.order_by("-size").first()
    return {"size": last.size, "root": bytes(last.root).hex()} if last else {"size": 0, "root": ""}


def previous_values(quarter: Quarter) -> dict[str, int]:
    """What the newest finished report of the quarter before says; nothing where there is none."""
    before = quarter.preceding()
    report = Report.objects.filter(year=before.year, quarter=before.number, interim=False).order_by("-version").first()
    if report is None:
        return {}
    return dict(ReportFigure.objects.filter(report=report).values_list("key", "value"))


def fits(report: Report) -> bool:
    """Whether the snapshot is the one the report was made with, by its hash and by the trail's entry. Basis: THREATS T61."""
    made = Entry.objects.filter(subject_id=report.pk, event=events.REPORT_MADE.code).values_list("facts__hash", flat=True)
    actual = hash_of(report.snapshot)
    return hmac.compare_digest(actual, report.hash) and list(made) == [report.hash]


def rows_fit(report: Report, figure: ReportFigure) -> bool:
    """Whether a figure's rows are those the snapshot vouches for."""
    said = {line["key"]: line for line in report.snapshot["figures"]}.get(figure.key)
    return said is not None and (said["value"], said["rows"]) == (len(figure.rows), rows_hash(figure.rows))
