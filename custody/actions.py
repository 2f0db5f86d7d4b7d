"""Enter carriers, apply to borrow, hand over, take back, note what is overdue. Lock order: record, slip, carriers (F9)."""

from collections import defaultdict
from datetime import date

from django.db import transaction

from approvals.actions import file_slip
from approvals.numbering import next_numbers
from audit.trail.actions import prepare, record, record_many
from audit.trail.models import Entry
from audit.trail.refusals import Refused, demand
from classification.models import GradedRecord
from classification.protection import lent_under
from custody import events, rules
from custody.leaving import to_give
from custody.locking import lock_record, lock_slip
from custody.models import BorrowSlip, Carrier, LoanedCarrier, LoanStatus
from custody.querysets import overdue
from personnel.models import Person
from personnel.workdays import after_working_days
from petitions.choices import Channel
from petitions.models import Petition
from vault import clock
from vault.history import bulk_change, bulk_remember

CARRIER_SERIES = "ZT"
_ON_PAPER = {Channel.LETTER, Channel.VISIT}


def enter_carriers(petitions: list[Petition], by: Person) -> None:
    """Every new petition is an electronic carrier; letters and visits come on paper as well. Basis: REQUIREMENTS C3."""
    carriers = [_carrier(petition, kind, by) for petition in petitions for kind in _kinds(petition)]
    for year in sorted({carrier.made_on.year for carrier in carriers}):
        _number([carrier for carrier in carriers if carrier.made_on.year == year], year)
    bulk_remember(carriers, by=by)
    numbers = defaultdict(list)
    for carrier in carriers:
        numbers[carrier.record_id].append(carrier.number)
    record_many([_entered(petition, ", ".join(numbers[petition.pk]), by) for petition in petitions])


def _kinds(petition: Petition) -> list[Carrier.Kind]:
    return [Carrier.Kind.ELECTRONIC, *([Carrier.Kind.PAPER] if petition.channel in _ON_PAPER else [])]


def _carrier(petition: Petition, kind: Carrier.Kind, by: Person) -> Carrier:
    place = petition.record.unit.name if kind == Carrier.Kind.PAPER else ""
    return Carrier(record=petition.record, kind=kind, title=petition.number, keeper=by, place=place, made_on=petition.record.registered_on)


def _number(carriers: list[Carrier], year: int) -> None:
    for carrier, number in zip(carriers, next_numbers(CARRIER_SERIES, year, len(carriers)), strict=True):
        carrier.number = number


def _entered(petition: Petition, numbers: str, by: Person) -> Entry:
    return prepare(events.CARRIERS_ENTERED, actor=by, subject=petition, dossier_id=petition.pk, facts={"numbers": numbers})


@transaction.atomic
def describe_carrier(carrier: Carrier, *, pages: int | None, copies: int, place: str, keeper: Person | None, by: Person) -> Carrier:
    """Corrects the ledger line. New pages or copies void the signatures of slips under way (THREATS T07)."""
    lock_record(carrier.record_id)
    carrier = Carrier.objects.select_for_update().get(pk=carrier.pk)
    demand(rules.obstacles_to_describing(carrier, by))
    carrier.pages, carrier.copies, carrier.place, carrier.keeper = pages, copies, place, keeper
    carrier.keep(by=by)
    record(events.CARRIER_DESCRIBED, actor=by, subject=carrier, dossier_id=carrier.record_id, facts={"number": carrier.number})
    return carrier


@transaction.atomic
def change_keeper(former: Person, *, keeper: Person, by: Person, on: date) -> int:
    """Whatever of this keeper's the giver may give and the new one is cleared for changes hands, also what is on loan. Answers how many."""
    found = to_give(former, by).select_related("record__level", "level").order_by("pk")
    lines = list(found.select_for_update(of=("self",)))
    demand(rules.obstacles_to_giving(lines, former, keeper, by, on=on))
    lines = rules.open_to(keeper, lines, on=on)
    bulk_change(lines, by=by, keeper=keeper)
    record_many([_given(carrier, keeper, by) for carrier in lines])
    return len(lines)


def _given(carrier: Carrier, keeper: Person, by: Person) -> Entry:
    facts = {"number": carrier.number, "officer": keeper.username}
    return prepare(events.KEEPER_CHANGED, actor=by, subject=carrier, dossier_id=carrier.record_id, facts=facts)


