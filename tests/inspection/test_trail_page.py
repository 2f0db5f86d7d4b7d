"""Who reads which part of the trail, and what each reading leaves behind."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from approvals.actions import refuse
from audit.inspection import paging, reading, sealed_state
from audit.trail.actions import record
from audit.trail.events import SIGN_IN_FAILED, SIGNED_IN
from audit.trail.models import Entry
from audit.trail.sealing import seal_settled
from petitions import actions as petitions
from tests import cast
from tests.custody import stage as custody
from tests.inspection import stage

pytestmark = pytest.mark.django_db

REASON = "用途与申请人职责不符"


def act(person) -> Entry:
    return record(SIGNED_IN, actor=cast.fresh(person), subject=person)


def page(person, query: str = "") -> str:
    return cast.signed_in(person).get(f"/audit/trail/{query}").content.decode()


def read_by(person) -> set:
    return set(reading.readable_entries(cast.fresh(person), on=stage.today()).values_list("pk", flat=True))


def test_each_reads_the_part_that_is_theirs_by_office(house, in_october):
    """Auditors: business, the system and the unknown. Security administrator: auditors. Audit administrator: the other two."""
    done = {account: act(person).pk for account, person in house.people.items()}
    unknown = record(SIGN_IN_FAILED, actor=None).pk
    read = {account: read_by(person) for account, person in house.people.items()}
    named = {account: {name for name, pk in done.items() if pk in entries} for account, entries in read.items()}
    administrators = {"sysadmin", "secadmin"}
    auditors = {"zhou", "secaudit"}
    expected = {account: set() for account in house.people}
    expected |= {"zhou": set(house.people) - administrators - auditors, "secadmin": auditors, "secaudit": administrators}
    assert named == expected
    assert [account for account, entries in read.items() if unknown in entries] == ["zhou"]


def test_everybody_reads_the_entries_about_records_they_handle_and_no_others(house, in_october):
    mine, other = custody.graded(house), stage.petition(house)
    petitions.assign(mine, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=stage.today())
    about_mine = set(Entry.objects.filter(dossier_id=mine.pk).values_list("pk", flat=True))
    about_other = set(Entry.objects.filter(dossier_id=other.pk).values_list("pk", flat=True))
    assert about_mine and about_other
    assert read_by(house.chen) == about_mine
    assert about_mine | about_other <= read_by(house.li)
    assert read_by(house.qian) == set()


def test_whoever_sees_a_record_without_handling_it_does_not_read_its_trail(house, in_october):
    petition = custody.graded(house)
    assert cast.signed_in(house.he).get(f"/petitions/{petition.pk}/").status_code == 200
    assert read_by(house.he) == set()


def test_entries_of_one_record_hold_those_of_its_slips_and_carriers(house, in_october):
    petition = custody.graded(house)
    slip = custody.filed(house, petition)
    shown = page(house.li, f"?record={petition.pk}")
    assert petition.number in shown and slip.number in shown


def test_a_record_that_is_not_theirs_is_as_absent_as_one_that_does_not_exist(house, in_october):
    petition = custody.graded(house)
    for account in ("chen", "he", "liu", "qian", "sysadmin", "secadmin", "secaudit"):
        client = cast.signed_in(house.people[account])
        there, absent = client.get(f"/audit/trail/?record={petition.pk}"), client.get(f"/audit/trail/?record={uuid4()}")
        assert (there.status_code, there.content) == (404, absent.content), account
    assert cast.signed_in(house.zhou).get(f"/audit/trail/?record={petition.pk}").status_code == 200


def test_t18_an_auditor_reads_numbers_and_never_a_sealed_text(house, in_october):
    """The refusal's reason is open to whoever sees the slip; not to who keeps the record, audits or administers."""
    petition = custody.graded(house)
    slip = custody.filed(house, petition)
    refuse(slip, by=house.he, reason=REASON, on=stage.today())
    entry = Entry.objects.get(event="slip.refused")
    may = {account for account, person in house.people.items() if reading.open_texts([entry], cast.fresh(person), on=stage.today())}
    assert {"chen", "he"} <= may
    assert not may & {"zhou", "sysadmin", "secadmin", "secaudit", "qian", "sun", "wu", "dang"}
    seen_by_auditor = page(house.zhou, f"?q={slip.number}")
    assert slip.number in seen_by_auditor and REASON not in seen_by_auditor
    assert REASON not in page(house.li, f"?record={petition.pk}")


