"""List, filters, sorting, paging, search."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.trail.models import Entry
from petitions.models import SearchTicket
from tests import cast
from tests.petitions.cases import ID_NUMBER, NAME, SUBJECT, graded, in_hand, register, today
from vault.fields import verbatim

pytestmark = pytest.mark.django_db
LIST = "/petitions/"


def numbers(response) -> list[str]:
    return [row.petition.number for row in response.context["rows"]]


def search(person, terms: str):
    return cast.signed_in(person).post("/petitions/search/", {"q": terms}, follow=True)


def found(person, terms: str) -> int:
    return len(numbers(search(person, terms)))


def test_filters_narrow_the_list(house):
    first = register(house, channel="visit", category="suggestion", received_on=today() - timedelta(days=30))
    second = in_hand(house)
    third = graded(house, channel="online")
    browser = cast.signed_in(house.li)
    for query, wanted in {
        "": [third, second, first],
        "status=registered": [first],
        "status=in_hand": [third, second],
        "level=ungraded": [second, first],
        "level=important": [third],
        f"unit={house.units['petition_office'].pk}": [third, second, first],
        f"unit={house.units['business_one'].pk}": [],
        "channel=visit": [first],
        "category=suggestion": [first],
        f"received_from={today()}": [third, second],
        f"received_to={today() - timedelta(days=1)}": [first],
        f"handling_officer={house.li.pk}": [third, second],
        "q=000002": [second],
        f"q={third.number}": [third],
        "q=供暖": [],
        "sort=number": [first, second, third],
        "sort=-number": [third, second, first],
        "sort=received_on": [first, second, third],
    }.items():
        assert numbers(browser.get(f"{LIST}?{query}")) == [petition.number for petition in wanted], query


@pytest.mark.parametrize("batch", [0, 1])
def test_t81_values_that_make_no_sense_lead_to_the_nearest_sensible_page(house, batch):
    petition = register(house)
    browser = cast.signed_in(house.li)
    nonsense = (
        "page=0",
        "page=-1",
        "page=1000000000000000000000000000000",
        "page=x",
        "size=7",
        "size=x",
        "sort=body",
        "sort=-",
        "sort=record__unit__group",
    )
    more = ("status=x", "level=%00", "unit=x", "unit=%00", "handling_officer=1", "received_from=2026-02-30", "q=%00", "s=x", "s=%00", "x=1")
    for query in (nonsense, more)[batch]:
        response = browser.get(f"{LIST}?{query}")
        assert response.status_code == 200, query
        assert numbers(response) == ([] if query.startswith("s=") else [petition.number]), query


def test_pages_have_20_50_or_100_rows(house):
    for _ in range(3):
        register(house)
    browser = cast.signed_in(house.li)
    assert [browser.get(f"{LIST}?size={size}").context["page"].paginator.per_page for size in (20, 50, 100, 1000)] == [20, 50, 100, 20]


def test_the_list_costs_the_same_with_one_row_and_with_three(house):
    graded(house)
    browser = cast.signed_in(house.li)
    browser.get(LIST)
    one = cost(browser)
    for _ in range(2):
        graded(house)
    assert cost(browser) == one


def cost(browser) -> tuple[int, int]:
    with CaptureQueriesContext(connections["default"]) as records, CaptureQueriesContext(connections["keystore"]) as keystore:
        browser.get(LIST)
    return len(records), len(keystore)


def test_a_list_is_one_entry_with_the_ids_shown(house):
    petitions = [register(house), register(house)]
    cast.signed_in(house.li).get(LIST)
    entry = Entry.objects.get(actor=house.li, event="petition.listed")
    assert set(entry.facts["shown"]) == {str(petition.pk) for petition in petitions}
    assert SUBJECT not in str(entry.facts)


def test_lists_hold_only_what_the_person_sees(house):
    shared, own = graded(house), graded(house, units=("petition_office",))
    assert numbers(cast.signed_in(house.chen).get(LIST)) == [shared.number]
    assert set(numbers(cast.signed_in(house.li).get(LIST))) == {shared.number, own.number}
    for account in ("zhao", "sun", "zhou", "sysadmin", "secadmin", "secaudit"):
        assert numbers(cast.signed_in(house.people[account]).get(LIST)) == []


@pytest.mark.parametrize(
    "terms",
    [
        "供暖",
        "家属区 温度",
        "供 暖",
        "欧阳",
        "建国",
        NAME,
        "17000004827",
        "+86 170 0000 4827",
        "１７０００００４８２７",
        ID_NUMBER,
        ID_NUMBER.lower(),
        "000001",
    ],
)
def test_search_finds_by_number_person_and_words(house, terms):
    petition = register(house)
    register(house, subject="食堂窗口", petitioner_name="王五", petitioner_phone="17011112222", petitioner_id_number="")
    assert numbers(search(house.li, terms)) == [petition.number]


def test_search_finds_the_number_at_the_source(house):
    petition = register(house, source="附件", source_number="16595")
    register(house, source="附件", source_number="1659")
    assert numbers(search(house.li, "16595")) == [petition.number]


def test_search_needs_two_characters_and_exact_numbers(house):
    register(house)
    for terms in ("", "供", " ", "1700000482", ID_NUMBER[:17], "请求检修", "暖供", "%", "__", "' OR 1=1 --"):
        assert found(house.li, terms) == 0 or search(house.li, terms).context["terms"] is None, terms


def test_search_looks_only_among_what_the_person_sees(house):
    graded(house, units=("petition_office",))
    graded(house)
    assert (found(house.li, "供暖"), found(house.chen, "供暖"), found(house.qian, "供暖"), found(house.sun, "供暖")) == (2, 1, 0, 0)


def test_search_does_not_betray_an_accuser_to_card_readers(house):
    graded(house, category="accusation")
    assert [found(house.chen, terms) for terms in (NAME, "17000004827", ID_NUMBER, "供暖")] == [0, 0, 0, 1]
    assert [found(house.li, terms) for terms in (NAME, "17000004827", ID_NUMBER)] == [1, 1, 1]


def test_the_terms_stand_in_no_address_no_entry_and_no_column(house):
    register(house)
    browser = cast.signed_in(house.li)
    answer = browser.post("/petitions/search/", {"q": NAME})
    ticket = SearchTicket.objects.get()
    assert answer.url == f"/petitions/?s={ticket.token}"
    with verbatim():
        assert NAME.encode() not in SearchTicket.objects.get().terms.blob
    browser.get(answer.url)
    entry = Entry.objects.get(event="petition.searched")
    assert NAME not in str(entry.facts)
    assert len(entry.facts["terms"]) == 64


def test_equal_terms_leave_equal_hashes_different_ones_do_not(house):
    for terms in ("欧阳建国", "欧阳 建国", "欧阳"):
        search(house.li, terms)
    hashes = [entry.facts["terms"] for entry in Entry.objects.filter(event="petition.searched").order_by("at")]
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_ticket_serves_its_owner_for_a_day(house):
    register(house)
    address = cast.signed_in(house.li).post("/petitions/search/", {"q": "供暖"}).url
    assert len(numbers(cast.signed_in(house.li).get(address))) == 1
    assert numbers(cast.signed_in(house.wang).get(address)) == []
    SearchTicket.objects.update(at=timezone.now() - timedelta(days=1, seconds=1))
    assert numbers(cast.signed_in(house.li).get(address)) == []
    cast.signed_in(house.wang).post("/petitions/search/", {"q": "供暖"})
    assert not SearchTicket.objects.filter(person=house.li).exists(), "old terms do not stay"


def test_a_correction_renews_what_search_finds(house):
    from petitions import actions
    from tests.petitions.cases import FORM

    petition = register(house)
    changed = FORM | {"received_on": today(), "subject": "电梯维修", "petitioner_name": "王五", "petitioner_phone": "17011112222"}
    actions.edit(petition, actions.Correction(**changed), by=house.li, on=today())
    assert [found(house.li, terms) for terms in ("供暖", "欧阳", "17000004827")] == [0, 0, 0]
    assert [found(house.li, terms) for terms in ("电梯", "王五", "17011112222")] == [1, 1, 1]
