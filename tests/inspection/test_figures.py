"""What the report counts, from the histories and the trail, as things stood at the quarter's end."""

import pytest
from django.utils import timezone

from approvals.actions import sign
from audit.inspection import figures
from audit.inspection.actions import make_report
from audit.inspection.models import ReportFigure
from audit.inspection.pages import Sheet
from audit.inspection.quarters import Quarter
from audit.trail.actions import record
from audit.trail.events import SIGN_IN_FAILED
from custody.actions import take_back
from custody.lines.actions import enter_line
from petitions import actions as petitions
from tests.custody import stage as custody
from tests.custody.test_lines_alone import line
from tests.inspection import stage
from tests.inspection.stage import THIRD, values

pytestmark = pytest.mark.django_db

TRAIL = ("access.",)


def business(report) -> dict[str, int]:
    return {key: value for key, value in values(report).items() if not key.startswith(TRAIL)}


def test_petitions_are_counted_by_channel_category_level_and_state(house, at):
    with at(2026, 8, 10):
        stage.petition(house, channel="letter", category="claim")
        stage.petition(house, channel="letter", category="suggestion")
        custody.graded(house, channel="phone")
    with at(2026, 10, 2):
        counted = values(stage.report())
    assert {key: value for key, value in counted.items() if key.startswith("petitions.registered")} == {
        "petitions.registered": 3,
        "petitions.registered.channel.letter": 2,
        "petitions.registered.channel.phone": 1,
        "petitions.registered.category.claim": 2,
        "petitions.registered.category.suggestion": 1,
        "petitions.registered.level.important": 1,
        "petitions.registered.level.ungraded": 2,
        "petitions.registered.state.registered": 2,
        "petitions.registered.state.in_hand": 1,
    }
    assert counted["petitions.stock"] == 3
    assert counted["gradings.ungraded"] == 2


def test_the_state_is_that_of_the_last_day_not_of_today(house, at):
    """What happens after the quarter belongs to the next report."""
    with at(2026, 8, 10):
        petition = custody.graded(house)
    with at(2026, 10, 5):
        custody.regrade(house, petition, level="core")
        petitions.close(petition, result="supported", reply="已补。", closed_on=stage.today(), by=house.li, on=stage.today())
        third, fourth = values(stage.report()), values(stage.report(Quarter(2026, 4)))
    assert (third["petitions.stock.state.in_hand"], third["petitions.stock.level.important"]) == (1, 1)
    assert (third["gradings.confirmed"], third.get("petitions.closed")) == (1, None)
    assert (fourth["petitions.stock.state.closed"], fourth["petitions.stock.level.core"]) == (1, 1)
    assert (fourth["gradings.confirmed"], fourth["petitions.closed"], fourth.get("petitions.registered")) == (1, 1, None)


def test_what_is_declassified_counts_as_that_and_a_carrier_without_content_under_the_level_of_its_own(house, at):
    with at(2026, 8, 10):
        petition = custody.graded(house)
        told = {"basis": "已公开", "reason": "已公开", "by": house.li, "on": stage.today()}
        petitions.declassify(petitions.propose_declassification(petition, **told), by=house.liu, on=stage.today())
        enter_line(line(), by=house.zhao, on=stage.today())
    with at(2026, 10, 2):
        report = stage.report()
    counted = values(report)
    assert (counted["petitions.stock.level.declassified"], counted.get("petitions.stock.level.important")) == (1, None)
    assert (counted["gradings.confirmed.level.important"], counted["gradings.confirmed.level.declassified"]) == (1, 1)
    assert counted["custody.carriers.level.state_secret"] == 1
    assert "custody.carriers.level.ungraded" not in counted
    assert "gradings.ungraded" not in counted
    assert "·" in figures.label_of("custody.carriers.level.state_secret").partition(": ")[2], "in words, though that scheme is off"
    assert [line for table in Sheet(report).broken_down() for line in table.lines if line.label == "state_secret"] == []


def test_a_petition_registered_after_the_quarter_is_not_there(house, at):
    with at(2026, 10, 1):
        stage.petition(house)
        assert business(stage.report()) == {}


def test_several_states_in_one_moment_count_as_the_last_of_them(house, at):
    """Histories written within one transaction may bear one time: their own numbers decide."""
    with at(2026, 8, 10):
        petition = stage.petition(house)
        petitions.assign(petition, officer=house.li, unit=house.units["petition_office"], by=house.wang, on=stage.today())
        model = type(petition).history.model
        first, last = model.objects.order_by("history_id")
        assert (first.status, last.status) == ("registered", "in_hand")
        same = model(**{field.attname: getattr(last, field.attname) for field in model._meta.fields if field.name != "history_id"})
        same.history_date, same.status = last.history_date, "registered"
        same.save()
    with at(2026, 10, 2):
        assert values(stage.report())["petitions.stock.state.registered"] == 1


def test_closing_and_reopening_are_counted_as_moves(house, at):
    with at(2026, 8, 10):
        petition = custody.graded(house)
        for _turn in range(2):
            petitions.close(petition, result="supported", reply="已补。", closed_on=stage.today(), by=house.li, on=stage.today())
            petitions.reopen(petition, reason="申请人补充材料。", by=house.li, on=stage.today())
    with at(2026, 10, 2):
        counted = values(stage.report())
    assert (counted["petitions.closed"], counted["petitions.reopened"]) == (1, 1)


