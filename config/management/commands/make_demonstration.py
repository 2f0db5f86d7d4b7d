"""Makes the demonstration organisation in a new database; where people are already, does nothing."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demonstration.bulletins import educate
from config.demonstration.devices import ask_for_a_device
from config.demonstration.duties import oblige
from config.demonstration.founding import found
from config.demonstration.groups import team_up
from config.demonstration.guide import fill_guide
from config.demonstration.leaving import leave
from config.demonstration.organisation import PASSWORD
from config.demonstration.partners import partner_up
from config.demonstration.records import fill
from config.demonstration.units import praise
from personnel.actions import set_password
from personnel.models import Person
from vault import lock


class Command(BaseCommand):
    help = "Makes the demonstration organisation and its petitions; only with DEMO=1 and only while nobody is there."

    @lock.everything(because="petitions are made in every unit")
    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demonstration is made only with DEMO=1, on a loopback address.")
        if Person.objects.exists():
            self.stdout.write(json.dumps({"people": 0, "petitions": 0}))
            return
        house = found()
        for person in house.people.values():
            set_password(person, PASSWORD, by=None)
        oblige(house, on=timezone.localdate())
        petitions = fill(house, on=timezone.localdate())
        educate(house)
        ask_for_a_device(house)
        leave(house, petitions, on=timezone.localdate())
        partner_up(house, on=timezone.localdate())
        team_up(house, petitions, on=timezone.localdate())
        fill_guide(house, on=timezone.localdate())
        praise(house, on=timezone.localdate())
        self.stdout.write(json.dumps({"people": len(house.people), "petitions": len(petitions)}))
