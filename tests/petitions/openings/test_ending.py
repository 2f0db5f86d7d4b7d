"""How an opening by two ends: at either's word, by time, by whatever shuts one of them out. Basis: REQUIREMENTS H6; THREATS T09, T72."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from classification.models import AddressRange, SecrecyLevel
from classification.walls.models import Wall
from config.demonstration.founding import House
from personnel.devices.here import Here
from personnel.devices.models import Device
from personnel.models import Person
from petitions.models import Petition
from petitions.openings import actions
from petitions.openings.models import Ending, Opening, State
from petitions.openings.tasks import settle
from tests import cast
from tests.petitions import cases
from tests.petitions.openings import stage

pytestmark = pytest.mark.django_db


def test_either_ends_it_at_their_word_and_the_next_request_shows_nothing(
    house: House, petition: Petition, li: Client, wang: Client
) -> None:
    for who, ending in ((wang, Ending.COMPANION), (li, Ending.READER)):
        opening = stage.opened(li, petition, house)
        assert stage.looks(li, opening) == 200
        assert who.post(stage.place("opening_ending", opening)).status_code == 302
        assert stage.looks(li, opening) == 409
        assert stage.again(opening).ending == ending
    assert stage.told("ended") == ["opening.ended", "opening.ended"]


def test_after_ten_minutes_it_is_over_looked_at_or_not(house: House, petition: Petition, li: Client, wang: Client) -> None:
    opening = stage.opened(li, petition, house)
    stage.minutes_pass(opening, 9.9)
    assert stage.looks(li, opening) == 200
    stage.minutes_pass(opening, 0.2)
    assert stage.looks(li, opening) == 409
    other = stage.opened(li, petition, house)
    stage.minutes_pass(other, 10.1)
    settle()
    assert [stage.again(one).ending for one in (opening, other)] == [Ending.TIME, Ending.TIME]


def test_the_second_signature_comes_within_two_minutes_or_the_request_lapses(
    house: House, petition: Petition, li: Client, wang: Client
) -> None:
    opening = stage.ask(li, petition, house.wang)
    stage.sign(wang, opening)
    stage.minutes_pass(opening, 2.1)
    assert stage.sign(li, opening).status_code == 409
    assert (stage.again(opening).state, stage.again(opening).ending) == (State.NOT_OPENED, Ending.LAPSED)
    unsigned = stage.ask(li, petition, house.wang)
    stage.minutes_pass(unsigned, 29)
    settle()
    assert stage.again(unsigned).state == State.ASKED
    stage.minutes_pass(unsigned, 1.1)
    settle()
    assert stage.again(unsigned).ending == Ending.LAPSED
    assert stage.told("not_opened") == ["opening.not_opened", "opening.not_opened"]


@pytest.mark.parametrize(
    ("who", "how"),
    [("li", "wall"), ("wang", "clearance"), ("wang", "account")]
    + [pytest.param(*pair, marks=pytest.mark.prove) for pair in (("wang", "wall"), ("li", "clearance"), ("li", "account"))],
)
def test_t09_t72_whatever_shuts_either_out_ends_it_with_the_next_request(
    house: House, petition: Petition, li: Client, wang: Client, who: str, how: str
) -> None:
    opening = stage.opened(li, petition, house)
    person = house.people[who]
    if how == "wall":
        wall = {"record_id": petition.pk, "person": person, "ground": "recused", "reason": "x", "raised_by": house.liu}
        Wall(**wall).keep(by=None)
    elif how == "clearance":
        QuerySet(person.clearances.model).filter(person=person).update(until=cases.today() - timedelta(days=1))
    else:
        QuerySet(Person).filter(pk=person.pk).update(is_active=False)
    assert stage.looks(li, opening) in (302, 404) if who == "li" else stage.looks(li, opening) == 409
    settle()
    assert stage.again(opening).ending == Ending.ACCESS
    assert stage.told("read") == []


def test_it_is_open_on_the_screen_of_the_readers_signature_only(house: House, petition: Petition, li: Client, wang: Client) -> None:
    opening = stage.opened(li, petition, house)
    elsewhere = cast.signed_in(house.li)
    assert (stage.looks(elsewhere, opening), stage.looks(li, opening)) == (409, 200)


def test_the_pages_of_the_two_notice_what_the_other_did(house: House, petition: Petition, li: Client, wang: Client) -> None:
    opening = stage.ask(li, petition, house.wang)
    state = stage.place("opening_state", opening)
    assert "HX-Redirect" not in li.get(state, {"was": "asked-00"})
    stage.sign(wang, opening)
    assert li.get(state, {"was": "asked-00"})["HX-Redirect"] == opening.get_absolute_url()
    stage.sign(li, opening)
    assert li.get(state, {"was": "asked-01"})["HX-Redirect"] == stage.place("opening_content", opening)
    wang.post(stage.place("opening_ending", opening))
    assert li.get(state, {"was": "open-11"})["HX-Redirect"] == opening.get_absolute_url()
    assert "9:" not in wang.get(state).content.decode()


@pytest.mark.parametrize(
    ("level", "state", "ending"), [("core", "enrolled", ""), ("important", "enrolled", "access"), ("core", "revoked", "access")]
)
def test_p3_the_device_at_which_the_companion_signed_counts_as_long_as_it_is_open(
    house: House, petition: Petition, li: Client, level: str, state: str, ending: str
) -> None:
    opening = stage.opened(li, petition, house)
    device = Device(person=house.wang, name="x", token="x", state=state, level=level, decided_at=opening.asked_at)
    device.keep(by=None)
    QuerySet(Opening).filter(pk=opening.pk).update(companion_device=device)
    settle()
    assert stage.again(opening).ending == ending


def test_p3_the_address_at_which_the_companion_signed_counts_as_long_as_it_is_open(house: House, petition: Petition, li: Client) -> None:
    AddressRange(level=SecrecyLevel.objects.get(pk="top_secret"), network="10.0.0.0/8").keep(by=None)
    device = Device(person=house.wang, name="x", token="x", state="enrolled", level="core", decided_at=timezone.now())
    device.keep(by=None)
    opening = actions.ask(petition, companion=house.wang, purpose="x", by=house.li, on=cases.today())
    house.wang.here = Here("core", "10.1.2.3")
    actions.sign_as_companion(opening, device=device, by=house.wang, on=cases.today())
    actions.sign_as_reader(opening, screen="x", by=house.li, on=cases.today())
    settle()
    assert (stage.again(opening).state, stage.again(opening).companion_address) == (State.OPEN, "10.1.2.3")
