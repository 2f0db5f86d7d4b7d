"""`import_petitions FILE --by USERNAME`: registers what a table holds and is not registered yet."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail.refusals import Refused
from petitions.importing import mapping
from petitions.importing.cells import Cell
from petitions.importing.refusal import Unusable
from petitions.importing.rejects import Writer, error_file, without_additions
from petitions.importing.rows import Reading
from petitions.importing.run import Import, Tally, registrar
from petitions.importing.tables import read_table
from vault import lock


class Command(BaseCommand):
    help = "Registers the petitions of a CSV or XLSX file; rows that are registered already are passed over. See docs/import.md."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="USERNAME", help="the registrar on whose behalf")
        parser.add_argument("--mapping", type=Path, help="JSON: field to column name")
        parser.add_argument("--dry-run", action="store_true", help="read and compare, write nothing")
        parser.add_argument("--errors", type=Path, metavar="FILE.csv", help="where rejected rows go, with their reasons")

    @lock.everything(because="a row that any unit has registered is not registered again")
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tally = self._import(**options)
        except (Unusable, Refused) as refusal:
            sys.exit(self._sentence(refusal))
        self.stdout.write(json.dumps(asdict(tally)))

    def _import(self, *, file: Path, by: str, dry_run: bool, errors: Path | None, **options: Any) -> Tally:
        wanted = mapping.load(options["mapping"])
        table = without_additions(read_table(file, wanted))
        reading = Reading(table.header, mapping.settle(table.header, wanted), on=timezone.localdate())
        person = registrar(by, on=timezone.localdate())
        with error_file(errors, table.header, instead_of=file) as write:
            run = Import(reading, person, dry_run, self._refused(write), self._progress(table.count()))
            tally = run.bring_in(table.rows)
            if not dry_run:
                run.remember(tally)
            return tally

    def _refused(self, write: Writer) -> Writer:
        def refused(number: int, cells: list[Cell], reasons: list[str]) -> None:
            write(number, cells, reasons)
            self.stderr.write(_("Row %(number)s: %(reasons)s") % {"number": number, "reasons": " ".join(reasons)}, self.style.NOTICE)

        return refused

    def _progress(self, rows: int) -> Any:
        def progressed(tally: Tally) -> None:
            if self.stderr.isatty():
                self.stderr.write(f"\r{tally.rows} / {rows}", ending="\n" if tally.rows == rows else "")

        return progressed

    @staticmethod
    def _sentence(refusal: Unusable | Refused) -> str:
        return " ".join(str(obstacle) for obstacle in refusal.obstacles) if isinstance(refusal, Refused) else str(refusal)
