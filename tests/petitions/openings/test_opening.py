"""Opening by two: nobody reads alone, two read together for some minutes. Basis: REQUIREMENTS H6; DOMAIN S15; THREATS T01, T53."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.test import Client

from audit.trail.refusals import Refused
from classification.models import SecrecyLevel
from classification.protection import demands_two
from config.demonstration.founding import House
from config.demonstration.organisation import PASSWORD
from petitions import actions as petition_actions
from petitions import rules
from petitions.models import Petition
from petitions.openings import actions
from petitions.openings.models import Ending, Opening
from tests import cast
from tests.petitions import cases
from tests.petitions.attachments import samples
from tests.petitions.attachments import stage as files
from tests.petitions.openings import stage

pytestmark = pytest.mark.django_db
CONTENT = ("请求检修管网", stage.NOTE)


def test_h6_the_levels_of_two_are_those_of_the_shipped_schemes() -> None:
    by_two = SecrecyLevel.objects.filter(opened_by_two=True).values_list("code", flat=True)
    assert set(by_two) == {"top_secret", "state_top_secret"}


def test_h6_at_a_level_of_two_nobody_reads_alone_whatever_their_office(house: House, petition: Petition) -> None:
    for account in ("li", "wang", "liu"):
        person = cast.fresh(house.people[account])
        assert rules.is_reader(petition, person, cases.today())
        assert not rules.reads_content(petition, person, cases.today())
        text = cast.signed_in(person).get(petition.get_absolute_url()).content.decode()
        assert not any(word in text for word in CONTENT)
        assert f"/petitions/{petition.pk}/openings/new/" in text


def test_before_it_is_graded_nothing_demands_two_but_a_claim_protects_at_once(house: House) -> None:
    petition = cases.in_hand(house)
    QuerySet(SecrecyLevel).filter(pk="core").update(opened_by_two=True)  # what counts for the ungraded
    assert not demands_two(petition.record)
    assert rules.reads_content(petition, house.li, cases.today())
    QuerySet(type(petition.record)).filter(pk=petition.pk).update(claims=["top_secret"])
    assert demands_two(cases.again(petition).record)


def test_h6_two_sign_on_two_machines_and_the_reader_looks_at_it(house: House, petition: Petition, li: Client, wang: Client) -> None:
    opening = stage.ask(li, petition, house.wang)
    worklist = wang.get("/").content.decode()
    assert opening.get_absolute_url() in worklist
    assert stage.looks(li, opening) == 409
    assert stage.sign(wang, opening)["Location"] == opening.get_absolute_url()
    assert stage.looks(li, opening) == 409
    answer = stage.sign(li, opening)
    assert answer["Location"] == stage.place("opening_content", opening)
    shown = li.get(answer["Location"])
    text = shown.content.decode()
    assert all(word in text for word in CONTENT)
    assert 0 < int(shown["Refresh"].split(";")[0]) <= 600
    assert stage.looks(wang, opening) == 403, "the companion is by; it is read on one screen"
    assert stage.told("asked", "signed", "opened", "read") == [
        f"opening.{code}" for code in ("asked", "signed", "signed", "opened", "read")
    ]


def test_h6_two_sign_on_one_screen_each_with_their_own_credentials(house: House, petition: Petition, li: Client) -> None:
    opening = stage.ask(li, petition, house.wang)
    stage.sign(li, opening)
    for account, password in (("liu", PASSWORD), ("wang", "wrong")):
        answer = stage.sign_beside(li, opening, account, password)
        assert answer.status_code == 409, account
        assert "不是您指定的陪同人的" in answer.content.decode()
    assert stage.again(opening).companion_signed_at is None
    assert stage.sign_beside(li, opening, " WANG ").status_code == 302
    assert stage.looks(li, opening) == 200


@pytest.mark.prove
def test_wrong_credentials_beside_hold_up_only_these_two(house: House, petition: Petition, li: Client, wang: Client) -> None:
    opening = stage.ask(li, petition, house.wang)
    for _ in range(5):
        assert stage.sign_beside(li, opening, "liu", "wrong").status_code == 409
    assert stage.sign_beside(li, opening, "wang").status_code == 409, "a pause"
    assert stage.sign(wang, opening).status_code == 302, "not for the companion's own signing"


def test_the_content_lies_under_both_names_and_the_time_and_offers_nothing(
    house: House, petition: Petition, li: Client, wang: Client
) -> None:
    opening = stage.opened(li, petition, house)
    text = li.get(stage.place("opening_content", opening)).content.decode()
    assert '<svg class="veil"' in text
    assert "李登记 li · 王主任 wang" in text
    assert "17000004827" not in text.replace("-", "")
    offered = re.findall(r'(?:href|action)="([^"]+)"', text)
    assert [place for place in offered if "/petitions/" in place] == [stage.place("opening_ending", opening)]
    assert not re.search(r"<textarea|<select|type=.?file", text)


def test_t53_a_file_is_looked_at_as_pictures_only(house: House, petition: Petition, li: Client, wang: Client) -> None:
    before = cases.graded(house)
    letter = files.attached(before, house.li, "来信.pdf", samples.pdf(2))
    raise_to_two(house, before)
    opening = stage.opened(li, before, house)
    assert "来信.pdf" in li.get(stage.place("opening_content", opening)).content.decode()
    page = li.get(stage.place("opening_file", opening, letter.pk), {"page": "2"}).content.decode()
    picture = stage.place("opening_page", opening, letter.pk, 2)
    assert picture in page
    answer = li.get(picture)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    for name, more in (("attachment", ()), ("attachment_page", (1,)), ("attachment_file", ())):
        assert files.get(li, name, letter, *more).status_code == 404, name
    assert li.get(stage.place("opening_file", opening, petition.pk)).status_code == 404
    assert stage.told("file_read", "page_viewed") == ["opening.file_read", "opening.page_viewed"]


def raise_to_two(house: House, petition: Petition) -> None:
    values = {"level": SecrecyLevel.objects.get(pk="top_secret"), "period": cases.parse_period("5年", start=cases.today()), "basis": "x"}
    values |= {"scope": petition.record.grading.scope, "on": cases.today()}
    proposal = petition_actions.propose_grading(petition, **values, reason="y", by=house.li)
    petition_actions.decide_grading(proposal, **values, by=house.liu)


def test_the_companion_sees_the_petition_too_and_is_somebody_else(house: House, petition: Petition) -> None:
    able = {person.username for person in actions.rules.possible_companions(petition, house.li, on=cases.today())}
    assert able == {"wang", "liu"}
    for account, why in (("li", "OWN_COMPANION"), ("chen", "COMPANION_UNSEEING"), ("qian", "COMPANION_UNSEEING")):
        with pytest.raises(Refused, match=why):
            actions.ask(petition, companion=house.people[account], purpose="x", by=house.li, on=cases.today())
    with pytest.raises(Refused, match="NO_CONTENT"):
        actions.ask(petition, companion=house.li, purpose="x", by=house.sheng, on=cases.today())
    with pytest.raises(Refused, match="NOT_BY_TWO"):
        actions.ask(cases.graded(house), companion=house.wang, purpose="x", by=house.li, on=cases.today())


def test_the_companion_declines_and_the_reader_takes_back(house: House, petition: Petition, li: Client, wang: Client) -> None:
    for who, ending in ((wang, Ending.DECLINED), (li, Ending.WITHDRAWN)):
        opening = stage.ask(li, petition, house.wang)
        who.post(stage.place("opening_ending", opening))
        assert (stage.again(opening).ending, stage.looks(li, opening)) == (ending, 409)


@pytest.mark.prove  # the matrix asks most of it
def test_for_everybody_else_it_does_not_exist(house: House, petition: Petition, li: Client, wang: Client) -> None:
    opening = stage.opened(li, petition, house)
    for account in ("liu", "chen", "secadmin", "zhou"):
        other = cast.signed_in(house.people[account])
        for name in ("opening", "opening_state", "opening_content"):
            assert other.get(stage.place(name, opening)).status_code == 404, (account, name)
        assert other.post(stage.place("opening_ending", opening)).status_code == 404


def test_the_database_repeats_it(house: House, petition: Petition, li: Client, wang: Client) -> None:
    opening = stage.ask(li, petition, house.wang)
    now = opening.asked_at
    for values, constraint in (
        ({"companion": house.li}, "nobody_is_their_own_companion"),
        ({"state": "open", "opened_at": now, "ends_at": now + timedelta(minutes=1)}, "open_means_that_both_have_signed"),
        ({"ended_at": now}, "an_opening_that_is_over_says_when_and_why"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            QuerySet(Opening).filter(pk=opening.pk).update(**values)
    with pytest.raises(IntegrityError, match="one_running_opening_per_reader_and_record"), transaction.atomic():
        Opening(petition=petition, reader=house.li, companion=house.liu, purpose="x").keep(by=None)
    assert stage.ask(li, petition, house.liu) == opening, "the running one is led to"


def test_what_was_once_open_is_told_to_those_who_answer_for_it(house: House, petition: Petition, li: Client, wang: Client) -> None:
    opening = stage.opened(li, petition, house)
    assert stage.looks(li, opening) == 200
    assert "双人开启" in wang.get(petition.get_absolute_url()).content.decode().split("本件查阅记录")[1]
