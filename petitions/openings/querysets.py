"""Which openings: one's own, those that run, those that wait for somebody."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from classification.querysets import visibility
from personnel.models import Person
from petitions.models import Petition
from petitions.openings.models import Opening, State
from vault import clock

RELATED = (
    "petition__record__unit",
    "petition__record__level__scheme",
    "petition__record__grading",
    "reader",
    "companion",
    "companion_device",
)


def visible_openings(person: Person, *, on: date) -> QuerySet[Opening]:
    """Those in which the person is one of the two, of petitions they see and that are not destroyed."""
    own = Opening.objects.filter(Q(reader=person) | Q(companion=person), petition__record__destroyed_on__isnull=True)
    return own.filter(visibility(person, on=on, prefix="petition__record__")).select_related(*RELATED)


def not_over() -> QuerySet[Opening]:
    return Opening.objects.filter(ended_at__isnull=True)


def running_of(petition: Petition, reader: Person) -> Opening | None:
    """The reader's own that is asked for or open."""
    return not_over().filter(petition=petition, reader=reader).first()


def past_their_time() -> QuerySet[Opening]:
    """Those whose time is up, and of the others every one that is open: somebody may have lost access meanwhile."""
    now = clock.now()
    waited = now - timedelta(minutes=settings.OPENING_WAITS_MINUTES)
    signed = now - timedelta(minutes=settings.OPENING_SIGNATURES_MINUTES)
    late = Q(asked_at__lt=waited) | Q(reader_signed_at__lt=signed) | Q(companion_signed_at__lt=signed)
    return not_over().filter(Q(state=State.OPEN) | late)