@transaction.atomic
def apply_to_borrow(about: GradedRecord, *, carriers: list[Carrier], purpose: str, days: int, by: Person, on: date) -> BorrowSlip:
    """A new borrow slip by the policy of the record's level."""
    about = lock_record(about.pk)
    carriers = list(Carrier.objects.filter(pk__in=[carrier.pk for carrier in carriers]).order_by("number"))
    demand(rules.obstacles_to_asking(about, carriers, purpose=purpose, days=days, person=by, on=on))
    policy = lent_under(about)
    slip = BorrowSlip(
        record=about,
        level=about.level,
        mark_text=about.mark.text,
        purpose=purpose.strip(),
        days=days,
        place=policy.place,
        steps=list(policy.steps),
        applicant=by,
        applicant_unit=by.main_unit,
        owning_unit=about.unit,
    )
    return file_slip(slip, on=on, lines=[LoanedCarrier(slip=slip, carrier=carrier) for carrier in carriers])


@transaction.atomic
def hand_over(slip: BorrowSlip, *, by: Person, on: date) -> BorrowSlip:
    """The security clerk gives out what the slip lists; electronic content opens for the borrower."""
    slip = lock_slip(slip)
    demand(rules.obstacles_to_handing_over(slip, by, on=on))
    due = after_working_days(on, slip.days)
    slip.move_to(
        LoanStatus.ON_LOAN,
        by=by,
        handed_over_by=by,
        handed_over_at=clock.now(),
        due_on=due.due_on,
        by_weekdays=due.by_weekdays,
    )
    _move_carriers(slip, Carrier.Status.ON_LOAN, by)
    record(events.HANDED_OVER, actor=by, subject=slip, dossier_id=slip.record_id, facts={"number": slip.number})
    return slip


@transaction.atomic
def take_back(
    slip: BorrowSlip, *, pages: int | None, condition: str, difference: str = "", returned_by: Person | None = None, by: Person
) -> BorrowSlip:
    """The loan ends: pages and condition are checked; electronic content closes for the borrower.

    `returned_by`: who brings it in the place of a borrower who leaves or has left.
    """
    slip = lock_slip(slip)
    demand(rules.obstacles_to_taking_back(slip, by))
    demand(rules.obstacles_to_bringing(slip, returned_by, by))
    demand(rules.obstacles_to_return_values(slip, pages=pages, condition=condition, difference=difference))
    slip.move_to(
        LoanStatus.RETURNED,
        by=by,
        received_by=by,
        returned_by=returned_by,
        returned_at=clock.now(),
        pages_returned=pages,
        condition=condition.strip(),
        difference=difference.strip(),
    )
    _move_carriers(slip, Carrier.Status.IN_STORE, by)
    record(events.TAKEN_BACK, actor=by, subject=slip, dossier_id=slip.record_id, facts={"number": slip.number})
    if rules.pages_differ(slip, pages):
        facts = {"number": slip.number, "expected": rules.expected_pages(slip), "returned": pages}
        record(events.PAGES_DIFFERED, actor=by, subject=slip, dossier_id=slip.record_id, facts=facts)
    return slip


def _move_carriers(slip: BorrowSlip, status: Carrier.Status, by: Person) -> None:
    """The lines open or close together with their carriers' state; the partial unique constraint guards them."""
    lines = slip.lines.select_for_update().order_by("carrier_id")
    for line in lines:
        line.open = status == Carrier.Status.ON_LOAN
        line.keep(by=by)
        carrier = Carrier.objects.select_for_update().get(pk=line.carrier_id)
        carrier.status = status
        carrier.keep(by=by)


@transaction.atomic
def mark_carriers_destroyed(carriers: list[Carrier], *, by: Person, on: date) -> None:
    """Called when a destruction has been carried out; may be repeated. What is on loan is refused."""
    for record_id in sorted({carrier.record_id for carrier in carriers if carrier.record_id}):
        lock_record(record_id)
    for carrier in Carrier.objects.select_for_update().filter(pk__in=[c.pk for c in carriers]).order_by("pk"):
        if carrier.status == Carrier.Status.ON_LOAN:
            raise Refused([rules.on_loan(carrier)])
        if carrier.status == Carrier.Status.IN_STORE:
            carrier.status = Carrier.Status.DESTROYED
            carrier.keep(by=by)
            facts = {"number": carrier.number, "day": on.isoformat()}
            record(events.CARRIER_DESTROYED, actor=by, subject=carrier, dossier_id=carrier.record_id, facts=facts)


def note_overdue(*, on: date) -> int:
    """Notes each overdue loan once; answers how many were new."""
    return sum(_note(slip, on) for slip in overdue(on=on).filter(overdue_noted_on__isnull=True))


@transaction.atomic
def _note(slip: BorrowSlip, on: date) -> bool:
    slip = lock_slip(slip)
    if slip.overdue_noted_on is not None or slip.status != LoanStatus.ON_LOAN:
        return False
    slip.overdue_noted_on = on
    slip.keep(by=None)
    record(events.OVERDUE_NOTED, actor=None, subject=slip, dossier_id=slip.record_id, facts={"number": slip.number})
    return True
