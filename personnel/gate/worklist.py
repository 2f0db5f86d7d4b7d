"""What is missing, told to the person, and to their head."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from personnel.gate.page import open_duties
from personnel.gate.querysets import demanded, led_people
from personnel.gate.rules import missing_for
from personnel.models import Person
from personnel.offices import Office
from personnel.worklist import WorkItem


def own(person: Person, on: date) -> Iterator[WorkItem]:
    """What is missing, and the pledge that runs out; a pledge nobody demands waits on the page of duties alone."""
    for duty in open_duties(person, on=on):
        if not duty["urgent"] and "due_on" not in duty:
            continue
        url, due = duty["url"] or reverse("gate:duties"), duty.get("due_on")
        yield WorkItem("duty", duty["sentence"], str(duty["title"]), url, since=on, due_on=due)


def of_their_people(person: Person, on: date) -> Iterator[WorkItem]:
    """For heads: whose access is suspended, and why."""
    if not person.is_appointed(Office.UNIT_HEAD) or not demanded():
        return
    people = {found.pk: found for found in led_people(person, on=on)}
    for pk, faults in sorted(missing_for(list(people), on=on).items(), key=lambda item: people[item[0]].username):
        label = _("Access of %(person)s is suspended: %(what)s") % {
            "person": people[pk].name,
            "what": " ".join(str(obstacle) for _demand, obstacle in faults),
        }
        yield WorkItem("staff", label, people[pk].username, reverse("file:file", args=[pk]), since=on)


SOURCES = (own, of_their_people)
