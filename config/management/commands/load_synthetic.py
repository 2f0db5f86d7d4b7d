"""`load_synthetic --petitions N [--seed S]`: a made-up past for a demonstration, never beside real records."""

import json
import time
from datetime import date, timedelta

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.inspection.actions import ensure_reports
from audit.trail.actions import record
from audit.trail.models import Entry
from audit.trail.sealing import seal_settled
from config import events
from config.demonstration.founding import SINCE, House
from config.demonstration.organisation import MEMBERS, UNITS
from config.synthetic.past import Past
from config.synthetic.writing import Pen
from personnel.models import Person, Unit
from petitions.models import Petition
from vault import lock

EVERY_SECONDS = 3.0
FIRST = SINCE + timedelta(days=1)


class Command(BaseCommand):
    help = "Synthetic petitions with slips, history and log entries over years, in a demonstration only; the last line is one JSON object."

    def add_arguments(self, parser):
        parser.add_argument("--petitions", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed on the same day makes the same past")
        parser.add_argument(
            "--since", type=date.fromisoformat, default=FIRST, metavar="DAY", help=f"where the past begins; {FIRST} at the earliest"
        )
        parser.add_argument("--plain", action="store_true", help="registered and nothing more: many, quickly")

    @lock.everything(because="a past is made of every unit")
    def handle(self, *args, petitions, seed, since, plain, **options):
        if petitions < 1:
            raise CommandError("--petitions must be at least 1.")
        if not FIRST <= since < _yesterday():
            raise CommandError(f"--since must be a day from {FIRST} to the day before yesterday.")
        house = self._house()
        if Petition.objects.filter(source=Pen(seed).source).exists():
            raise CommandError(f"The past of seed {seed} has been loaded already. Choose another --seed.")
        began, before = time.monotonic(), Entry.objects.count()
        record(events.SYNTHETIC_LOADED, actor=None, facts={"petitions": petitions, "seed": seed})
        past = Past(house, seed=seed, count=petitions, first=since, last=_yesterday(), plain=plain)
        done = past.play(_Teller(self.stdout, began))
        self._settle()
        found = {"petitions": done["registered"], "steps": dict(sorted(done.items())), "entries": Entry.objects.count() - before}
        self.stdout.write(json.dumps({**found, "seed": seed, "seconds": round(time.monotonic() - began, 1)}))

    def _house(self) -> House:
        """The demonstration organisation; made where nobody is there yet. Anybody else's house is left alone."""
        if not settings.DEMO:
            raise CommandError("Synthetic petitions are made only with DEMO=1, on a loopback address.")
        if not Person.objects.exists():
            call_command("make_demonstration", stdout=self.stdout)
        people = {person.username: person for person in Person.objects.all()}
        if set(people) != {member.account for member in MEMBERS}:
            raise CommandError("There are people here who are not of the demonstration. Synthetic petitions are never put among real ones.")
        by_name = {unit.name: unit for unit in Unit.objects.all()}
        return House({key: by_name[name] for key, (name, _above) in UNITS.items()}, people)

    def _settle(self) -> None:
        """At the machine's own time: the trail is sealed, and the quarters that are over get their reports."""
        self.stdout.write("Sealing the trail, making the reports of the quarters that are over …")
        seal_settled()
        ensure_reports(now=timezone.now())


def _yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


class _Teller:
    """A line every few seconds: which day it is in the past, how many stand."""

    def __init__(self, out, began: float):
        self.out, self.began, self._last = out, began, began

    def __call__(self, past: Past, on: date) -> None:
        now = time.monotonic()
        if now - self._last < EVERY_SECONDS:
            return
        self._last = now
        registered, steps = past.done["registered"], sum(past.done.values())
        speed = steps / (now - self.began)
        self.out.write(f"{on}: {registered:,} of {past.count:,} petitions, {steps:,} steps, {speed:.0f} a second")
        self.out.flush()
