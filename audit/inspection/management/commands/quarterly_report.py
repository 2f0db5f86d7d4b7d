"""`quarterly_report YEAR QUARTER --out DIR`: makes a new version of the report and writes its files."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from approvals.sheets.stamps import Stamp
from audit.inspection import events
from audit.inspection.actions import make_report
from audit.inspection.files import MAKERS, content_of
from audit.inspection.quarters import Quarter
from audit.inspection.sheets import file_name
from audit.trail.actions import record
from audit.trail.refusals import Refused
from vault import lock

FORMATS = tuple(MAKERS)


def formats(value: str) -> list[str]:
    chosen = [part.strip().lower() for part in value.split(",") if part.strip()]
    unknown = [part for part in chosen if part not in FORMATS]
    if unknown or not chosen:
        raise CommandError(f"--formats takes: {', '.join(FORMATS)}.")
    return list(dict.fromkeys(chosen))


class Command(BaseCommand):
    help = "Makes the self-inspection report of a quarter; a running quarter gives an interim one. The last line is one JSON object."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("quarter", type=int, choices=(1, 2, 3, 4))
        parser.add_argument("--out", required=True, type=Path, help="the folder for the files")
        parser.add_argument("--formats", type=formats, default=list(FORMATS), help=f"of {', '.join(FORMATS)}")

    @lock.everything(because="a report counts the whole house")
    def handle(self, *args, year, quarter, out, **options):
        if not 2000 <= year <= 2999:
            raise CommandError("YEAR must be a year from 2000 to 2999.")
        self._make_folder(out)
        try:
            report = make_report(Quarter(year, quarter), by=None, now=timezone.now())
        except Refused as refused:
            raise CommandError(" ".join(str(obstacle) for obstacle in refused.obstacles)) from None
        files = [self._write(report, suffix, out) for suffix in options["formats"]]
        self.stdout.write(json.dumps(self._answer(report, files)))

    @staticmethod
    def _make_folder(out: Path) -> None:
        try:
            out.mkdir(parents=True, exist_ok=True)
            (out / ".writable").touch()
            (out / ".writable").unlink()
        except OSError as problem:
            raise CommandError(f"The folder {out} cannot be written ({problem.strerror}); choose another with --out.") from None

    @staticmethod
    def _write(report, suffix: str, out: Path) -> Path:
        """The entry stands before the file does. No code leads back: the operator's command knows no address."""
        stamp = Stamp(reader="quarterly_report", address="")
        content = content_of(report, suffix, stamp)
        facts = {"number": report.number, "format": suffix, "copy": stamp.code}
        record(events.REPORT_DOWNLOADED, actor=None, subject=report, facts=facts)
        path = out / file_name(report, suffix)
        path.write_bytes(content)
        return path

    @staticmethod
    def _answer(report, files: list[Path]) -> dict:
        return {
            "report": str(report.pk),
            "number": report.number,
            "year": report.year,
            "quarter": report.quarter,
            "version": report.version,
            "interim": report.interim,
            "status": str(report.status),
            "hash": report.hash,
            "files": [str(path) for path in files],
        }
