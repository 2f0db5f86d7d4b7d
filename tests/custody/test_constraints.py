"""The database repeats the human rules, for whoever walks past the actions."""

import itertools

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from approvals.models import ForbiddenMove, Signature, Status
from custody.models import BorrowSlip, Carrier, LoanedCarrier, LoanStatus
from tests.custody import stage
from tests.custody.stage import today

pytestmark = pytest.mark.django_db
EVERY_STATUS = [*Status.values, *LoanStatus.values]


def written(model, **values):
    """Rows written past the actions, as a bulk update does."""
    with transaction.atomic():
        models.QuerySet(model).update(**values)


def refused(constraint, model, **values):
    with pytest.raises(DatabaseError, match=constraint):
        written(model, **values)


def test_t04_a_signature_on_ones_own_slip_is_refused_by_the_database(house):
    slip = stage.filed(house, stage.graded(house))
    columns = "id, slip_id, slip_kind, step, step_code, applicant_id, signer_id, office, payload_hash, signed_at"
    row = [slip.pk, "borrowslip", 0, slip.steps[0], slip.applicant_id, slip.applicant_id, "", slip.payload_hash]
    with pytest.raises(IntegrityError, match="nobody_signs_their_own_slip"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO approvals_signature ({columns}) VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s, %s, now())", row
        )
    assert Signature.objects.count() == 0


def _signature(slip, signer, step=0, **values):
    values = {"payload_hash": slip.payload_hash, "applicant": slip.applicant, **values}
    return Signature(slip_id=slip.pk, slip_kind="borrowslip", step=step, step_code=slip.steps[step], signer=signer, office="", **values)


@pytest.mark.parametrize(("step", "name"), [(0, "one_signature_per_step"), (1, "one_signature_per_person_and_slip")])
def test_t05_one_signature_a_step_and_one_a_person(house, step, name):
    slip = stage.filed(house, stage.graded(house))
    signer = house.he if step else house.liu
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Signature.objects.bulk_create([_signature(slip, house.he), _signature(slip, signer, step)])


@pytest.mark.parametrize("status", ["approved", "on_loan", "returned"])
def test_t04_approved_without_signatures_is_refused_by_the_trigger(house, status):
    stage.filed(house, stage.graded(house))
    facts = {"handed_over_by": house.zhao, "handed_over_at": timezone.now(), "due_on": today()}
    refused("lacks signatures", BorrowSlip, status=status, **facts, received_by=house.zhao, returned_at=timezone.now())


def test_t04_signatures_over_another_payload_do_not_count(house):
    slip = stage.filed(house, stage.graded(house))
    Signature.objects.bulk_create(
        [_signature(slip, house.he, payload_hash="0" * 64), _signature(slip, house.liu, 1, payload_hash="0" * 64)]
    )
    refused("lacks signatures", BorrowSlip, status="approved")


def test_t04_signatures_that_name_another_applicant_do_not_count(house):
    """The trigger compares the signers with the slip's own applicant, whatever the signature row claims."""
    slip = stage.filed(house, stage.graded(house))
    Signature.objects.bulk_create([_signature(slip, house.chen, applicant=house.li), _signature(slip, house.liu, 1)])
    refused("lacks signatures", BorrowSlip, status="approved")


def test_signatures_only_grow(house):
    stage.approved(house, stage.graded(house))
    with pytest.raises(ProgrammingError, match="only grows"), transaction.atomic():
        Signature.objects.update(office="x")
    with pytest.raises(ProgrammingError, match="only grows"), transaction.atomic():
        Signature.objects.all().delete()


def test_history_of_slips_and_carriers_only_grows(house):
    stage.lent(house, stage.graded(house))
    for model in (BorrowSlip, Carrier, LoanedCarrier):
        with pytest.raises(ProgrammingError, match="only grows"), transaction.atomic():
            model.history.all().delete()


def test_t68_one_open_loan_per_carrier(house):
    petition = stage.graded(house)
    line = stage.lent(house, petition).lines.first()
    twin = stage.approved(house, stage.graded(house))
    with pytest.raises(IntegrityError, match="one_open_loan_per_carrier"), transaction.atomic():
        models.QuerySet(LoanedCarrier).bulk_create([LoanedCarrier(slip=twin, carrier=line.carrier, open=True)])


def test_a_loan_is_handed_over_and_taken_back_by_someone(house):
    stage.returned(house, stage.graded(house))
    refused("on_loan_means_handed_over", BorrowSlip, handed_over_by=None)
    refused("on_loan_means_handed_over", BorrowSlip, due_on=None)
    refused("returned_means_received", BorrowSlip, received_by=None)
    refused("nobody_hands_over_to_themselves", BorrowSlip, handed_over_by=house.chen)
    refused("nobody_takes_back_their_own_loan", BorrowSlip, received_by=house.chen)
    refused("a_loan_lasts_a_day_or_more", BorrowSlip, days=0)


def test_a_carrier_is_counted_and_its_record_has_one_electronic_original(house):
    stage.graded(house)
    refused("a_carrier_has_at_least_one_copy", Carrier, copies=0)
    refused("one_electronic_original_per_record", Carrier, kind="electronic")


def test_registers_are_not_changed_past_their_history(house):
    stage.lent(house, stage.graded(house))
    for model in (BorrowSlip, Carrier, LoanedCarrier):
        for walk_past in (lambda rows: rows.update(pk=None), lambda rows: rows.delete()):
            with pytest.raises(TypeError):
                walk_past(model.objects.all())


FORBIDDEN = [pair for pair in itertools.product(EVERY_STATUS, repeat=2) if pair[1] not in BorrowSlip.NEXT.get(pair[0], set())]


@pytest.mark.parametrize(("now", "then"), FORBIDDEN, ids=lambda pair: str(pair))
def test_a_move_that_the_map_does_not_name_is_refused(now, then):
    slip = BorrowSlip(number="JY-2026-000001", status=now)
    with pytest.raises(ForbiddenMove):
        slip.move_to(then, by=None)


def test_the_map_of_moves_is_the_one_in_the_design():
    allowed = {(now, then) for now, moves in BorrowSlip.NEXT.items() for then in moves}
    aside = {"withdrawn", "lapsed"}
    assert allowed == {
        *((now, then) for now in ("filed", "half_approved") for then in ("half_approved", "refused", *aside)),
        ("half_approved", "approved"),
        *(("approved", then) for then in ("on_loan", *aside)),
        ("on_loan", "returned"),
    }
