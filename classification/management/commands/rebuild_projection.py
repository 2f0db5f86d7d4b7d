"""`rebuild_projection`: who sees which record, anew from the grants; says what was wrong."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from classification.rebuilding import rebuild
from vault import lock


class Command(BaseCommand):
    help = "Rebuilds the projection of grants and duties that the lists go by; prints one JSON object with what was wrong."

    @lock.nothing(because="neither grants nor the projection have content")
    def handle(self, *args, **options):
        self.stdout.write(json.dumps(asdict(rebuild())))
