"""Why something cannot be entered into a file, appealed against or answered."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.file.losses import obstacles_to_assessing
from personnel.file.models import CATEGORIES, EntryKind, FileEntry
from personnel.models import Person
from personnel.offices import Office

NOT_KEEPER = Obstacle("NOT_KEEPER", _("Only the security administrator keeps people's files."), True)
OWN_FILE = Obstacle("OWN_FILE", _("Nobody keeps their own file; the principal leader decides who does."), True)
OTHER_CATEGORY = Obstacle("OTHER_CATEGORY", _("This category belongs to another kind of entry; choose one of this kind."))
IN_FUTURE = Obstacle("IN_FUTURE", _("What has not happened yet is not entered; correct the day."))
ENDS_BEFORE = Obstacle("ENDS_BEFORE", _("It ends before it began; correct the days."))
NO_SANCTION_HERE = Obstacle("NO_SANCTION_HERE", _("A sanction belongs to a violation; leave it out here."))
NO_LOSS_HERE = Obstacle("NO_LOSS_HERE", _("A loss belongs to a violation; there is none to assess here."))
NOT_ABOUT_YOU = Obstacle("NOT_ABOUT_YOU", _("Only the person an entry is about appeals against it."), True)
NO_VIOLATION = Obstacle("NO_VIOLATION", _("An appeal is made against a violation."))
APPEALED_BEFORE = Obstacle("APPEALED_BEFORE", _("You have appealed against this entry; the answer will stand beside it."))
NO_OPEN_APPEAL = Obstacle("NO_OPEN_APPEAL", _("There is no appeal here that waits for an answer."))


def obstacles_to_keeping(person: Person, by: Person) -> Iterator[Obstacle]:
    if not by.holds(Office.SECURITY_ADMIN):
        yield NOT_KEEPER
    elif by.pk == person.pk:
        yield OWN_FILE


def obstacles_to_entering(entry: FileEntry, by: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(entry.person, by)
    if entry.category not in CATEGORIES[EntryKind(entry.kind)]:
        yield OTHER_CATEGORY
    if entry.sanction and entry.kind != EntryKind.VIOLATION:
        yield NO_SANCTION_HERE
    if entry.happened_on > on and entry.kind != EntryKind.TRAVEL:
        yield IN_FUTURE
    if entry.until is not None and entry.until < entry.happened_on:
        yield ENDS_BEFORE


def obstacles_to_having_a_loss(entry: FileEntry, by: Person) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(entry.person, by)
    if entry.kind != EntryKind.VIOLATION:
        yield NO_LOSS_HERE


def obstacles_to_assessing_loss(entry: FileEntry, by: Person, *, assessed_on: date, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_having_a_loss(entry, by)
    yield from obstacles_to_assessing(entry.happened_on, assessed_on, on=on)


def obstacles_to_appealing(entry: FileEntry, by: Person) -> Iterator[Obstacle]:
    if entry.person_id != by.pk:
        yield NOT_ABOUT_YOU
    elif entry.kind != EntryKind.VIOLATION:
        yield NO_VIOLATION
    elif entry.appealed_at is not None:
        yield APPEALED_BEFORE


def obstacles_to_answering(entry: FileEntry, by: Person) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(entry.person, by)
    if entry.appealed_at is None or entry.answered_at is not None:
        yield NO_OPEN_APPEAL
