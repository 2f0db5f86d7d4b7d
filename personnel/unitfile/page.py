"""What a unit's page shows: figures of its people, never what stands in anybody's file."""

from datetime import date

from django.db.models import Count

from personnel.file.models import EntryKind, FileEntry
from personnel.gate.models import Demand
from personnel.gate.rules import missing_for
from personnel.models import Person, Unit
from personnel.querysets import members
from personnel.registry import unit_figures
from personnel.training.page import coverage, coverage_units
from personnel.unitfile.rules import obstacles_to_keeping


def visible_units(reader: Person, *, on: date) -> list[Unit]:
    """Whose training, checks and conduct this reader answers for: heads, leaders in charge, the security administrator."""
    return coverage_units(reader, on=on) if reader.is_active and not reader.is_suspended else []


def unit_page(unit: Unit, reader: Person, *, on: date) -> dict:
    people = list(members(unit, on=on).order_by("name"))
    return {
        "unit": unit,
        "today": on,
        "people": people,
        "coverage": [_covered(demand, people, on) for demand in Demand if demand != Demand.AGREEMENT],
        "hours": coverage([unit], on=on)[0].hours,
        "figures": unit_figures([person.pk for person in people], on=on),
        "conduct": _conduct(people, on),
        "rewards": unit.rewards.select_related("recorded_by"),
        "keeps": not any(obstacles_to_keeping(reader)),
    }


def _covered(demand: Demand, people: list[Person], on: date) -> dict:
    lacking = missing_for([person.pk for person in people], on=on, wanted=[demand.value])
    without = [person for person in people if person.pk in lacking]
    done = len(people) - len(without)
    return {
        "label": demand.label,
        "done": done,
        "whole": len(people),
        "lacking": without,
        "percent": done * 100 // len(people) if people else 100,
    }


def _conduct(people: list[Person], on: date) -> list[dict]:
    """How many entries of each kind, this year and in all; journeys are no conduct."""
    found = FileEntry.objects.filter(person__in=people, happened_on__lte=on).order_by()
    in_all = dict(found.values_list("kind").annotate(Count("pk")))
    this_year = dict(found.filter(happened_on__year=on.year).values_list("kind").annotate(Count("pk")))
    kinds = (EntryKind.VIOLATION, EntryKind.REWARD)
    return [{"label": kind.label, "this_year": this_year.get(kind.value, 0), "in_all": in_all.get(kind.value, 0)} for kind in kinds]
