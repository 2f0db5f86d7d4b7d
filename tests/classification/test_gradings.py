"""A grading is proposed by one person and decided by another; level and scope decide at once who sees the record."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification import actions
from classification.models import GradedRecord, Grading, SecrecyLevel
from classification.periods import parse_period
from classification.querysets import visible_records
from classification.rules import grading_authorities, may_decide, reads_content_by_office
from config.demonstration.founding import House
from personnel.actions import appoint, end_appointment
from personnel.models import Person
from personnel.offices import Office
from tests import cast

pytestmark = pytest.mark.django_db

BASIS = "涉及个人隐私"


@pytest.fixture
def house(db: None) -> House:
    return cast.make()


@pytest.fixture
def record(house: House) -> GradedRecord:
    return actions.open_record(unit=house.units["petition_office"], on=today(), by=house.li)


def today() -> date:
    return timezone.localdate()


def values(house: House, level: str = "important", scope: str = "business_one") -> dict:
    return {
        "level": SecrecyLevel.objects.get(pk=level),
        "period": parse_period("10年", start=today()),
        "basis": BASIS,
        "scope": [f"unit:{house.units[scope].pk}"],
    }


def propose(house: House, record: GradedRecord, *, by: str = "li", reason: str = "情况变化", **changes) -> Grading:
    return actions.propose_grading(record, by=house.people[by], on=today(), reason=reason, **values(house, **changes))


def decide(house: House, grading: Grading, *, by: str = "liu", **changes) -> Grading:
    return actions.decide_grading(grading, by=cast.fresh(house.people[by]), on=today(), **values(house, **changes))


def seeing(house: House, record: GradedRecord) -> set[str]:
    return {account for account, person in house.people.items() if visible_records(cast.fresh(person)).filter(pk=record.pk).exists()}


def codes(raised: pytest.ExceptionInfo[Refused]) -> list[str]:
    return raised.value.codes


def test_before_a_grading_only_the_registering_unit_and_its_authority_see_it(house: House, record: GradedRecord) -> None:
    assert seeing(house, record) == {"li", "wang", "liu"}


def test_a_proposal_changes_nothing_until_it_is_confirmed(house: House, record: GradedRecord) -> None:
    propose(house, record)
    assert seeing(house, record) == {"li", "wang", "liu"}
    assert GradedRecord.objects.get().level is None


def test_confirming_decides_at_once_who_sees_it(house: House, record: GradedRecord) -> None:
    decide(house, propose(house, record))
    assert seeing(house, record) == {"li", "wang", "liu", "chen", "he"}, "business_one is in the scope; Sun is not cleared, Qian not named"


def test_amending_level_and_scope_counts_and_is_remembered_as_such(house: House, record: GradedRecord) -> None:
    grading = decide(house, propose(house, record), level="core", scope="legal")
    assert grading.amended
    assert seeing(house, record) == {"li", "wang", "liu", "qian"}
    assert Entry.objects.get(event="grading.amended").facts == {"level": "core", "proposed": "important"}


def test_confirming_as_proposed_is_not_amending(house: House, record: GradedRecord) -> None:
    assert not decide(house, propose(house, record)).amended
    assert Entry.objects.filter(event="grading.confirmed").count() == 1


def test_the_proposer_never_decides(house: House, record: GradedRecord) -> None:
    with pytest.raises(Refused) as raised:
        decide(house, propose(house, record, by="liu"), by="liu")
    assert codes(raised) == ["OWN_PROPOSAL"]


def test_when_the_authority_proposes_the_principal_leader_decides_and_sees_it_meanwhile(house: House, record: GradedRecord) -> None:
    grading = propose(house, record, by="liu")
    assert [person.username for person in grading_authorities(grading, on=today())] == ["sheng"]
    assert "sheng" in seeing(house, record)
    decide(house, grading, by="sheng")
    assert "sheng" not in seeing(house, record)


def test_without_an_authority_the_principal_leader_stands_in(house: House, record: GradedRecord) -> None:
    for held in house.liu.appointments.filter(office=Office.GRADING_AUTHORITY):
        held.since = held.until = date(2024, 1, 1)
        held.keep(by=None)
    grading = propose(house, record)
    assert may_decide(record, cast.fresh(house.sheng), on=today())
    assert not may_decide(record, cast.fresh(house.liu), on=today())
    assert "sheng" in seeing(house, record)
    decide(house, grading, by="sheng")


def test_a_leader_is_no_authority_for_the_unit_where_they_merely_sit(house: House) -> None:
    """Liu sits in the root unit and leads two others: records of the root unit are not Liu's to decide or to read."""
    record = actions.open_record(unit=house.units["leadership"], on=today(), by=house.li)
    grading = propose(house, record)
    assert [person.username for person in grading_authorities(grading, on=today())] == ["sheng"]
    assert "liu" not in seeing(house, record)
    record.level = SecrecyLevel.objects.get(pk="core")
    assert not reads_content_by_office(record, cast.fresh(house.liu))
    assert reads_content_by_office(record, cast.fresh(house.sheng))


