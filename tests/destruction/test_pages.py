"""The pages by HTTP: the walk, what each reader is shown, and bad input."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.trail.models import Entry
from destruction import actions
from destruction.models import DestructionSlip
from destruction.querysets import visible_slips
from tests import cast
from tests.destruction import stage
from vault.identity import uuid7

pytestmark = pytest.mark.django_db
PASSWORD = {"password": cast.PASSWORD}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The stage is set on the day the views take for today."""
    monkeypatch.setattr(stage, "DAY", timezone.localdate())


def address(slip, step=""):
    return reverse("destruction:slip", args=[slip.pk]) + (f"{step}/" if step else "")


def text(response) -> str:
    return response.content.decode()


def file_by_form(house, *things, **values):
    form = {"items": [str(thing.pk) for thing in things], "reason": "保存期满。", "method": "shredding"} | values
    return cast.signed_in(house.li).post(reverse("destruction:slip_new"), form)


def test_the_walk_from_the_form_to_the_certificate(house):
    petition = stage.closed(house)
    page = cast.signed_in(house.li).get(reverse("destruction:slip_new"), {"petition": petition.pk})
    assert page.status_code == 200
    assert f'value="{petition.pk}" checked' in text(page)
    answer = file_by_form(house, petition)
    slip = DestructionSlip.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address(slip))
    for person in (house.wang, house.liu):
        assert cast.signed_in(person).post(address(slip, "approval"), PASSWORD)["Location"] == address(slip)
    clerk = cast.signed_in(house.zhao)
    assert 'name="slip_number"' in text(clerk.get(address(slip)))
    assert clerk.post(address(slip, "execution"), PASSWORD | {"slip_number": slip.number}).status_code == 302
    for person in (house.wu, house.zheng):
        client = cast.signed_in(person)
        assert address(slip, "witness") in text(client.get(address(slip)))
        assert client.post(address(slip, "witness"), PASSWORD).status_code == 302
    assert actions.carry_out(slip.pk, on=timezone.localdate())
    certificate = text(cast.signed_in(house.li).get(address(slip, "certificate")))
    assert all(name in certificate for name in ("李登记", "王主任", "刘分管", "赵保密", "吴监销", "郑监销", petition.number))
    assert stage.SUBJECT not in certificate


def test_the_tombstone_leads_to_the_certificate(house):
    petition = stage.closed(house)
    slip = stage.destroyed(house, petition)
    page = text(cast.signed_in(house.li).get(reverse("petitions:petition", args=[petition.pk])))
    assert address(slip, "certificate") in page
    assert petition.number in page
    assert stage.SUBJECT not in page
    assert stage.BODY not in page


def test_the_petition_page_offers_destruction_once_the_case_is_closed(house):
    button = reverse("destruction:slip_new") + "?petition="
    assert button not in text(cast.signed_in(house.li).get(reverse("petitions:petition", args=[stage.registered(house).pk])))
    petition = stage.closed(house)
    address_of_it = reverse("petitions:petition", args=[petition.pk])
    assert button in text(cast.signed_in(house.li).get(address_of_it))
    assert button not in text(cast.signed_in(house.wang).get(address_of_it))


# ------------------------------------------------------------------ who sees what


def test_who_sees_a_slip_in_each_state(house):
    petition = stage.closed(house)
    slip = stage.filed(house, petition)
    always = {"li", "wang", "liu", "zhao", "zhou"}
    assert seen_by(house, slip) == always
    slip = stage.approved(house, stage.closed(house))
    assert seen_by(house, slip) == always | {"wu", "zheng"}
    actions.open_execution(slip, typed=slip.number, by=house.zhao, on=stage.DAY)
    actions.witness(slip, by=house.wu, on=stage.DAY)
    assert seen_by(house, slip) == always | {"wu", "zheng"}
    third = cast.fresh(house.dang)
    stage.give_witness_office(house, third)
    assert seen_by(house, slip) == always | {"wu", "zheng", "dang"}
    actions.witness(slip, by=house.zheng, on=stage.DAY)
    assert seen_by(house, slip) == always | {"wu", "zheng"}
    assert actions.carry_out(slip.pk, on=stage.DAY)
    assert seen_by(house, slip) == always | {"wu", "zheng"}