def test_no_page_of_the_trail_ever_shows_what_a_petition_says(house, in_october):
    petition = custody.graded(house)
    custody.lent(house, petition)
    for account, person in house.people.items():
        shown = page(person)
        assert custody.SUBJECT not in shown and custody.PURPOSE not in shown, account


def test_each_reading_is_an_entry_with_the_ids_shown(house, in_october):
    act(house.chen)
    page(house.zhou, "?kind=sign_in&size=20")
    entry = Entry.objects.filter(event="trail.read").latest("at")
    shown = list(Entry.objects.filter(kind="sign_in", circle="business").order_by("-at", "-id").values_list("pk", flat=True)[:20])
    assert (entry.actor, entry.facts["entries"], entry.facts["by"]) == (house.zhou, [str(pk) for pk in shown], ["kind"])
    assert entry.facts["count"] == len(shown) > 0


def test_t18_the_trail_takes_no_writing_method(house, in_october):
    client = cast.signed_in(house.zhou)
    answers = {getattr(client, method)("/audit/trail/").status_code for method in ("post", "put", "patch", "delete")}
    assert answers == {405}


def test_filters_narrow_by_kind_actor_day_result_and_number(house, at):
    with at(2026, 8, 10):
        petition = stage.petition(house)
        record(SIGN_IN_FAILED, actor=house.chen, subject=house.chen, result="failed")
    with at(2026, 10, 2):
        act(house.he)
        zhou = cast.signed_in(house.zhou)

        def shown(query):
            return [line["entry"].event for line in zhou.get(f"/audit/trail/?{query}").context["lines"]]

        assert shown("kind=denial") == ["session.failed"]
        assert shown("actor=chen") == shown("actor=陈承办") == ["session.failed"]
        assert shown("result=failed") == ["session.failed"]
        assert shown("event=session.opened&since=2026-10-02&actor=he") == ["session.opened"]
        assert "session.failed" in shown("until=2026-08-10") and "session.failed" not in shown("since=2026-08-11")
        assert shown(f"q={petition.number}") and set(shown(f"q={petition.number.lower()}")) <= {"petition.registered", "carriers.entered"}
        assert shown("q=XF-2026-999999") == shown("actor=nobody") == []


@pytest.mark.parametrize(
    "query",
    [
        "kind=x",
        "event=%00",
        "actor=%00",
        "q=%00",
        "since=2026-13-45",
        "record=x",
        "until=9999-12-31",
        "since=0001-01-01",
        "q=ZC-²-Q1-1",
        "q=ZC-2026-Q3-99999999999999999999",
    ],
)
def test_t81_a_filter_that_is_not_understood_narrows_nothing_and_breaks_nothing(house, in_october, query):
    assert cast.signed_in(house.zhou).get(f"/audit/trail/?{query}").status_code == 200


def test_the_page_says_which_checkpoint_covers_an_entry(house, in_october):
    entry = act(house.chen)
    assert sealed_state.of_entries([entry]) == {}


@pytest.mark.django_db(transaction=True)
def test_a_sealed_entry_names_its_position_and_checkpoint():
    house = cast.make()
    first = act(house.chen)
    seal_settled()
    between = Entry.objects.count()
    second = act(house.he)
    seal_settled()
    third = act(house.li)
    covers = sealed_state.of_entries([first, second, third])
    assert covers == {first.pk: sealed_state.Cover(between, between), second.pk: sealed_state.Cover(between + 1, between + 1)}
    state = sealed_state.of_trail()
    assert (state.position, state.checkpoints, state.waiting) == (between + 1, 2, 1)


def test_a_long_trail_is_counted_no_further_than_it_is_paged(house, in_october, monkeypatch):
    monkeypatch.setattr(paging, "REACH", 30)
    for _more in range(40):
        act(house.chen)
    answer = cast.signed_in(house.zhou).get("/audit/trail/?size=20&page=99")
    assert (answer.context["page"].number, answer.context["page"].paginator.count, answer.context["page"].paginator.is_cut) == (2, 30, True)


def test_the_trail_asks_the_database_no_more_often_for_more_entries(house, in_october):
    client = cast.signed_in(house.zhou)
    custody.filed(house, custody.graded(house))
    before = queries_of(client)
    for _more in range(3):
        custody.filed(house, custody.graded(house))
        act(house.chen)
    assert queries_of(client) == before


def queries_of(client) -> int:
    client.get("/audit/trail/?size=100")
    with CaptureQueriesContext(connection) as queries:
        client.get("/audit/trail/?size=100")
    return len(queries)
