"""Who has come to know the content: everybody to whom it was shown, and nobody who saw the card only. Basis: DOMAIN §3.1 (BMT 20)."""

import pytest

from petitions.openings import actions as openings
from petitions.readings import readings
from tests import cast
from tests.petitions import cases
from tests.petitions.openings import stage

pytestmark = pytest.mark.django_db


def test_bmt20_the_register_names_everybody_to_whom_it_was_shown_and_nobody_else(house):
    petition = cases.graded(house)
    li, wang, liu = (cast.signed_in(house.people[account]) for account in ("li", "wang", "liu"))
    for browser in (li, li, wang, liu):
        assert browser.get(petition.get_absolute_url()).status_code == 200
    assert [(one.person.username, one.times) for one in readings(petition)] == [("li", 2), ("wang", 1)], "liu saw the card"
    shown = liu.get(f"/petitions/{petition.pk}/knowing/").content.decode()
    assert "知悉登记" in shown
    assert "王主任" in shown.split('id="readings"')[1]


def test_bmt20_a_companion_knows_it_too_once_it_was_open(house):
    petition, on = stage.petition(house), cases.today()
    opening = openings.ask(petition, companion=house.wang, purpose="x", by=house.li, on=on)
    assert readings(petition) == []
    openings.sign_as_reader(opening, screen="s", by=house.li, on=on)
    openings.sign_as_companion(opening, device=None, by=house.wang, on=on)
    assert [(one.person.username, one.as_companion) for one in readings(petition)] == [("wang", True)]
