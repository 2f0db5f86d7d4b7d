"""`enrol_device`: the first devices of an installation, from the console of the server; the last line is one JSON object."""

import json

from django.core.management.base import BaseCommand, CommandError

from personnel.devices.actions import enrol_at_the_console
from personnel.devices.levels import device_levels
from personnel.devices.models import Device, State
from personnel.models import Person
from personnel.offices import ADMINISTRATORS
from vault import lock


class Command(BaseCommand):
    help = "Enrols the waiting device of an administrator who has none yet; everybody else's is enrolled by the security administrator."

    def add_arguments(self, parser):
        parser.add_argument("account")
        parser.add_argument("--level", help="the lowest where none is given")

    @lock.nothing(because="people and devices")
    def handle(self, *args, **options):
        person = Person.objects.filter(username=options["account"], is_active=True).first()
        if person is None or not person.office_codes() & ADMINISTRATORS:
            raise CommandError("There is no administrator with this account; the security administrator enrols everybody else's device.")
        if Device.objects.filter(person=person, state=State.ENROLLED).exists():
            raise CommandError("This administrator has an enrolled device already; another one is enrolled in the pages.")
        waiting = Device.objects.filter(person=person, state=State.REQUESTED).first()
        if waiting is None:
            raise CommandError("No device waits: sign in at it and ask for its enrolment first.")
        levels = [code for code, _words in device_levels()]
        if options["level"] and options["level"] not in levels:
            raise CommandError(f"The level is one of: {', '.join(levels)}.")
        device = enrol_at_the_console(waiting, level=options["level"] or levels[-1])
        self.stdout.write(json.dumps({"account": person.username, "device": device.name, "level": device.level}, ensure_ascii=False))