@pytest.mark.parametrize("account", ["li", "wang", "chen", "qian", "sheng", "zhou", "sysadmin"])
def test_nobody_else_decides(house: House, record: GradedRecord, account: str) -> None:
    grading = propose(house, record, by="wang" if account == "li" else "li")
    with pytest.raises(Refused) as raised:
        decide(house, grading, by=account)
    assert codes(raised) == ["NOT_AUTHORITY"]
    assert Grading.objects.get().status == "proposed"


def test_the_authority_must_be_cleared_for_the_level_before_and_after(house: House, record: GradedRecord) -> None:
    appoint(
        house.he,
        unit=house.units["business_one"],
        office=Office.GRADING_AUTHORITY,
        since=today(),
        by=None,
        leads=(house.units["petition_office"],),
    )
    with pytest.raises(Refused) as raised:
        decide(house, propose(house, record), by="he")
    assert codes(raised) == ["AUTHORITY_NOT_CLEARED"], "ungraded counts as core, above He's clearance"


def test_a_decided_proposal_is_not_decided_again(house: House, record: GradedRecord) -> None:
    grading = propose(house, record)
    decide(house, grading)
    with pytest.raises(Refused) as raised:
        decide(house, grading)
    assert codes(raised) == ["ALREADY_DECIDED"]


def test_a_second_proposal_replaces_the_first_that_still_waits(house: House, record: GradedRecord) -> None:
    first = propose(house, record)
    second = propose(house, record, level="core")
    assert {grading.pk: grading.status for grading in record.gradings.all()} == {first.pk: "replaced", second.pk: "proposed"}


def test_a_new_decision_replaces_the_earlier_one_and_its_scope(house: House, record: GradedRecord) -> None:
    decide(house, propose(house, record))
    decide(house, propose(house, record, scope="legal"), scope="legal")
    assert seeing(house, record) == {"li", "wang", "liu", "qian"}
    assert sorted(record.gradings.values_list("status", flat=True)) == ["confirmed", "replaced"]


def test_a_destroyed_record_is_not_graded(house: House, record: GradedRecord) -> None:
    record.destroyed_on = today()
    record.keep(by=None)
    with pytest.raises(Refused) as raised:
        propose(house, record)
    assert codes(raised) == ["DESTROYED"]


def test_the_handling_officer_sees_it_and_the_former_one_does_not(house: House, record: GradedRecord) -> None:
    actions.let_handle(record, officer=house.qian, by=house.wang)
    assert seeing(house, record) == {"li", "wang", "liu", "qian"}
    actions.let_handle(record, officer=house.chen, by=house.wang)
    assert seeing(house, record) == {"li", "wang", "liu"}, "Chen handles, but is not cleared for what is not graded yet"
    decide(house, propose(house, record, scope="legal"), scope="legal")
    assert seeing(house, record) == {"li", "wang", "liu", "qian", "chen"}


def test_whoever_leaves_a_unit_leaves_its_records(house: House, record: GradedRecord) -> None:
    decide(house, propose(house, record))
    for held in house.chen.appointments.all():
        end_appointment(held, on=date(2024, 1, 1), by=None)
    assert "chen" not in seeing(house, record)


def test_t14_the_database_refuses_a_proposer_who_decides(house: House, record: GradedRecord) -> None:
    grading = propose(house, record)
    with pytest.raises(IntegrityError, match="a_grading_is_decided_by_someone_else"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE classification_grading SET decided_by_id = proposer_id WHERE id = %s", [grading.pk])


def test_the_basis_is_sealed_by_the_records_key(house: House, record: GradedRecord) -> None:
    propose(house, record)
    assert Grading.objects.get().basis == BASIS
    with connection.cursor() as cursor:
        cursor.execute("SELECT basis FROM classification_grading")
        assert BASIS.encode() not in bytes(cursor.fetchone()[0])


def test_is_superuser_decides_nothing(house: House) -> None:
    with pytest.raises(IntegrityError, match="nobody_is_a_superuser"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE personnel_person SET is_superuser = true WHERE username = 'sysadmin'")
    assert not Person.objects.filter(is_superuser=True).exists()
