"""`found_organisation`: the first people of an installation, each typing their own password; the last line is one JSON object."""

import getpass
import json
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from audit.trail.refusals import Refused, demand
from personnel.founding import FOUNDING_OFFICES, Founder, found_organisation, obstacles_to_founding
from personnel.offices import Office
from vault import lock

OPTIONS = dict(zip(("leader", "system", "security", "audit"), FOUNDING_OFFICES, strict=True))


class Command(BaseCommand):
    help = "The root unit with its principal leader and the three administrators, where nobody is here yet."

    def add_arguments(self, parser):
        for option, office in OPTIONS.items():
            parser.add_argument(f"--{option}", required=True, nargs=2, metavar=("ACCOUNT", "NAME"), help=str(office.label))

    @lock.nothing(because="people, units and offices")
    def handle(self, *args, **options):
        try:
            demand(obstacles_to_founding([options[option][0] for option in OPTIONS]))  # before anybody types a password
            founders = [self._founder(office, *options[option]) for option, office in OPTIONS.items()]
            root = found_organisation(founders)
        except Refused as refused:
            raise CommandError(" ".join(str(obstacle) for obstacle in refused.obstacles)) from refused
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(json.dumps({"unit": root.name, "accounts": [founder.username for founder in founders]}, ensure_ascii=False))

    def _founder(self, office: Office, account: str, name: str) -> Founder:
        return Founder(account, name, office, _password(f"{name} ({office.label}): "))


def _password(prompt: str) -> str:
    """Typed by the person; from a pipe, one line each."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first, again = getpass.getpass(prompt), getpass.getpass(prompt)
    if first != again:
        raise CommandError("The two passwords differ; nothing was made. Start again.")
    return first
