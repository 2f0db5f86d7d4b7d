"""Grants (django-guardian) and their projection, written together in the caller's transaction."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db.models.functions import Coalesce
from django.utils import timezone

from classification.authority.deciding import deciders, of_change, of_grading, passes_on
from classification.models import Admission, GradedRecord, Grading, RecordGroupGrant, RecordUserGrant
from classification.principals import office_of
from classification.scopes import Nameable, split
from classification.scoping.models import ScopeChange
from personnel.models import Person, Unit, WorkingGroup
from personnel.offices import Office
from personnel.rules import root_of
from vault.copying import copy_rows

KNOW, HANDLE = "know_gradedrecord", "handle_gradedrecord"

_BEFORE_GRADING = (Office.REGISTRAR, Office.UNIT_HEAD, Office.GRADING_AUTHORITY)
_AFTER_GRADING = (Office.REGISTRAR, Office.UNIT_HEAD, Office.LEADER_IN_CHARGE)


def set_scope(record: GradedRecord, scope: Iterable[str]) -> None:
    """Replaces who is in the record's scope."""
    units, working, people = split(scope)
    permission = _permission(KNOW)
    RecordUserGrant.objects.filter(content_object=record, permission=permission).delete()
    RecordGroupGrant.objects.filter(content_object=record, permission=permission).delete()
    RecordUserGrant.objects.bulk_create(
        [RecordUserGrant(user_id=person, permission=permission, content_object=record) for person in set(people)]
    )
    groups = [
        model.objects.filter(pk__in=ids).values_list("group_id", flat=True) for model, ids in ((Unit, units), (WorkingGroup, working))
    ]
    RecordGroupGrant.objects.bulk_create(
        [RecordGroupGrant(group_id=group, permission=permission, content_object=record) for group in chain(*groups)]
    )
    project(record)


def let_know(record: GradedRecord, named: Nameable, *, until: date) -> None:
    """Adds a person, a group or a unit to the scope up to the end of a day."""
    grants, by = _grants_of(named)
    grants.objects.update_or_create(content_object=record, permission=_permission(KNOW), **by, defaults={"until": until})
    project(record)


def let_go(record: GradedRecord, named: Nameable, *, ended_by: date | None = None) -> None:
    """Takes a person, a group or a unit out of the scope; with `ended_by` only what ended by that day."""
    grants, by = _grants_of(named)
    found = grants.objects.filter(content_object=record, permission=_permission(KNOW), **by)
    (found.filter(until__lte=ended_by) if ended_by else found).delete()
    project(record)


def _grants_of(named: Nameable) -> tuple[Any, dict]:
    """The table that holds the grants of what is named, and how it is found there."""
    return (RecordUserGrant, {"user": named}) if isinstance(named, Person) else (RecordGroupGrant, {"group": named.group})


def let_handle(record: GradedRecord, person: Person | None) -> None:
    """Lets the handling officer in, and the former one out."""
    permission = _permission(HANDLE)
    RecordUserGrant.objects.filter(content_object=record, permission=permission).delete()
    if person is not None:
        RecordUserGrant.objects.create(user=person, permission=permission, content_object=record)
    project(record)


def let_out(person: Person) -> None:
    """Every grant that names this person is gone, and with it what was projected from it."""
    RecordUserGrant.objects.filter(user=person).delete()
    Admission.objects.filter(principal=person.pk, source=Admission.Source.GRANT).delete()


def project(record: GradedRecord) -> None:
    """Rewrites the record's rows of the projection from its grants and duties."""
    Admission.objects.filter(record=record).delete()
    Admission.objects.bulk_create(_rows(record, _granted(record), Admission.Source.GRANT))
    Admission.objects.bulk_create(_rows(record, dict.fromkeys(duties(record)), Admission.Source.DUTY))


def project_new(records: list[GradedRecord]) -> None:
    """Projection of records that have just been registered and have no grants yet (imports)."""
    duties = {record.unit_id: duties_in(record.unit_id, is_graded=False) for record in records}
    source = Admission.Source.DUTY.value
    rows = [(who, record.registered_at, record.pk, record.unit_id, source) for record in records for who in duties[record.unit_id]]
    copy_rows(Admission, ("principal", "registered_at", "record", "unit", "source"), rows)


def _granted(record: GradedRecord) -> dict[UUID, date | None]:
    """Whom grants let in, each with its last day; of two grants the one that reaches further."""
    people = RecordUserGrant.objects.filter(content_object=record).values_list("user_id", "until")
    named = RecordGroupGrant.objects.filter(content_object=record)
    units = named.values_list(Coalesce("group__unit__pk", "group__working_group__pk"), "until")
    found: dict[UUID, date | None] = {}
    for principal, until in sorted([*people, *units], key=lambda grant: grant[1] or date.max):
        found[principal] = until
    return found


def duties(record: GradedRecord) -> set[UUID]:
    """Offices of the owning unit that see the card by duty; while a proposal or a request waits, whoever may decide it."""
    found = duties_in(record.unit_id, is_graded=record.level_id is not None)
    gradings = Grading.objects.filter(record=record, status=Grading.Status.PROPOSED)
    changes = ScopeChange.objects.filter(record=record, status=ScopeChange.Status.PROPOSED)
    waiting: list[Grading | ScopeChange] = [*gradings.select_related("record__unit"), *changes.select_related("record__unit")]
    return found.union(*(deciding(one) for one in waiting))


def deciding(waiting: Grading | ScopeChange) -> set[UUID]:
    """The unit's grading authority; the principal leader as well where nobody appointed may decide and they may."""
    on, unit = timezone.localdate(), waiting.record.unit
    matter = of_grading(waiting) if isinstance(waiting, Grading) else of_change(waiting, on=on)
    found = {office_of(unit.pk, Office.GRADING_AUTHORITY)}
    leads = passes_on(matter, on=on) and deciders(matter, on=on)
    return found | {office_of(root_of(unit).pk, Office.UNIT_HEAD)} if leads else found


def duties_in(unit: UUID, *, is_graded: bool) -> set[UUID]:
    """The offices of a unit that see the cards of its records, whatever waits."""
    return {office_of(unit, office) for office in (_AFTER_GRADING if is_graded else _BEFORE_GRADING)}


def _rows(record: GradedRecord, principals: dict[UUID, date | None], source: str) -> list[Admission]:
    fixed = {"registered_at": record.registered_at, "record": record, "unit_id": record.unit_id, "source": source}
    return [Admission(principal=principal, until=until, **fixed) for principal, until in principals.items()]


def _permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label="classification")
