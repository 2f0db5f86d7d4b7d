"""Verbs of the file: enter, appeal, answer."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.file import events, rules
from personnel.file.losses import set_loss
from personnel.file.models import FileEntry
from personnel.models import Person
from vault.identity import uuid7


@transaction.atomic
def enter(person: Person, values: dict, *, by: Person, on: date) -> FileEntry:
    """A violation, a reward or a journey; what it rests on and what was decided are sealed."""
    entry = FileEntry(id=uuid7(), person=person, recorded_by=by)
    for name, value in values.items():
        setattr(entry, name, value)
    demand(rules.obstacles_to_entering(entry, by, on=on))
    entry.keep(by=by)
    record(events.ENTRY_ADDED, actor=by, subject=person, facts={"account": person.username, "entry": entry.category})
    return entry


@transaction.atomic
def assess_loss(entry: FileEntry, values: dict, *, by: Person, on: date) -> FileEntry:
    """What the violation cost; entered anew when it is assessed anew or made good."""
    entry = FileEntry.objects.select_for_update(of=("self",)).select_related("person").get(pk=entry.pk)
    demand(rules.obstacles_to_assessing_loss(entry, by, assessed_on=values["assessed_on"], on=on))
    set_loss(entry, values)
    entry.keep(by=by)
    record(events.LOSS_ASSESSED, actor=by, subject=entry.person, facts={"account": entry.person.username})
    return entry


@transaction.atomic
def appeal(entry: FileEntry, *, text: str, by: Person) -> FileEntry:
    """By the person it is about, once."""
    entry = FileEntry.objects.select_for_update().get(pk=entry.pk)
    demand(rules.obstacles_to_appealing(entry, by))
    entry.appeal, entry.appealed_at = text, timezone.now()
    entry.keep(by=by)
    record(events.APPEALED, actor=by, subject=by)
    return entry


@transaction.atomic
def answer(entry: FileEntry, *, text: str, by: Person) -> FileEntry:
    entry = FileEntry.objects.select_for_update(of=("self",)).select_related("person").get(pk=entry.pk)
    demand(rules.obstacles_to_answering(entry, by))
    entry.answer, entry.answered_at = text, timezone.now()
    entry.keep(by=by)
    record(events.APPEAL_ANSWERED, actor=by, subject=entry.person, facts={"account": entry.person.username})
    return entry
