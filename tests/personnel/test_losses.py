"""What a violation or a breach cost; another measure for the same breach. Basis: REQUIREMENTS H7."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.refusals import Refused
from personnel.file.actions import assess_loss, enter
from personnel.file.models import FileEntry
from personnel.partners.actions import enter as enter_firm
from personnel.partners.breaches.actions import assess_loss as assess_loss_of_breach
from personnel.partners.breaches.actions import propose_measure, record_breach
from personnel.partners.breaches.models import Breach
from personnel.proposals.actions import confirm, refuse
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    return cast.make()


def values(**given):
    return {"loss": Decimal("1200.00"), "currency": "CNY", "assessed_by": "财务部", "assessed_on": TODAY(), "remedy": "open"} | given


def entry_of(house, **given):
    said = {"kind": "violation", "category": "carrier_lost", "happened_on": TODAY(), "evidence": "盘点少一份"} | given
    return enter(house.li, said, by=house.secadmin, on=TODAY())


def test_a_violation_says_what_it_cost_who_assessed_it_and_whether_it_is_made_good(house):
    entry = entry_of(house)
    assess_loss(entry, values(), by=house.secadmin, on=TODAY())
    page = cast.signed_in(house.wang).get(f"/personnel/people/{house.li.pk}/file/").content.decode()
    assert "1,200.00 CNY" in page
    assert "财务部" in page
    assess_loss(entry, values(remedy="wholly"), by=house.secadmin, on=TODAY())
    assert FileEntry.history.filter(id=entry.pk, loss=1200).values_list("remedy", flat=True).count() == 2


def test_a_loss_belongs_to_a_violation_is_assessed_after_it_and_by_nobody_but_the_keeper(house):
    reward = entry_of(house, kind="reward", category="gift")
    violation = entry_of(house)
    for thing, by, given, code in (
        (reward, house.secadmin, {}, "NO_LOSS_HERE"),
        (violation, house.wang, {}, "NOT_KEEPER"),
        (violation, house.secadmin, {"assessed_on": TODAY() + timedelta(days=1)}, "ASSESSED_LATER"),
        (violation, house.secadmin, {"assessed_on": TODAY() - timedelta(days=1)}, "ASSESSED_BEFORE"),
    ):
        with pytest.raises(Refused, match=code):
            assess_loss(thing, values(**given), by=by, on=TODAY())
    with pytest.raises(IntegrityError, match="a_loss_says_who_assessed_it"), transaction.atomic():
        QuerySet(FileEntry).filter(pk=violation.pk).update(loss=5)


def breach_of(house, measure="deduction", amount=Decimal(5000)):
    told = {"category": "copied", "happened_on": TODAY(), "account": "在机房拍照", "measure": measure, "amount": amount}
    unit = house.units["business_one"]
    firm = enter_firm(name="示例合作单位", code="", unit=unit, units=[unit], by=house.secadmin)
    return record_breach(firm, told, reason="依约扣款", by=house.secadmin, on=TODAY())


def test_a_breach_says_what_it_cost(house):
    breach = breach_of(house)
    browser = cast.signed_in(house.secadmin)
    sent = {"loss": "88.5", "currency": "EUR", "assessed_by": "评估组", "assessed_on": TODAY().isoformat(), "remedy": "partly"}
    address = f"/personnel/partner-breaches/{breach.pk}/loss/"
    assert browser.post(address, sent | {"loss": "-1"}).status_code == 400
    assert browser.post(address, sent | {"assessed_on": "2020-01-01"}).status_code == 409
    assert browser.post(address, sent).status_code == 302
    assert "88.50 EUR" in browser.get(breach.partner.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="NOT_SECURITY_ADMIN"):
        assess_loss_of_breach(breach, values(), by=house.he, on=TODAY())


def test_after_a_refusal_another_measure_is_proposed_for_the_same_breach(house):
    breach = breach_of(house)
    first = breach.proposal
    browser, address = cast.signed_in(house.secadmin), f"/personnel/partner-breaches/{breach.pk}/measure/"
    with pytest.raises(Refused, match="MEASURE_STANDS"):
        propose_measure(breach, measure="compensation", amount=Decimal(900), reason="赔偿", by=house.secadmin, on=TODAY())
    assert browser.get(address).status_code == 409
    refuse(first, by=house.liu, reason="扣款过重", on=TODAY())
    assert browser.post(address, {"measure": "compensation", "amount": "", "reason": "按实际损失赔偿"}).status_code == 400
    answer = browser.post(address, {"measure": "compensation", "amount": "900", "reason": "按实际损失赔偿"})
    assert answer.status_code == 302
    again = Breach.objects.get(pk=breach.pk)
    assert (again.measure, again.amount, again.proposal_id != first.pk) == ("compensation", Decimal(900), True)
    assert "5,000.00" in browser.get(first.get_absolute_url()).content.decode()  # what was refused stays what it was
    assert "900.00" in browser.get(again.proposal.get_absolute_url()).content.decode()
    confirm(again.proposal, by=house.liu, on=TODAY())
    with pytest.raises(Refused, match="MEASURE_STANDS"):
        propose_measure(again, measure="deduction", amount=Decimal(1), reason="再扣", by=house.secadmin, on=TODAY())


def test_whoever_decides_reaches_the_firm_and_the_agreement_from_the_proposal(house):
    breach = breach_of(house)
    page = cast.signed_in(house.liu).get(breach.proposal.get_absolute_url()).content.decode()
    assert breach.partner.get_absolute_url() in page
