"""The page of the schemes shows what is in force and changes nothing."""

import pytest

from audit.trail.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_the_four_shipped_schemes_stand_there_with_marks_and_notes(house):
    text = cast.signed_in(house.secadmin).get("/classification/schemes/").content.decode()
    assert "信访·重要秘密 20年" in text
    assert "示范集团·机密级 20年" in text
    assert "绝密★30年" in text
    assert "MAX_STATE_LEVEL" in text


def test_only_the_state_scheme_bears_the_star(house):
    rows = cast.signed_in(house.li).get("/classification/schemes/").context["schemes"]
    starred = {row["scheme"].code for row in rows for line in row["levels"] if "★" in line["mark"].text}
    assert starred == {"state"}


def test_reading_the_schemes_leaves_one_entry(house):
    browser = cast.signed_in(house.li)
    before = Entry.objects.filter(event="schemes.read").count()
    browser.get("/classification/schemes/")
    assert Entry.objects.filter(event="schemes.read").count() == before + 1
