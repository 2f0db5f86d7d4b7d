"""The rows behind a figure: numbers, marks, days, states. Never a subject, never content. Basis: DESIGN §3."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.registry import kinds
from audit.inspection.reading import readable_entries
from audit.trail.events import Kind
from audit.trail.models import Entry, Result
from classification.models import Grading, Mark
from custody.models import BorrowSlip, Carrier
from custody.querysets import visible_carriers
from custody.querysets import visible_slips as visible_loans
from destruction.models import DestructionSlip
from destruction.querysets import visible_slips as visible_destructions
from personnel.models import Person
from petitions.models import Petition
from petitions.querysets import visible_petitions
from vault import lock

GRADED = ("record__level__scheme", "record__grading__level__scheme")


@dataclass(frozen=True)
class Row:
    """One thing behind a figure. `url` only where the reader may open it."""

    number: str
    day: date | datetime | None
    state: object
    mark: Mark | None = None
    who: object = ""
    url: str = ""


@lock.everything(because="a report names what it counted, in every unit, by number and mark")
def rows_of(kind: str, ids: list[UUID], reader: Person) -> list[Row]:
    """The rows with these ids, in their order, as they stand today."""
    found = _KINDS[kind](ids, reader, timezone.localdate())
    return [found[pk] for pk in ids if pk in found]


def day_of(kind: str) -> object:
    """What the day of this kind of row is called."""
    return {"petition": _("Registered on"), "grading": _("Decided on"), "carrier": _("Made on"), "entry": _("When")}.get(
        kind, _("Filed on")
    )


def _petitions(ids: list[UUID], reader: Person, on: date) -> dict[UUID, Row]:
    visible = set(visible_petitions(reader, on).filter(pk__in=ids).values_list("pk", flat=True))
    found = Petition.objects.filter(pk__in=ids).select_related(*GRADED)
    return {
        petition.pk: Row(
            number=petition.number,
            mark=petition.mark,
            day=petition.registered_on(),
            state=petition.get_status_display(),
            url=petition.get_absolute_url() if petition.pk in visible else "",
        )
        for petition in found
    }


def _gradings(ids: list[UUID], reader: Person, on: date) -> dict[UUID, Row]:
    found = Grading.objects.filter(pk__in=ids).select_related("record__petition", "level__scheme")
    visible = set(visible_petitions(reader, on).filter(pk__in=[grading.record_id for grading in found]).values_list("pk", flat=True))
    return {
        grading.pk: Row(
            number=grading.record.petition.number,
            mark=grading.mark,
            day=grading.decided_at or grading.proposed_at,
            state=grading.get_status_display(),
            url=grading.record.petition.get_absolute_url() if grading.record_id in visible else "",
        )
        for grading in found
    }


def _slips(slips: Iterable, visible: Iterable[UUID]) -> dict[UUID, Row]:
    opened = set(visible)
    return {
        slip.pk: Row(
            number=slip.number,
            mark=slip.mark,
            day=slip.filed_at,
            state=slip.get_status_display(),
            url=slip.get_absolute_url() if slip.pk in opened else "",
        )
        for slip in slips
    }


def _loans(ids: list[UUID], reader: Person, on: date) -> dict[UUID, Row]:
    visible = visible_loans(reader, on=on).filter(pk__in=ids).values_list("pk", flat=True)
    return _slips(BorrowSlip.objects.filter(pk__in=ids).select_related("level"), visible)


def _destructions(ids: list[UUID], reader: Person, on: date) -> dict[UUID, Row]:
    visible = visible_destructions(reader, on=on).filter(pk__in=ids).values_list("pk", flat=True)
    return _slips(DestructionSlip.objects.filter(pk__in=ids).select_related("level"), visible)


def _any_slips(ids: list[UUID], reader: Person, on: date) -> dict[UUID, Row]:
    by_model = {BorrowSlip: _loans, DestructionSlip: _destructions}
    return {pk: row for model in kinds() if model in by_model for pk, row in by_model[model](ids, reader, on).items()}


def _carriers(ids: list[UUID], reader: Person, on: date) -> dict[UUID, Row]:
    visible = set(visible_carriers(reader, on=on).filter(pk__in=ids).values_list("pk", flat=True))
    found = Carrier.objects.filter(pk__in=ids).select_related(*GRADED)
    return {
        carrier.pk: Row(
            number=carrier.number,
            mark=carrier.mark,
            day=carrier.made_on,
            state=carrier.get_status_display(),
            url=carrier.get_absolute_url() if carrier.pk in visible else "",
        )
        for carrier in found
    }


def _entries(ids: list[UUID], reader: Person, on: date) -> dict[UUID, Row]:
    """Who did what is told only to whoever reads that part of the trail; others see when and what kind."""
    readable = {entry.pk: entry for entry in readable_entries(reader, on=on).filter(pk__in=ids)}
    results, names = dict(Result.choices), dict(Kind.choices)
    return {
        entry.pk: Row(
            number=readable[entry.pk].sentence if entry.pk in readable else str(names[entry.kind]),
            day=entry.at,
            state=results[entry.result],
            who=readable[entry.pk].actor or "" if entry.pk in readable else "",
        )
        for entry in Entry.objects.filter(pk__in=ids).only("pk", "at", "kind", "result")
    }


_KINDS: dict[str, Callable[[list[UUID], Person, date], dict[UUID, Row]]] = {
    "petition": _petitions,
    "grading": _gradings,
    "loan": _loans,
    "destruction": _destructions,
    "slip": _any_slips,
    "carrier": _carriers,
    "entry": _entries,
}
