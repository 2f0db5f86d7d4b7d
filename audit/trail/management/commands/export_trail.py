"""`export_trail DIR`: what the stand-alone verifier reads."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.trail.exporting import export_trail
from audit.trail.outside import Away
from audit.trail.publishing import publish
from vault import lock


class Command(BaseCommand):
    help = "Writes leaves, signed checkpoints and public key into a new folder; the last line is one JSON object."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")

    @lock.nothing(because="entries have no content")
    def handle(self, *args, folder, **options):
        try:
            publish()
            found = export_trail(folder)
        except Away as away:
            raise CommandError(str(away)) from None
        except FileExistsError:
            raise CommandError(f"{folder} is not empty. Name a new folder.") from None
        except OSError as problem:
            raise CommandError(f"{folder} cannot be written ({problem.strerror}). Name another folder.") from None
        self.stdout.write(json.dumps(found))
