"""Why a file cannot be attached, removed, put back, downloaded. Basis: DESIGN §3, §4."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.models import Exporting, HandlingPolicy
from classification.protection import exported_by, lent_under
from classification.rules import may_decide, reads_content_by_office
from personnel.models import Person
from personnel.offices import Office
from petitions.models import Attachment, Note, Petition
from petitions.rules import CASE_CLOSED, DESTROYED, NOT_HANDLER, obstacles_to_editing, obstacles_to_noting, reads_content

NOT_ATTACHING = Obstacle("NOT_ATTACHING", _("Only a registrar of the owning unit and the handling officer attach and remove files."), True)
NOT_YOUR_NOTE = Obstacle("NOT_YOUR_NOTE", _("Only whoever wrote the note attaches files to it."), True)
REMOVED_ALREADY = Obstacle("REMOVED_ALREADY", _("This file has been removed already."))
NOT_REMOVED = Obstacle("NOT_REMOVED", _("This file has not been removed."))
STAYS_HERE = Obstacle("STAYS_HERE", _("At this level files are read here only; nobody takes them out."), True)
SCREEN_ONLY = Obstacle("SCREEN_ONLY", _("At this level a borrower reads on the screen only; files are not downloaded."), True)


def obstacles_to_attaching(petition: Petition, note: Note | None, person: Person, *, on: date) -> Iterator[Obstacle]:
    """To the petition: registrar or handling officer while the case is open. To a note: its writer, while handling the case."""
    if note is not None:
        yield from obstacles_to_noting(petition, person, on=on)
        if note.written_by_id != person.pk:
            yield NOT_YOUR_NOTE
        return
    as_registrar = list(obstacles_to_editing(petition, person, on=on))
    as_handler = list(obstacles_to_noting(petition, person, on=on))
    if as_registrar and as_handler:
        yield from _nearer(petition, person, as_registrar, as_handler)


def _nearer(petition: Petition, person: Person, as_registrar: list[Obstacle], as_handler: list[Obstacle]) -> list[Obstacle]:
    """What stands in the way of the office the person does hold; one sentence where they hold neither."""
    if person.holds(Office.REGISTRAR, unit=petition.record.unit):
        return as_registrar
    if petition.handling_officer_id == person.pk:
        return as_handler
    state = [obstacle for obstacle in as_handler if obstacle in (DESTROYED, CASE_CLOSED)]
    return [obstacle for obstacle in as_handler if obstacle.authority and obstacle != NOT_HANDLER] + state + [NOT_ATTACHING]


def obstacles_to_removing(attachment: Attachment, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Whoever may attach there may take out what is wrong; the file stays sealed until the petition is destroyed."""
    yield from obstacles_to_attaching(attachment.petition, attachment.note, person, on=on)
    if attachment.is_removed:
        yield REMOVED_ALREADY


def obstacles_to_putting_back(attachment: Attachment, person: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_attaching(attachment.petition, attachment.note, person, on=on)
    if not attachment.is_removed:
        yield NOT_REMOVED


def obstacles_to_downloading(attachment: Attachment, person: Person, *, on: date) -> Iterator[Obstacle]:
    """At the levels of the reading room a borrower has the electronic original on the screen only; a level may let fewer take files out.

    Basis: DESIGN §4, policy; REQUIREMENTS G2, P11.
    """
    record = attachment.petition.record
    exporting = exported_by(record)
    if exporting == Exporting.NOBODY:
        yield STAYS_HERE
        return
    on_screen = exporting == Exporting.DUTY or lent_under(record).place == HandlingPolicy.Place.READING_ROOM
    if on_screen and _reads_on_loan_only(attachment.petition, person, on):
        yield SCREEN_ONLY


def _reads_on_loan_only(petition: Petition, person: Person, on: date) -> bool:
    record = petition.record
    by_duty = reads_content_by_office(record, person) or petition.handling_officer_id == person.pk or may_decide(record, person, on=on)
    return not by_duty and reads_content(petition, person, on)
