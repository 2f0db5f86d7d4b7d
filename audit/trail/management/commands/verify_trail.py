"""`verify_trail`: exit 1 and the first position that does not fit."""

import json
import sys

from django.core.management.base import BaseCommand

from audit.trail import publishing
from audit.trail.sealing import seal_settled
from audit.trail.verifying import verify_trail
from vault import lock


class Command(BaseCommand):
    help = "Verifies the whole audit trail; the last line is one JSON object."

    def add_arguments(self, parser):
        parser.add_argument("--seal", action="store_true", help="seal settled entries first")

    @lock.nothing(because="entries have no content")
    def handle(self, *args, **options):
        if options["seal"]:
            seal_settled()
        trouble = publishing.trouble()
        verdict = verify_trail()
        if trouble:
            self.stderr.write(str(trouble))
        self.stdout.write(json.dumps(verdict.as_json()))
        if verdict.first_bad is not None or trouble:
            sys.exit(1)