def seen_by(house, slip) -> set[str]:
    return {
        account for account, person in house.people.items() if visible_slips(cast.fresh(person), on=stage.DAY).filter(pk=slip.pk).exists()
    }


def test_list_and_page_agree(house):
    slip = stage.approved(house, stage.closed(house))
    for account, status in {"li": 200, "zhao": 200, "wu": 200, "chen": 404, "sysadmin": 404}.items():
        client = cast.signed_in(house.people[account])
        assert client.get(address(slip)).status_code == status
        assert (slip.number in text(client.get(reverse("destruction:slips")))) == (status == 200)


def test_denied_and_absent_are_the_same_bytes(house):
    slip = stage.filed(house, stage.closed(house))
    client = cast.signed_in(house.chen)
    denied, absent = client.get(address(slip)), client.get(reverse("destruction:slip", args=[uuid7()]))
    assert (denied.status_code, denied.content) == (absent.status_code, absent.content) == (404, absent.content)


def test_the_reason_and_subject_are_not_for_clerk_witness_and_auditor(house):
    slip = stage.opened(house, stage.closed(house))
    actions.witness(slip, by=house.wu, on=stage.DAY)
    for account in ("li", "wang", "liu"):
        page = text(cast.signed_in(house.people[account]).get(address(slip)))
        assert slip.reason in page
        assert stage.SUBJECT in page
    for account in ("zhao", "wu", "zheng", "zhou"):
        for step in ("", "print"):
            page = text(cast.signed_in(house.people[account]).get(address(slip, step)))
            assert slip.reason not in page
            assert stage.SUBJECT not in page
            assert slip.items.first().record_number in page


def test_prints_show_mark_number_and_signatures_and_are_recorded(house):
    slip = stage.destroyed(house, stage.closed(house))
    for step, event in (("print", "slip.printed"), ("certificate/print", "certificate.printed")):
        page = text(cast.signed_in(house.wang).get(address(slip, step)))
        assert all(word in page for word in (slip.number, slip.mark_text, "吴监销", "郑监销", "刘分管"))
        assert Entry.objects.get(event=event).actor == house.wang


def test_there_is_no_certificate_before_the_end(house):
    slip = stage.witnessed(house, stage.closed(house))
    assert cast.signed_in(house.li).get(address(slip, "certificate")).status_code == 404


# ------------------------------------------------------------------ worklist


def test_the_worklist_names_executions_and_witnessing(house):
    from personnel.worklist import waiting_for

    def kinds(person):
        return [item.kind for item in waiting_for(cast.fresh(person), on=stage.DAY) if item.number.startswith("XH")]

    slip = stage.approved(house, stage.closed(house))
    assert (kinds(house.zhao), kinds(house.wu), kinds(house.li)) == (["execute"], [], [])
    actions.open_execution(slip, typed=slip.number, by=house.zhao, on=stage.DAY)
    assert (kinds(house.zhao), kinds(house.wu), kinds(house.zheng)) == ([], ["witness"], ["witness"])
    actions.witness(slip, by=house.wu, on=stage.DAY)
    assert (kinds(house.wu), kinds(house.zheng)) == ([], ["witness"])


# ------------------------------------------------------------------ bad input


WRONG = [
    {"items": []},
    {"items": ["x"]},
    {"items": [str(uuid7())]},
    {"method": "acid"},
    {"method": ""},
    {"reason": ""},
    {"reason": "a\x00b"},
    {"reason": "a" * 1001},
]


def test_a_wrong_value_gets_its_sentence_and_keeps_what_was_typed(house):
    petition = stage.closed(house)
    for values in WRONG:
        answer = file_by_form(house, petition, **values)
        assert answer.status_code == 400, values
        assert "errorlist" in text(answer)
        assert ("保存期满。" in text(answer)) == ("reason" not in values)
        assert (f'value="{petition.pk}" checked' in text(answer)) == ("items" not in values)
    assert not DestructionSlip.objects.exists()


