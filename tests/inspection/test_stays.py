"""What a report is made of stays: refused by the database, noticed by its hash and the trail, made once however many ask."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connections, transaction

from audit.inspection import rules
from audit.inspection.actions import ensure_reports, make_report, sign_report
from audit.inspection.models import Report, ReportFigure, hash_of
from audit.inspection.quarters import Quarter
from audit.inspection.snapshots import fits
from audit.trail.refusals import Refused
from tests import cast, roles
from tests.inspection import stage

pytestmark = pytest.mark.django_db


def sql_refuses(statement: str) -> bool:
    try:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


CHANGES = (
    "UPDATE inspection_report SET snapshot = jsonb_set(snapshot, '{figures,0,value}', '99')",
    "UPDATE inspection_report SET hash = repeat('0', 64)",
    "UPDATE inspection_report SET version = 9",
    "UPDATE inspection_report SET interim = true",
    "UPDATE inspection_report SET as_of = now()",
    "UPDATE inspection_report SET status = 'signed', signed_by_id = worded_by_id, signed_at = now()",
    "DELETE FROM inspection_report",
    "UPDATE inspection_reportfigure SET value = value + 1",
    "DELETE FROM inspection_reportfigure",
    "TRUNCATE inspection_report CASCADE",
)


def test_t61_the_database_keeps_a_snapshot_as_it_was_made(house, in_october):
    stage.worded(house)
    assert [statement for statement in CHANGES if not sql_refuses(statement)] == []


def test_t61_the_database_keeps_a_signed_report_as_it_was_signed(house, in_october):
    stage.signed(house)
    assert sql_refuses("UPDATE inspection_report SET worded_at = now()")
    assert sql_refuses("UPDATE inspection_report SET status = 'draft'")


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_give_two_versions_and_never_two_reports_of_one_quarter():
    cast.make()

    def ensure():
        try:
            return len(ensure_reports(now=stage.moment(2027, 7, 1)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = sum(pool.map(lambda _number: ensure(), range(4)))
    assert made == Report.objects.count() == len(set(Report.objects.values_list("year", "quarter"))) > 0

    def run():
        try:
            return make_report(Quarter(2027, 1), by=None, now=stage.moment(2027, 7, 1)).version
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda _number: run(), range(4))) == [2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_hash", [False, True])
def test_t61_a_changed_figure_is_noticed_and_nothing_more_is_done_with_the_report(at, with_hash):
    """Whoever owns the tables can change the snapshot and reckon its hash anew; the trail still knows the first one."""
    with at(2026, 7, 1):
        house = cast.make()
    with at(2026, 10, 2):
        report = stage.worded(house)
        tamper(report, with_hash)
        report = Report.objects.get(pk=report.pk)
        assert not fits(report)
        with pytest.raises(Refused) as stopped:
            sign_report(report, by=house.liu, on=stage.today())
        assert stopped.value.codes == ["DOES_NOT_FIT"]
        assert rules.DOES_NOT_FIT in rules.obstacles_to_downloading(report, house.zhou)


def tamper(report: Report, with_hash: bool) -> None:
    roles.run_as_owner("ALTER TABLE inspection_report DISABLE TRIGGER USER")
    roles.run_as_owner("UPDATE inspection_report SET snapshot = jsonb_set(snapshot, '{figures,0,value}', '99')")
    if with_hash:
        roles.run_as_owner("UPDATE inspection_report SET hash = %s", [hash_of(Report.objects.get(pk=report.pk).snapshot)])
    roles.run_as_owner("ALTER TABLE inspection_report ENABLE TRIGGER USER")


@pytest.mark.django_db(transaction=True)
def test_t61_changed_rows_of_a_figure_are_noticed(at):
    with at(2026, 7, 1):
        house = cast.make()
    with at(2026, 8, 1):
        stage.petition(house)
    with at(2026, 10, 2):
        report = stage.report()
        client = cast.signed_in(house.li)
        address = f"/audit/reports/{report.pk}/figure/petitions.registered/"
        assert client.get(address).status_code == 200
        roles.run_as_owner("ALTER TABLE inspection_reportfigure DISABLE TRIGGER USER")
        roles.run_as_owner("UPDATE inspection_reportfigure SET rows = '{}' WHERE key = 'petitions.registered'")
        roles.run_as_owner("ALTER TABLE inspection_reportfigure ENABLE TRIGGER USER")
        assert client.get(address).status_code == 409
        assert ReportFigure.objects.get(key="petitions.registered").rows == []
