"""The same form twice, and five times at once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, connections

from audit.trail.models import Entry
from petitions.models import Note, Petition, Petitioner, Submission
from tests import cast
from tests.petitions.cases import form, in_hand, register, today

NEW = "/petitions/new/"


@pytest.mark.django_db
def test_t69_the_same_form_twice_registers_once(house):
    browser = cast.signed_in(house.li)
    sent = form(once=str(uuid4()))
    first, second = browser.post(NEW, sent), browser.post(NEW, sent)
    assert first.url == second.url
    assert Petition.objects.count() == 1


@pytest.mark.django_db
def test_t69_a_script_that_sends_no_token_registers_the_same_words_once(house):
    browser = cast.signed_in(house.li)
    browser.post(NEW, form())
    browser.post(NEW, form())
    browser.post(NEW, form(subject="另一事项"))
    assert Petition.objects.count() == 2


@pytest.mark.django_db
def test_two_forms_with_the_same_words_are_two_petitions(house):
    browser = cast.signed_in(house.li)
    for _ in range(2):
        token = browser.get(NEW).context["form"]["once"].initial
        browser.post(NEW, form(once=str(token() if callable(token) else token)))
    assert Petition.objects.count() == 2


@pytest.mark.django_db
def test_what_is_remembered_of_a_form_holds_no_content(house):
    cast.signed_in(house.li).post(NEW, form())
    assert {field.name for field in Submission._meta.get_fields()} == {"token", "person", "petition", "at"}


@pytest.mark.django_db
def test_t69_a_note_sent_twice_is_kept_once(house):
    petition = in_hand(house)
    browser = cast.signed_in(house.li)
    sent = {"text": "已电话联系。", "once": str(uuid4())}
    for _ in range(2):
        assert browser.post(f"/petitions/{petition.pk}/notes/", sent).status_code == 302
    assert Note.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_t69_five_at_once_register_once(house):
    browsers = [cast.signed_in(house.li) for _ in range(5)]
    sent = form(once=str(uuid4()))
    answers = at_once([lambda browser=browser: browser.post(NEW, sent) for browser in browsers])
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert (Petition.objects.count(), Petitioner.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_t67_numbers_taken_at_once_are_neither_twins_nor_leave_gaps(house):
    at_once([lambda: register(house)] * 6)
    numbers = sorted(Petition.objects.values_list("number", flat=True))
    assert [int(number[-6:]) for number in numbers] == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_t67_a_case_is_closed_once_however_many_close_it(house):
    petition = in_hand(house)
    sent = {"result": "explained", "reply": "已书面答复。", "closed_on": today().isoformat()}
    browsers = [cast.signed_in(house.li) for _ in range(4)]
    answers = at_once([lambda browser=browser: browser.post(f"/petitions/{petition.pk}/closing/", sent) for browser in browsers])
    assert sorted(answer.status_code for answer in answers) == [302, 409, 409, 409]
    assert Entry.objects.filter(event="petition.closed").count() == 1
    assert petition.history.filter(status="closed").count() == 1


def at_once(acts):
    def run(act):
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        found = list(pool.map(run, acts))
    connection.ensure_connection()
    return found