def test_what_stands_in_the_way_is_said_on_the_form_and_remembered(house):
    petition = stage.closed(house)
    stage.lent(house, petition)
    answer = file_by_form(house, petition)
    assert answer.status_code == 409
    assert "The slip was not filed" in text(answer) or "obstacles" in text(answer)
    assert Entry.objects.get(event="action.refused").reason == "ON_LOAN"


def test_sent_twice_it_files_once(house):
    petition = stage.closed(house)
    first, second = file_by_form(house, petition), file_by_form(house, petition)
    assert first["Location"] == second["Location"]
    assert DestructionSlip.objects.count() == 1


def test_a_record_of_someone_else_reads_as_unknown(house):
    petition = stage.closed(house)
    stage.make_registrar(house, house.qian, "legal")
    client = cast.signed_in(house.qian)
    answers = [
        client.post(reverse("destruction:slip_new"), {"items": [str(pk)], "reason": "-", "method": "burning"}).content.decode()
        for pk in (petition.pk, uuid7())
    ]
    assert petition.number not in answers[0]
    assert not DestructionSlip.objects.exists()
    assert answers[0].count("errorlist") == answers[1].count("errorlist")


def test_the_form_is_for_registrars(house):
    for account, status in {"li": 200, "wang": 403, "chen": 403, "zhao": 403, "zhou": 403, "sysadmin": 403}.items():
        assert cast.signed_in(house.people[account]).get(reverse("destruction:slip_new")).status_code == status


def test_nonsense_in_the_address_is_the_nearest_sensible_page(house):
    stage.filed(house, stage.closed(house))
    client, slips = cast.signed_in(house.li), reverse("destruction:slips")
    for query in ("page=0", "page=999", "page=x", "size=7", "sort=-reason", "status=none", "filed_from=31-31-31", "q=%00", "method[]=x"):
        assert client.get(f"{slips}?{query}").status_code == 200, query
    for query in ("?petition=x", "?petition=" + str(uuid7())):
        assert client.get(reverse("destruction:slip_new") + query).status_code == 404


def test_steps_take_only_post(house):
    slip = stage.filed(house, stage.closed(house))
    client = cast.signed_in(house.li)
    for step in ("approval", "refusal", "withdrawal", "execution", "witness"):
        assert client.get(address(slip, step)).status_code == 405
    for step in ("", "print"):
        assert client.post(address(slip, step)).status_code == 405


def test_a_wrong_password_or_number_changes_nothing(house):
    slip = stage.approved(house, stage.closed(house))
    clerk = cast.signed_in(house.zhao)
    wrong = clerk.post(address(slip, "execution"), {"slip_number": slip.number, "password": "not this"})
    assert wrong.status_code == 409
    mistyped = clerk.post(address(slip, "execution"), PASSWORD | {"slip_number": "XH-2026-999999"})
    assert mistyped.status_code == 400
    assert DestructionSlip.objects.get().status == "approved"


def test_the_list_filters_and_sorts(house):
    slips = [stage.filed(house, stage.closed(house)), stage.approved(house, stage.closed(house))]
    client, listing = cast.signed_in(house.li), reverse("destruction:slips")

    def shown(query):
        page = text(client.get(listing + query))
        return [slip.number for slip in sorted(slips, key=lambda slip: page.find(slip.number)) if slip.number in page]

    first, second = (slip.number for slip in slips)
    assert shown("?sort=number") == [first, second]
    assert shown("?sort=-number") == [second, first]
    assert shown("?status=approved") == [second]
    assert shown("?method=burning") == []
    assert shown(f"?q={slips[0].items.first().carrier_number}") == [first]
    assert shown(f"?filed_from={stage.DAY}&filed_to={stage.DAY}&sort=number") == [first, second]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(house, rows, django_assert_max_num_queries):
    for _ in range(rows):
        stage.approved(house, stage.closed(house))
    client = cast.signed_in(house.zhou)
    with django_assert_max_num_queries(30):
        client.get(reverse("destruction:slips"))
