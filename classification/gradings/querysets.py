"""Notices, receipts, and what was declined."""

from dataclasses import dataclass

from django.db.models import QuerySet

from classification.gradings.models import GradingNotice
from classification.models import GradedRecord, Grading
from personnel.models import Person


@dataclass(frozen=True)
class Receipts:
    """How many were told of a decision, and who has not acknowledged it yet."""

    told: int
    outstanding: list[Person]

    @property
    def given(self) -> int:
        return self.told - len(self.outstanding)


def notices_for(person: Person) -> QuerySet[GradingNotice]:
    """A person's own notices."""
    related = ("grading__level__scheme", "grading__decided_by", "grading__record")
    return GradingNotice.objects.filter(person=person).select_related(*related)


def waiting_notices(person: Person) -> QuerySet[GradingNotice]:
    return notices_for(person).filter(acknowledged_at__isnull=True).order_by("sent_at", "id")


def receipts(grading: Grading | None) -> Receipts | None:
    """None where nobody had to be told."""
    if grading is None or grading.kind == Grading.Kind.GRADING:
        return None
    notices = list(grading.notices.select_related("person").order_by("person__name"))
    return Receipts(len(notices), [notice.person for notice in notices if notice.acknowledged_at is None])


def waiting_proposal(record: GradedRecord) -> Grading | None:
    """The one proposal that waits for a decision."""
    related = ("level__scheme", "proposer", "record__unit", "record__level__scheme")
    return record.gradings.filter(status=Grading.Status.PROPOSED).select_related(*related).first()


def declined_last(record: GradedRecord) -> Grading | None:
    """The proposal decided last, where it was declined."""
    last = record.gradings.filter(decided_at__isnull=False).select_related("level__scheme", "decided_by").order_by("-decided_at").first()
    return last if last is not None and last.status == Grading.Status.DECLINED else None


def source_of(record: GradedRecord, *, named: GradedRecord | None = None, freed: bool = False) -> GradedRecord | None:
    """What the next grading is derived from: what is `named`, else what the present one is, unless it is derived no longer (`freed`)."""
    if named is not None or freed or record.grading is None:
        return named
    return record.grading.source