def test_loans_are_counted_as_they_went(house, at):
    with at(2026, 8, 10):
        petition = custody.graded(house)
        slip = custody.lent(house, petition)
    with at(2026, 10, 2):
        third = values(stage.report())
        take_back(slip, pages=2, condition="完好", by=house.zhao)
        fourth = values(stage.report(Quarter(2026, 4)))
    assert {key: third.get(key) for key in ("custody.asked", "custody.lent", "custody.returned", "custody.out", "custody.overdue")} == {
        "custody.asked": 1,
        "custody.lent": 1,
        "custody.returned": None,
        "custody.out": 1,
        "custody.overdue": 1,
    }
    assert (fourth.get("custody.lent"), fourth["custody.returned"], fourth.get("custody.out")) == (None, 1, None)
    assert third["findings.overdue"] == 1
    assert "findings.overdue" not in fourth


def test_a_loan_that_is_due_on_the_last_day_is_not_overdue(house, at):
    with at(2026, 9, 29):
        slip = custody.lent(house, custody.graded(house), days=1)
        assert str(slip.due_on) == "2026-09-30"
    with at(2026, 10, 2):
        assert "findings.overdue" not in values(stage.report())


@pytest.mark.parametrize(("day", "found"), [(22, 1), (23, None)])
def test_a_petition_ungraded_for_more_than_seven_days_is_a_finding(house, at, day, found):
    with at(2026, 9, day):
        stage.petition(house)
    with at(2026, 10, 2):
        assert values(stage.report()).get("findings.ungraded") == found


def test_the_days_until_an_ungraded_petition_is_a_finding_are_a_setting(house, at, settings):
    settings.UNGRADED_FINDING_DAYS = 3
    with at(2026, 9, 25):
        stage.petition(house)
    with at(2026, 10, 2):
        assert values(stage.report())["findings.ungraded"] == 1


@pytest.mark.parametrize(("day", "found"), [(15, 1), (16, None)])
def test_a_slip_half_signed_for_more_than_fourteen_days_is_a_finding(house, at, day, found):
    with at(2026, 9, day):
        sign(custody.filed(house, custody.graded(house)), by=house.he, on=stage.today())
    with at(2026, 10, 2):
        assert values(stage.report()).get("findings.half_signed") == found


def test_a_graded_petition_whose_scope_names_nobody_is_a_finding(house, at):
    with at(2026, 9, 20):
        petition = custody.graded(house)
        grading = petition.record.grading
        grading.scope = []
        grading.keep(by=None)
    with at(2026, 10, 2):
        assert values(stage.report())["findings.no_scope"] == 1


def test_reveals_denials_and_failed_sign_ins_are_counted_from_the_trail(house, at, client):
    with at(2026, 8, 10):
        for _try in range(3):
            record(SIGN_IN_FAILED, actor=house.chen, subject=house.chen)
        client.force_login(house.qian)
        assert client.get("/no-such-page/").status_code == 404
        petition = stage.petition(house)
        client.force_login(house.li)
        client.post(f"/petitions/{petition.pk}/reveal/", {"field": "petitioner_phone", "reason": "核实"})
    with at(2026, 10, 2):
        counted = values(stage.report())
    assert (counted["access.sign_in_failures"], counted["access.denials"]) == (3, 1)


def test_every_figure_is_the_number_of_its_rows(house, at):
    with at(2026, 8, 10):
        custody.lent(house, custody.graded(house))
        stage.petition(house)
    with at(2026, 10, 2):
        report = stage.report()
    rows = {figure.key: figure for figure in ReportFigure.objects.filter(report=report)}
    assert {line["key"]: line["value"] for line in report.snapshot["figures"]} == {key: figure.value for key, figure in rows.items()}
    assert all(figure.value == len(figure.rows) == len(set(figure.rows)) for figure in rows.values())
    assert set(figures.every_key()) <= set(rows)


def test_the_parts_of_a_figure_add_up_to_it(house, at):
    with at(2026, 8, 10):
        custody.graded(house)
        stage.petition(house, channel="visit", category="suggestion")
    with at(2026, 10, 2):
        report = stage.report()
    rows = {figure.key: figure.rows for figure in report.figures.all()}
    for key, dimensions in figures.BROKEN_DOWN.items():
        for dimension in dimensions:
            parts = [row for part, ids in rows.items() if part.startswith(f"{key}.{dimension}.") for row in ids]
            assert sorted(parts) == sorted(rows[key])


def test_figures_stand_beside_those_of_the_quarter_before(house, at):
    with at(2026, 8, 10):
        stage.petition(house)
    with at(2026, 10, 2):
        stage.report()
        stage.petition(house)
        stage.petition(house)
    with at(2027, 1, 3):
        lines = {line["key"]: line for line in stage.report(Quarter(2026, 4)).snapshot["figures"]}
    registered = lines["petitions.registered"]
    assert (registered["value"], registered["previous"]) == (2, 1)


def test_t61_figures_of_a_quarter_made_again_later_are_the_same_to_the_byte(house, at):
    with at(2026, 8, 10):
        petition = custody.graded(house)
        custody.lent(house, petition)
    with at(2026, 10, 2):
        first = stage.report()
        custody.regrade(house, petition, level="core")
    with at(2026, 12, 2):
        again = stage.report()
    assert again.snapshot["figures"] == first.snapshot["figures"]
    assert (first.version, again.version) == (1, 2)


def test_a_report_of_many_petitions_asks_the_database_no_more_often(house, at, django_assert_max_num_queries):
    with at(2026, 8, 10):
        stage.petition(house)
        with django_assert_max_num_queries(60) as few:
            make_report(THIRD, by=None, now=timezone.now())
        for _more in range(5):
            stage.petition(house)
        with django_assert_max_num_queries(len(few.captured_queries)):
            make_report(THIRD, by=None, now=timezone.now())
