"""What waits for a person in openings: the companion's signature, and one's own that are asked for or open."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from personnel.models import Person
from personnel.worklist import WorkItem
from petitions.openings.models import Opening, State
from petitions.openings.querysets import visible_openings


def to_open(person: Person, on: date) -> Iterator[WorkItem]:
    for opening in visible_openings(person, on=on).filter(ended_at__isnull=True).order_by("asked_at"):
        petition = opening.petition
        since = timezone.localdate(opening.asked_at)
        yield WorkItem("opening", _label(opening, person), petition.number, opening.get_absolute_url(), since=since, mark=petition.mark)


def _label(opening: Opening, person: Person) -> str:
    if person.pk == opening.companion_id:
        by = {"reader": opening.reader}
        return _("%(reader)s looks at it: you are by") % by if opening.is_open else _("%(reader)s asks you to be by when it is opened") % by
    return _("Open now: look at it") if opening.state == State.OPEN else _("You asked to open it")


SOURCES = (to_open,)
