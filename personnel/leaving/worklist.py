"""A departure on worklists: of the person, of their head, of whoever finishes it."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from personnel.accounts.rules import obstacles_to_keeping
from personnel.leaving.models import Departure, State
from personnel.leaving.querysets import headed_departures, open_departure
from personnel.leaving.rules import count_open
from personnel.models import Person
from personnel.offices import Office
from personnel.worklist import WorkItem


def own(person: Person, on: date) -> Iterator[WorkItem]:
    """Until access ends."""
    departure = open_departure(person)
    if departure is not None and not departure.has_ended:
        yield _item(departure, _("You leave: %(count)s things to settle") % {"count": count_open(departure, on=on)}, on)


def of_their_people(person: Person, on: date) -> Iterator[WorkItem]:
    """For heads, and for the security administrator, who finishes it."""
    if not person.office_codes() & {Office.UNIT_HEAD, Office.SECURITY_ADMIN}:
        return
    found = {one.pk: one for one in headed_departures(person, on=on)}
    found |= {one.pk: one for one in Departure.objects.filter(state=State.OPEN).select_related("person") if _keeps(one, person, on)}
    for departure in sorted(found.values(), key=lambda one: one.ends_at):
        words = {"person": departure.person.name, "count": count_open(departure, on=on)}
        yield _item(departure, _("%(person)s leaves: %(count)s things to settle") % words, on)


def _keeps(departure: Departure, person: Person, on: date) -> bool:
    return not any(obstacles_to_keeping(departure.person, person, on=on))


def _item(departure: Departure, label: str, on: date) -> WorkItem:
    ends, since = timezone.localdate(departure.ends_at), timezone.localdate(departure.opened_at)
    account, url = departure.person.username, departure.get_absolute_url()
    return WorkItem("leaving", label, account, url, since=since, due_on=ends, overdue=departure.has_ended)


SOURCES = (own, of_their_people)
