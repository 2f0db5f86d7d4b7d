"""Who may put what on a destruction slip."""

import pytest
from django.db import IntegrityError, models, transaction

from audit.trail.refusals import Refused
from classification.models import SecrecyLevel
from classification.periods import parse_period
from custody.actions import take_back
from custody.lines.actions import Line, enter_line
from custody.models import Carrier
from destruction import rules
from destruction.actions.filing import Wanted, file_destruction
from destruction.candidates import offered_carriers
from destruction.models import DestructionItem, DestructionSlip
from personnel.actions import appoint
from personnel.offices import Office
from petitions import actions as petitions
from tests import cast
from tests.destruction import stage

pytestmark = pytest.mark.django_db
DAY = stage.DAY


def refusal(house, *things, by=None) -> list[str]:
    with pytest.raises(Refused) as refused, transaction.atomic():
        stage.filed(house, *things, by=by)
    return refused.value.codes


def test_an_empty_slip_is_refused(house):
    assert refusal(house) == ["NOTHING_CHOSEN"]


def test_only_the_registrar_of_the_owning_unit_files(house):
    petition = stage.closed(house)
    for account in sorted(house.people.keys() - {"li"}):
        assert refusal(house, petition, by=house.people[account]) == ["NOT_REGISTRAR"], account


def test_an_uncleared_registrar_files_nothing(house):
    """Also past the form, which does not offer it."""
    petition = stage.closed(house, level="core")
    uncleared = stage.make_registrar(house, house.sun, "petition_office")
    assert refusal(house, petition, by=uncleared) == ["NOT_OPEN_TO_YOU"]
    assert refusal(house, petition.record.carriers.get(kind="paper"), by=uncleared) == ["NOT_OPEN_TO_YOU"]


def test_t75_what_is_on_loan_is_refused_until_it_is_back(house):
    petition = stage.closed(house)
    loan = stage.lent(house, petition)
    assert refusal(house, petition) == ["ON_LOAN"]
    assert refusal(house, petition.record.carriers.get(kind="paper")) == ["ON_LOAN"]
    take_back(loan, pages=0, condition="完好", by=house.zhao)
    assert stage.filed(house, petition).status == "filed"


def test_t75_what_is_not_graded_is_refused(house):
    assert refusal(house, stage.closed(house, level=None)) == ["UNGRADED"]


@pytest.mark.parametrize("graded", [False, True])
def test_t75_an_open_case_is_refused(house, graded):
    petition = stage.registered(house)
    if graded:
        petitions.assign(petition, officer=house.li, unit=house.units["petition_office"], by=house.li, on=DAY)
        stage.grade(house, petition, "ordinary")
    assert refusal(house, petition) == (["OPEN_CASE"] if graded else ["UNGRADED", "OPEN_CASE"])


def test_what_stands_on_a_running_slip_is_refused_elsewhere(house):
    petition, other = stage.closed(house), stage.closed(house)
    stage.filed(house, petition)
    assert refusal(house, petition, other) == ["ON_ANOTHER_SLIP"]
    assert refusal(house, petition.record.carriers.get(kind="paper")) == ["ON_ANOTHER_SLIP"]


def test_a_record_whose_paper_stands_on_a_running_slip_is_refused(house):
    petition = stage.closed(house)
    stage.filed(house, petition.record.carriers.get(kind="paper"))
    assert refusal(house, petition) == ["ON_ANOTHER_SLIP"]


@pytest.mark.parametrize("end", ["refused", "withdrawn", "lapsed"])
def test_a_slip_that_has_ended_lets_go_of_what_it_listed(house, end):
    petition = stage.closed(house)
    slip = stage.filed(house, petition)
    slip.move_to(end, by=house.li)
    assert stage.filed(house, petition).number == "XH-2026-000002"


def test_what_is_destroyed_is_not_destroyed_again(house):
    petition = stage.closed(house)
    stage.destroyed(house, petition)
    assert refusal(house, petition) == ["GONE"]


def test_the_electronic_original_does_not_go_alone(house):
    assert refusal(house, stage.closed(house).record.carriers.get(kind="electronic")) == ["ELECTRONIC_ALONE"]


def test_one_slip_is_for_one_unit(house):
    mine = stage.closed(house)
    appoint(house.li, unit=house.units["business_one"], office=Office.REGISTRAR, since=DAY, by=None)
    house.li.__dict__.pop("appointments_now", None)
    theirs = stage.standalone(house, keeper=house.chen)
    assert refusal(house, mine, theirs) == ["TWO_UNITS"]


