"""What custody knows of somebody who leaves: loans that are out, carriers in their keeping."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from custody.models import Carrier, LoanedCarrier
from custody.querysets import visible_carriers, visible_slips
from personnel.leaving.registry import Source, Thing
from personnel.models import Person
from personnel.offices import Office

SHOWN = 50


def on_loan(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Each carrier by itself: one may come back and another be lost."""
    lines = LoanedCarrier.objects.filter(open=True, slip__applicant=person).select_related("slip", "carrier")
    seen = set(visible_slips(reader, on=on).filter(lines__in=lines).values_list("pk", flat=True))
    for line in lines.order_by("slip__number", "carrier__number"):
        url = line.slip.get_absolute_url() if line.slip_id in seen else ""
        due = _("called back, due %(day)s") if line.slip.recalled_at else _("due %(day)s")
        words = " · ".join((line.slip.number, str(line.carrier.get_kind_display()), due % {"day": line.slip.due_on.isoformat()}))
        yield Thing(str(line.pk), line.carrier.number, timezone.localdate(line.slip.handed_over_at), url, words)


def in_keeping(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """The first lines of the ledger that name the person as keeper."""
    kept = list(kept_by(person).order_by("number")[:SHOWN])
    seen = set(visible_carriers(reader, on=on).filter(pk__in=[carrier.pk for carrier in kept]).values_list("pk", flat=True))
    for carrier in kept:
        url = carrier.get_absolute_url() if carrier.pk in seen else ""
        yield Thing(str(carrier.pk), carrier.number, carrier.made_on, url, carrier.get_kind_display())


def kept_by(person: Person) -> QuerySet[Carrier]:
    return Carrier.objects.filter(keeper=person).exclude(status=Carrier.Status.DESTROYED)


def to_give(person: Person, giver: Person) -> QuerySet[Carrier]:
    """Lines of this keeper that the giver may give to another: the security clerk all, a registrar those of their units they see."""
    if giver.holds(Office.SECURITY_CLERK):
        return kept_by(person)
    units = [held.unit_id for held in giver.appointments_now if held.office == Office.REGISTRAR and giver.holds(Office.REGISTRAR)]
    return kept_by(person).filter(record__unit__in=units, pk__in=visible_carriers(giver).values("pk"))


def _settle(person: Person, reader: Person, on: date) -> str:
    """Never one's own: another settles what somebody keeps who leaves."""
    gives = person.pk != reader.pk and to_give(person, reader).exists()
    return reverse("custody:keeping", args=[person.pk]) if gives else ""


def _count(person: Person, gone: set[str]) -> int:
    return kept_by(person).exclude(pk__in=gone).count()


def _nothing(person: Person, reader: Person, on: date) -> list[Thing]:
    return []


def _copies(person: Person, gone: set[str]) -> int:
    """Over all carriers in their keeping or with them on loan, each once. Copies have no lines of their own yet."""
    lent = LoanedCarrier.objects.filter(open=True, slip__applicant=person).exclude(pk__in=gone).values("carrier")
    held = Carrier.objects.filter(Q(pk__in=kept_by(person).exclude(pk__in=gone).values("pk")) | Q(pk__in=lent))
    return held.aggregate(copies=Sum("copies"))["copies"] or 0


SOURCES = (
    Source(
        "loan",
        _("Carriers on loan"),
        _("The person, or somebody in their place, brings them back to the security clerk, who takes them back."),
        on_loan,
    ),
    Source("carrier", _("Carriers in keeping"), _("The ledger names another keeper."), in_keeping, _settle, _count),
    Source("copy", _("Copies of these carriers"), _("They go with the carriers above."), _nothing, count=_copies, along=True),
)
