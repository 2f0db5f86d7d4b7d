"""No dead ends: a step that was refused, or whose address is opened, leads to what it belongs to."""

import pytest

from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return cast.make()


def test_the_address_of_a_step_leads_a_browser_to_what_it_belongs_to(house):
    client = cast.signed_in(house.li)
    step = "/custody/borrow-slips/01900000-0000-7000-8000-000000000000/approval/"
    led = client.get(step, headers={"Sec-Fetch-Mode": "navigate"})
    assert (led.status_code, led.headers["Location"]) == (302, "/custody/borrow-slips/01900000-0000-7000-8000-000000000000/")
    assert client.get(step).status_code == 405


def test_a_refusal_leads_back_to_what_was_asked_for(house):
    answer = cast.signed_in(house.zhou).get("/petitions/new/")
    assert answer.status_code == 403
    assert 'class="btn btn-primary" href="/petitions/"' in answer.content.decode()
