"""What leaving hands to the rest of this app when the program starts."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.wording import word_facts_with
from personnel.leaving import own, page, worklist
from personnel.leaving.querysets import open_departure, visible_departures
from personnel.leaving.registry import holds, register_hold
from personnel.leaving.rules import obstacles_to_opening
from personnel.leaving.writing_off import KIND
from personnel.models import Person
from personnel.proposals.kinds import register_kind
from personnel.registry import FilePart, PersonPage, register_file_part, register_page
from personnel.worklist import register_source


def register() -> None:
    """Called in `ready()`."""
    register_kind(KIND)
    for source in own.SOURCES:
        register_hold(source)
    for item in worklist.SOURCES:
        register_source(item)
    register_page(PersonPage(_("Departure"), _page, _is_seen))
    register_page(PersonPage(_("Open a departure"), lambda person: reverse("leaving:opening", args=[person.pk]), _may_open))
    heads = (_("Last day"), _("Ground"), _("State"), _("Leaving pledge"), _("Cooling-off until"))
    register_file_part(FilePart(_("Departures"), heads, page.file_rows))
    word_facts_with("hold", lambda: {source.code: str(source.title) for source in holds()})


def _page(person: Person) -> str:
    found = open_departure(person)
    return found.get_absolute_url() if found else ""


def _is_seen(person: Person, reader: Person, on) -> bool:
    found = open_departure(person)
    return found is not None and visible_departures(reader, on=on or timezone.localdate()).filter(pk=found.pk).exists()


def _may_open(person: Person, reader: Person, on) -> bool:
    return not any(obstacles_to_opening(person, reader, on=on))
