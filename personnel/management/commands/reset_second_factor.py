"""`reset_second_factor`: for the only security administrator, from the console of the server; the last line is one JSON object."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.trail.refusals import Refused
from personnel.factor.actions import reset
from personnel.models import Person
from personnel.offices import Office
from personnel.querysets import holders
from vault import lock


class Command(BaseCommand):
    help = "Takes away the lost second factor of the only security administrator; everybody else's is proposed and confirmed in the pages."

    def add_arguments(self, parser):
        parser.add_argument("account")

    @lock.nothing(because="people and their factors")
    def handle(self, *args, **options):
        keepers: list[Person] = list(holders(Office.SECURITY_ADMIN, on=timezone.localdate()))
        if [keeper.username for keeper in keepers] != [options["account"]]:
            raise CommandError("This is not the only security administrator; one of them proposes it in the pages, a leader confirms.")
        try:
            reset(keepers[0], by=None)
        except Refused as refused:
            raise CommandError("No second factor is set up for this account.") from refused
        self.stdout.write(json.dumps({"account": keepers[0].username, "second_factor": "none"}))
