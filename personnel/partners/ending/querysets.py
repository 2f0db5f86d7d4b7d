"""Which ends a person sees, which is open, what is written off."""

from datetime import date

from django.db.models import QuerySet

from personnel.leaving.querysets import open_departure
from personnel.leaving.querysets import written_off as written_off_in
from personnel.models import Person
from personnel.partners.ending.models import Ending, State
from personnel.partners.models import Partner
from personnel.partners.querysets import visible_partners

Written = set[tuple[str, str]]


def visible_endings(reader: Person, *, on: date) -> QuerySet[Ending]:
    """As the firm."""
    seen = visible_partners(reader, on=on).values("pk")
    return Ending.objects.filter(partner__in=seen).select_related("partner__unit", "opened_by", "closed_by")


def open_ending(partner: Partner) -> Ending | None:
    return partner.endings.filter(state=State.OPEN).first()


def written_off(ending: Ending, person: Person) -> Written:
    """In this end, or in a departure of the person that runs beside it."""
    departure = open_departure(person)
    own = set(ending.write_offs.filter(person=person).values_list("source", "key"))
    return own | (written_off_in(departure) if departure else set())
