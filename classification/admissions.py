"""Grants (django-guardian) and their projection, written together in the caller's transaction."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db import connection

from classification.models import Admission, GradedRecord, Grading, RecordGroupGrant, RecordUserGrant
from classification.principals import office_of
from classification.scopes import split
from personnel.models import Person, Unit
from personnel.offices import Office
from personnel.rules import root_of
from vault.copying import copy_rows

KNOW, HANDLE = "know_gradedrecord", "handle_gradedrecord"

_BEFORE_GRADING = (Office.REGISTRAR, Office.UNIT_HEAD, Office.GRADING_AUTHORITY)
_AFTER_GRADING = (Office.REGISTRAR, Office.UNIT_HEAD, Office.LEADER_IN_CHARGE)


def set_scope(record: GradedRecord, scope: Iterable[str]) -> None:
    """Replaces who is in the record's scope."""
    units, people = split(scope)
    permission = _permission(KNOW)
    RecordUserGrant.objects.filter(content_object=record, permission=permission).delete()
    RecordGroupGrant.objects.filter(content_object=record, permission=permission).delete()
    RecordUserGrant.objects.bulk_create(
        [RecordUserGrant(user_id=person, permission=permission, content_object=record) for person in set(people)]
    )
    groups = Unit.objects.filter(pk__in=units).values_list("group_id", flat=True)
    RecordGroupGrant.objects.bulk_create(
        [RecordGroupGrant(group_id=group, permission=permission, content_object=record) for group in groups]
    )
    project(record)


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
    Admission.objects.bulk_create(_rows(record, duties(record), Admission.Source.DUTY))


def project_new(records: list[GradedRecord]) -> None:
    """Projection of records that have just been registered and have no grants yet (imports)."""
    duties, source = {record.unit_id: duties_of_ungraded(record) for record in records}, Admission.Source.DUTY.value
    rows = [(principal, record.registered_at, record.pk, source) for record in records for principal in duties[record.unit_id]]
    copy_rows(Admission, ("principal", "registered_at", "record", "source"), rows)


def _granted(record: GradedRecord) -> set[UUID]:
    people = RecordUserGrant.objects.filter(content_object=record).values_list("user_id", flat=True)
    units = RecordGroupGrant.objects.filter(content_object=record).values_list("group__unit__pk", flat=True)
    return set(people) | set(units)


def duties(record: GradedRecord) -> set[UUID]:
    """Offices of the owning unit that see the card by duty; while a proposal waits, whoever may decide it."""
    graded = {office_of(record.unit_id, office) for office in _AFTER_GRADING}
    found = graded if record.level_id else duties_of_ungraded(record)
    waiting = record.gradings.filter(status=Grading.Status.PROPOSED).first()
    return found | (_deciding(waiting) if waiting else set())


def _deciding(grading: Grading) -> set[UUID]:
    """The unit's grading authority; the principal leader where the authority's own proposal waits."""
    unit = grading.record.unit
    found = {office_of(unit.pk, Office.GRADING_AUTHORITY)}
    if grading.proposer.is_appointed(Office.GRADING_AUTHORITY, unit=unit):
        found.add(office_of(root_of(unit).pk, Office.UNIT_HEAD))
    return found


def duties_of_ungraded(record: GradedRecord) -> set[UUID]:
    return {office_of(record.unit_id, office) for office in _BEFORE_GRADING}


def _rows(record, principals, source) -> list[Admission]:
    return [Admission(principal=principal, registered_at=record.registered_at, record=record, source=source) for principal in principals]


def _permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename, content_type__app_label="classification")


def rebuild() -> int:
    """Rewrites the whole projection; answers how many records."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM classification_admission")
    count = 0
    for record in GradedRecord.objects.iterator(2000):
        project(record)
        count += 1
    return count
