"""A report's life: made, worded, signed; by whom, and why not."""

import pytest
from django.utils import timezone

from approvals.models import Signature
from audit.inspection import rules
from audit.inspection.actions import ensure_reports, make_interim, sign_report, word_report
from audit.inspection.models import ForbiddenMove, Report, Status
from audit.inspection.quarters import Quarter
from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.worklist import waiting_for
from tests import cast, roles
from tests.inspection import stage
from tests.inspection.stage import THIRD, WORDING
from vault import keys

pytestmark = pytest.mark.django_db


def refused(act, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as stopped:
        act(*args, **kwargs)
    return stopped.value.codes


def others_than(*accounts: str) -> list[str]:
    return sorted(set(cast.ACCOUNTS) - set(accounts))


def quarters() -> list[tuple]:
    return [
        (report.year, report.quarter, report.version, report.interim) for report in Report.objects.order_by("year", "quarter", "version")
    ]


# ---------------------------------------------------------------- making


def test_every_finished_quarter_since_the_oldest_entry_gets_a_report_once(house, at):
    """The house was founded on 1 July 2026."""
    with at(2027, 4, 1):
        assert len(ensure_reports(now=timezone.now())) == 3
        assert ensure_reports(now=timezone.now()) == []
    assert quarters() == [(2026, 3, 1, False), (2026, 4, 1, False), (2027, 1, 1, False)]


def test_a_running_quarter_gets_no_report_by_itself(house, at):
    with at(2026, 9, 30):
        assert ensure_reports(now=timezone.now()) == []
    with at(2026, 10, 1):
        assert [str(report.period) for report in ensure_reports(now=timezone.now())] == [str(THIRD)]


def test_without_any_entry_nothing_is_made(db):
    assert ensure_reports(now=timezone.now()) == []


def test_an_interim_report_does_not_stand_for_the_finished_quarter(house, at):
    with at(2026, 9, 10):
        interim = make_interim(by=house.li, now=timezone.now())
    with at(2026, 10, 1):
        [final] = ensure_reports(now=timezone.now())
    assert (interim.interim, interim.version, final.interim, final.version) == (True, 1, False, 2)


def test_a_second_run_is_a_new_version(house, in_october):
    assert [stage.report().version for _run in range(3)] == [1, 2, 3]


def test_a_quarter_that_has_not_begun_is_refused_with_a_sentence(house, in_october):
    with pytest.raises(Refused) as stopped:
        stage.report(Quarter(2027, 1))
    assert stopped.value.obstacles == [rules.FUTURE]
    assert Report.objects.count() == 0


def test_only_registrar_and_head_of_the_petition_office_ask_for_an_interim_report(house, in_october):
    for account in others_than("li", "wang"):
        assert refused(make_interim, by=house.people[account], now=timezone.now()) == ["NOT_PETITION_OFFICE"], account
    assert Report.objects.count() == 0
    assert all(make_interim(by=person, now=timezone.now()).interim for person in (house.li, house.wang))


def test_making_is_an_entry_that_vouches_for_the_hash(house, in_october):
    report = stage.report()
    entry = Entry.objects.get(event="report.made")
    assert (entry.subject_id, entry.facts) == (report.pk, {"number": "ZC-2026-Q3-01", "hash": report.hash})


# ---------------------------------------------------------------- wording and signing


def test_a_report_is_worded_signed_and_its_wording_lies_sealed(house, in_october):
    report = stage.signed(house)
    stored = roles.run_as_owner("SELECT count(*) FROM inspection_report")  # another connection sees nothing uncommitted
    assert stored == [(0,)]
    assert (report.status, report.worded_by, report.signed_by) == (Status.SIGNED, house.li, house.liu)
    assert Report.objects.get(pk=report.pk).problems == WORDING["problems"]
    raw = Report.objects.values_list("problems", flat=True).get(pk=report.pk)
    assert WORDING["problems"].encode() not in raw.blob
    keys.shred([report.pk])
    with pytest.raises(Exception, match="no key"):
        _ = Report.objects.get(pk=report.pk).problems


def test_the_signature_binds_figures_and_wording(house, in_october):
    report = stage.signed(house)
    signature = Signature.objects.get(slip_id=report.pk)
    assert (signature.signer, signature.applicant, signature.payload_hash) == (house.liu, house.li, report.payload_hash())


def test_the_history_keeps_every_state_without_a_second_snapshot(house, in_october):
    report = stage.signed(house)
    states = list(report.history.order_by("history_id").values_list("status", flat=True))
    assert states == ["draft", "worded", "signed"]
    assert "snapshot" not in {field.name for field in Report.history.model._meta.fields}


def test_nobody_but_the_petition_office_words_a_report(house, in_october):
    report = stage.report()
    for account in others_than("li", "wang"):
        codes_found = refused(word_report, report, by=house.people[account], on=stage.today(), wording=WORDING)
        assert codes_found == ["NOT_PETITION_OFFICE"], account


def test_nobody_but_the_leader_in_charge_signs_a_report(house, in_october):
    report = stage.worded(house)
    for account in others_than("liu"):
        assert refused(sign_report, report, by=house.people[account], on=stage.today()) == ["NOT_LEADER"], account


def test_where_no_leader_is_appointed_the_next_head_above_signs(house, in_october):
    for held in house.liu.appointments.filter(office="leader_in_charge"):
        held.until = timezone.localdate().replace(month=9)
        held.keep(by=None)
    report = stage.worded(house)
    assert refused(sign_report, report, by=cast.fresh(house.liu), on=stage.today()) == ["NOT_LEADER"]
    assert sign_report(report, by=house.sheng, on=stage.today()).signed_by == house.sheng


def test_a_report_is_not_signed_before_it_is_worded(house, in_october):
    assert refused(sign_report, stage.report(), by=house.liu, on=stage.today()) == ["NOT_WORDED"]


def test_a_signed_report_is_neither_worded_nor_signed_again(house, in_october):
    report = stage.signed(house)
    assert refused(word_report, report, by=house.li, on=stage.today(), wording=WORDING) == ["SIGNED"]
    assert refused(sign_report, report, by=house.liu, on=stage.today()) == ["SIGNED"]


def test_an_interim_report_is_neither_worded_nor_signed(house, in_october):
    report = make_interim(by=house.li, now=timezone.now())
    assert refused(word_report, report, by=house.li, on=stage.today(), wording=WORDING) == ["INTERIM"]
    assert refused(sign_report, report, by=house.liu, on=stage.today()) == ["INTERIM"]


def test_a_version_that_was_replaced_is_not_worked_on(house, in_october):
    first = stage.worded(house)
    stage.report()
    assert refused(sign_report, first, by=house.liu, on=stage.today()) == ["REPLACED"]
    assert refused(word_report, first, by=house.li, on=stage.today(), wording=WORDING) == ["REPLACED"]


def test_t08_an_old_page_signs_nothing_new(house, in_october):
    report = stage.worded(house)
    seen = report.payload_hash()
    word_report(report, by=house.wang, on=stage.today(), wording={**WORDING, "problems": "另有一件。"})
    assert refused(sign_report, report, by=house.liu, on=stage.today(), seen=seen) == ["CHANGED_SINCE"]
    assert Signature.objects.count() == 0


def test_a_move_that_the_map_does_not_name_is_a_defect(house, in_october):
    report = stage.report()
    with pytest.raises(ForbiddenMove):
        report.move_to(Status.SIGNED, by=house.liu)
    assert Report.objects.get(pk=report.pk).status == Status.DRAFT


def test_the_worklist_names_who_is_next(house, in_october):
    def waits_for(person):
        return [(item.kind, item.number) for item in waiting_for(person, on=stage.today()) if item.number.startswith("ZC-")]

    report = stage.report()
    assert [waits_for(house.people[name]) for name in ("li", "wang", "liu", "he", "zhou")] == [
        [("word", "ZC-2026-Q3-01")],
        [("word", "ZC-2026-Q3-01")],
        [],
        [],
        [],
    ]
    word_report(report, by=house.li, on=stage.today(), wording=WORDING)
    assert [waits_for(house.people[name]) for name in ("li", "liu", "sheng")] == [[], [("sign", "ZC-2026-Q3-01")], []]
    sign_report(report, by=house.liu, on=stage.today())
    assert waits_for(house.liu) == []
