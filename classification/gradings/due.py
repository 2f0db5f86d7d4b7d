"""Periods that end, reviews that are due; for whom. Basis: DOMAIN §3.1 (保密期限, 每年审核)."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from classification.models import GradedRecord, Grading, RecordUserGrant
from classification.querysets import visible_records
from classification.walls.querysets import kept_out_of
from personnel.models import Person
from personnel.offices import Office


def standing() -> QuerySet[GradedRecord]:
    """Graded and neither declassified nor destroyed."""
    related = ("unit", "level", "grading__level__scheme")
    return GradedRecord.objects.filter(grading__isnull=False, declassified_on__isnull=True, destroyed_on__isnull=True).select_related(
        *related
    )


def past_their_period(*, on: date) -> QuerySet[GradedRecord]:
    """Over: the last secret day has passed. What somebody proposed to keep secret waits for the decision, protected as it is; and so does
    what a raised source protects, and what was derived from something that is still secret (its source may have been extended)."""
    held = Grading.objects.filter(status=Grading.Status.PROPOSED).exclude(kind=Grading.Kind.DECLASSIFICATION)
    over = standing().filter(grading__secret_until__lt=on, claims=[]).exclude(pk__in=held.values("record"))
    return over.exclude(grading__source__in=standing().values("pk"))


def period_began(record: GradedRecord) -> date | None:
    """The day of the first decision since the record was last declassified; None where no period runs. Basis: DOMAIN §3.1 (BMT 19)."""
    if record.grading_id is None or record.declassified_on is not None:
        return None
    decided = record.gradings.filter(decided_at__isnull=False).exclude(status=Grading.Status.DECLINED).order_by("decided_at", "pk")
    began = None
    for grading in decided:
        began = None if grading.declassifies else began or timezone.localdate(grading.decided_at)
    return began


def ending(*, on: date) -> QuerySet[GradedRecord]:
    """Whose period ends within the days of the first warning."""
    return standing().filter(grading__secret_until__lte=on + timedelta(days=settings.PERIOD_WARNING_DAYS))


def is_last_warning(grading: Grading, *, on: date) -> bool:
    return grading.secret_until is not None and grading.secret_until <= on + timedelta(days=settings.PERIOD_LAST_WARNING_DAYS)


def due_for_review(*, on: date) -> QuerySet[GradedRecord]:
    return standing().filter(grading__review_on__lte=on)


def handled_by(person: Person) -> QuerySet[GradedRecord]:
    """Records this person handles."""
    grants = RecordUserGrant.objects.filter(user=person, permission__codename="handle_gradedrecord")
    return GradedRecord.objects.filter(pk__in=grants.values("content_object"))


def ending_for(person: Person, *, on: date) -> QuerySet[GradedRecord]:
    """For the handling officer, and for the grading authority, who is told number and mark of what they may decide again; nobody is told of
    what a wall keeps them out of."""
    handled = Q(pk__in=handled_by(person).values("pk")) & Q(pk__in=visible_records(person, on=on).values("pk"))
    units = [unit.pk for held in person.appointments_now if held.office == Office.GRADING_AUTHORITY for unit in held.led_units.all()]
    return ending(on=on).filter(handled | Q(unit__in=units if person.is_active else [])).exclude(pk__in=kept_out_of(person, on=on))


def reviews_for(person: Person, *, on: date) -> QuerySet[GradedRecord]:
    """For the handling officer."""
    return due_for_review(on=on).filter(pk__in=handled_by(person).values("pk")).filter(pk__in=visible_records(person, on=on).values("pk"))
