"""`/` and `/approvals/`: what waits for whom. Basis: issue 2, point 9."""

import pytest

from audit.trail.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_the_worklist_says_when_nothing_waits_and_leaves_one_entry(house):
    browser = cast.signed_in(house.qian)
    before = Entry.objects.count()
    answer = browser.get("/")
    assert answer.status_code == 200
    assert answer.context["work"] == []
    entries = Entry.objects.order_by("-at")[: Entry.objects.count() - before]
    assert [(entry.event, entry.facts["count"]) for entry in entries] == [("worklist.read", 0)]


def test_the_signature_list_leaves_one_entry(house):
    browser = cast.signed_in(house.wang)
    before = Entry.objects.count()
    assert browser.get("/approvals/").status_code == 200
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("address", ["/", "/approvals/", "/personnel/people/", "/classification/schemes/"])
def test_nobody_sees_the_roof_without_signing_in(client, db, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/")
