"""The register in words: since when, why, until when, and whether they ever opened it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail.models import Entry, Result
from classification.models import ScopeChange
from classification.principals import DUTY_OFFICES, office_of
from personnel.gate.rules import missing_for
from personnel.groups.querysets import memberships
from personnel.models import Person, Unit, WorkingGroup
from petitions.models import Petition
from petitions.querysets import RELATED
from petitions.readings import SHOWN, SHOWN_TO_TWO
from petitions.register.querysets import Let
from vault import lock


@dataclass(frozen=True)
class Row:
    """One line: a petition's number and level, a person, since when they are let in and why; when they first read it, if ever."""

    petition: Petition
    person: Person
    since: date
    grounds: list[str]
    until: date | None
    first_read: datetime | None


@lock.everything(because="the register names records of every unit by number and mark")
def in_words(found: Iterable[Let]) -> list[Row]:
    lets = list(found)
    petitions = Petition.objects.select_related(*RELATED).in_bulk({one.petition for one in lets})
    people = Person.objects.prefetch_related("appointments__unit").in_bulk({one.person for one in lets})
    words, read, added, joined = _words(), _first_reads(lets), _added(lets), _joined(lets)
    suspended = {pk for pk, found in missing_for(list(people), on=timezone.localdate()).items() if found}
    return [
        Row(
            petitions[one.petition],
            people[one.person],
            max(_since(one, petitions[one.petition], people[one.person], added), _by_groups_alone(one, joined)),
            _grounds(one, petitions[one.petition], words) + ([_("Access is suspended.")] if one.person in suspended else []),
            one.until,
            read.get((one.petition, one.person)),
        )
        for one in lets
    ]


def _words() -> dict[UUID, str]:
    """What a principal means: a unit, a working group, or whoever holds an office for it."""
    words = {group.pk: _("%(unit)s is in the scope") % {"unit": group} for group in WorkingGroup.objects.all()}
    for unit in Unit.objects.all():
        words[unit.pk] = _("%(unit)s is in the scope") % {"unit": unit}
        words |= {
            office_of(unit.pk, office): _("%(office)s of %(unit)s") % {"office": office.label, "unit": unit} for office in DUTY_OFFICES
        }
    return words


def _grounds(one: Let, petition: Petition, words: dict[UUID, str]) -> list[str]:
    own = _("Handles the record") if petition.handling_officer_id == one.person else _("Named in the scope")
    return sorted(words.get(principal, own) for principal in one.principals)


def _since(one: Let, petition: Petition, person: Person, added: dict) -> date:
    """The day of the decision that lets them in, or of their appointment where that came later."""
    decided = petition.record.grading.decided_at
    if one.until is not None:
        decided = max((added[key] for key in ((one.petition, name) for name in one.principals) if key in added), default=decided)
    began = [held.since for held in person.appointments.all() if held.until is None or held.until >= timezone.localdate()]
    return max(timezone.localdate(decided), min(began, default=date.min))


def _by_groups_alone(one: Let, joined: dict) -> date:
    """The first day in a working group, where nothing but groups lets them in."""
    days = [joined.get((one.person, principal)) for principal in one.principals]
    return min(days) if all(days) else date.min


def _joined(lets: list[Let]) -> dict[tuple[UUID, UUID], date]:
    """Since when each is in each working group."""
    found = memberships(on=timezone.localdate()).filter(person__in={one.person for one in lets})
    return {(person, group): since for person, group, since in found.values_list("person_id", "group_id", "since")}


def _added(lets: list[Let]) -> dict[tuple[UUID, UUID], datetime]:
    """When a person, a group or a unit was added for a time."""
    granted = ScopeChange.objects.select_related("person", "unit", "group").filter(
        record__in={one.petition for one in lets}, status=ScopeChange.Status.GRANTED, kind=ScopeChange.Kind.ADDING
    )
    return {(change.record_id, change.named.pk): change.decided_at for change in granted.order_by("decided_at")}


def _first_reads(lets: list[Let]) -> dict[tuple[UUID, UUID], datetime]:
    """From the trail, which nobody changes; alone or by two."""
    codes = [event.code for event in (*SHOWN, *SHOWN_TO_TWO)]
    told = Entry.objects.filter(dossier_id__in={one.petition for one in lets}, actor__in={one.person for one in lets}, event__in=codes)
    rows = told.filter(result=Result.DONE).order_by().values("dossier_id", "actor").annotate(first=Min("at"))
    return {(row["dossier_id"], row["actor"]): row["first"] for row in rows}
