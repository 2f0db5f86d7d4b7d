"""`manage.py health`: every part, one JSON object, exit status 1 where one is down."""

import json
import sys

from django.core.management.base import BaseCommand

from config.health import checkpoint_warnings, made_up_warnings, problems, warnings
from vault import lock


class Command(BaseCommand):
    help = "Says of every part whether it is up, and which safeguards are missing."
    requires_system_checks: list[str] = []

    @lock.nothing(because="whether parts are up")
    def handle(self, **options: object) -> None:
        found = problems()
        parts = {name: "up" if problem is None else f"down: {problem}" for name, problem in found.items()}
        missing = warnings() + checkpoint_warnings() + made_up_warnings()
        self.stdout.write(json.dumps({"parts": parts, "warnings": missing}))
        if any(found.values()):
            sys.exit(1)
