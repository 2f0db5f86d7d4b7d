"""Which destruction slips: visible to whom, waiting for whom, not finished."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from approvals.models import Signature
from approvals.querysets import parties
from classification.models import GradedRecord
from custody.models import Carrier
from destruction.choices import Status
from destruction.models import DestructionItem, DestructionSlip
from personnel.models import Person, Unit
from personnel.offices import Office

RELATED = ("applicant", "applicant_unit", "owning_unit", "level", "executor", "first_witness", "second_witness")


def visible_slips(person: Person, *, on: date) -> QuerySet[DestructionSlip]:
    """Slips this person may see: whoever is or was on them, the offices they concern, clerks and auditors.

    A witness's office sees what is approved until two have signed. Basis: DESIGN §3, §4.
    """
    found = DestructionSlip.objects.select_related(*RELATED)
    offices = person.office_codes()
    if not offices:
        return found.none()
    if offices & {Office.SECURITY_CLERK, Office.AUDITOR}:
        return found
    seen = concerned(person, on=on) | Q(executor=person) | Q(first_witness=person) | Q(second_witness=person)
    if Office.DESTRUCTION_WITNESS in offices:
        seen |= Q(pk__in=open_to_witness(person).values("pk"))
    return found.filter(seen)


def concerned(person: Person, *, on: date) -> Q:
    """Slips that are the person's own business: applied for or signed by them, or of their unit by office. They read the reason."""
    return parties(DestructionSlip, person, on=on) | Q(owning_unit__in=_units_answered_for(person))


def is_concerned(slip: DestructionSlip, person: Person, *, on: date) -> bool:
    """Whether the slip is this person's own business."""
    return DestructionSlip.objects.filter(concerned(person, on=on), pk=slip.pk).exists()


def _units_answered_for(person: Person) -> list[Unit]:
    """Units whose register the person keeps, heads or leads."""
    found: list[Unit] = []
    for held in person.appointments_now:
        if held.office in (Office.REGISTRAR, Office.UNIT_HEAD):
            found.append(held.unit)
        elif held.office == Office.LEADER_IN_CHARGE:
            found.extend(held.led_units.all())
    return found


def open_to_execution(person: Person) -> QuerySet[DestructionSlip]:
    """Approved slips on which the person is nothing yet."""
    return DestructionSlip.objects.filter(status=Status.APPROVED).exclude(applicant=person).exclude(pk__in=_signed_by(person))


def open_to_witness(person: Person) -> QuerySet[DestructionSlip]:
    """Slips from approval until two witnesses have signed, on which the person is nothing else."""
    running = DestructionSlip.objects.filter(status__in=[Status.APPROVED, Status.EXECUTING], second_witness__isnull=True)
    free = ~Q(applicant=person) & (Q(executor__isnull=True) | ~Q(executor=person))
    return running.filter(free).exclude(pk__in=_signed_by(person))


def awaiting_witness(person: Person) -> QuerySet[DestructionSlip]:
    """Opened slips that this person may witness and has not."""
    return open_to_witness(person).filter(Q(first_witness__isnull=True) | ~Q(first_witness=person), status=Status.EXECUTING)


def _signed_by(person: Person) -> QuerySet:
    return Signature.objects.filter(signer=person).values("slip_id")


def running_lines(records: Iterable[GradedRecord], carriers: Iterable[Carrier]) -> QuerySet[DestructionItem]:
    """Lines of running slips that name one of these."""
    return DestructionItem.objects.filter(Q(record__in=list(records)) | Q(carrier__in=list(carriers)), running=True)


def unfinished() -> QuerySet[DestructionSlip]:
    """What recovery has to look at: decided and not done, or witnessed by two and not begun, or opened long ago."""
    return DestructionSlip.objects.filter(status__in=[Status.EXECUTED, Status.EXECUTING]).order_by(F("opened_at"))