def test_a_carrier_nobody_keeps_belongs_to_nobody(house):
    carrier = stage.standalone(house)
    carrier.keeper = None
    carrier.keep(by=house.zhao)
    assert refusal(house, carrier) == ["NO_UNIT", "NOT_REGISTRAR"]


def test_ids_of_nothing_are_nothing(house):
    assert Wanted.of([house.li.pk]) == Wanted(frozenset(), frozenset())


def test_a_carrier_made_after_filing_voids_the_signatures(house):
    petition = stage.closed(house, channel="online")
    slip = stage.approved(house, petition)
    Carrier(record=petition.record, number="ZT-2026-800001", kind="paper", title="-", made_on=DAY).keep(by=house.zhao)
    assert "CHANGED" in codes(rules.obstacles_to_opening(slip, house.zhao, on=DAY))


@pytest.mark.parametrize("change", ["pages", "regraded", "edited"])
def test_t07_whatever_changes_after_filing_voids_the_signatures(house, change):
    petition = stage.closed(house)
    slip = stage.approved(house, petition)
    if change == "pages":
        paper = petition.record.carriers.get(kind="paper")
        paper.pages = 7
        paper.keep(by=house.zhao)
    elif change == "regraded":
        petitions.reopen(petition, reason="补正", by=house.li, on=DAY)
        stage.grade(house, petition, "core")
        petitions.close(petition, result="supported", reply="已安排改造。", closed_on=DAY, by=house.li, on=DAY)
    else:
        petitions.reopen(petition, reason="补正", by=house.li, on=DAY)
        petitions.close(petition, result="supported", reply="另行答复。", closed_on=DAY, by=house.li, on=DAY)
    assert codes(rules.obstacles_to_opening(slip, house.zhao, on=DAY)) == ["CHANGED"]


def test_the_payload_holds_no_content(house):
    slip = stage.filed(house, stage.closed(house))
    text = str(slip.payload())
    assert not any(word in text for word in (stage.SUBJECT, stage.BODY, slip.reason, "测试人甲", "13900000001"))


def test_the_database_refuses_a_carrier_on_two_running_slips(house):
    petition = stage.closed(house)
    first = stage.filed(house, petition)
    line = first.items.first()
    twin = DestructionItem(slip=first, position=9, carrier=line.carrier)
    with pytest.raises(IntegrityError, match="one_running_destruction_per_carrier"), transaction.atomic():
        models.Model.save(twin, force_insert=True)


def test_two_slips_filed_from_one_form_are_numbered_without_gap(house):
    numbers = [stage.filed(house, stage.closed(house)).number for _ in range(3)]
    assert numbers == ["XH-2026-000001", "XH-2026-000002", "XH-2026-000003"]
    refusal(house, stage.registered(house))
    assert stage.filed(house, stage.closed(house)).number == "XH-2026-000004"


def test_a_refused_slip_leaves_nothing(house):
    with pytest.raises(Refused), transaction.atomic():
        file_destruction(Wanted.of([stage.registered(house).pk]), reason="-", method="burning", by=cast.fresh(house.li), on=DAY)
    assert not DestructionSlip.objects.exists()


def codes(obstacles) -> list[str]:
    return [obstacle.code for obstacle in obstacles]


def test_a_state_carrier_alone_goes_under_its_own_mark_and_only_by_who_sees_the_ledger(house):
    """Mark and level stand on the line, on the slip, in what is signed."""
    line = Line("密函", SecrecyLevel.objects.get(pk="state_secret"), parse_period("5年", start=DAY), pages=2, copies=1, place="柜一")
    carrier = enter_line(line, by=house.zhao, on=DAY)
    carrier.keeper = house.li
    carrier.keep(by=house.zhao)
    blind = stage.make_registrar(house, house.sun, "petition_office")
    assert not offered_carriers(blind, on=DAY).filter(pk=carrier.pk).exists()
    assert refusal(house, carrier, by=blind) == ["NOT_OPEN_TO_YOU"]
    keeper = stage.make_registrar(house, house.dang, "petition_office")
    assert offered_carriers(keeper, on=DAY).filter(pk=carrier.pk).exists()
    slip = stage.filed(house, carrier, by=keeper)
    (item,) = slip.items.all()
    assert (slip.level_id, slip.mark.text) == (item.level_id, item.mark_text) == ("state_secret", "秘密★5年")
    assert (item.frozen(), item.as_it_stands()["mark"]) == (slip.payload()["items"][0], "秘密★5年")
