"""One's own password: changed in the page, not one used before, changed before anything else once it has run out."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.test import override_settings
from django.utils import timezone

from audit.trail.models import Entry
from personnel.models import PasswordRecord, Person
from personnel.signin.actions import choose_profile, tighten
from personnel.signin.profiles import FLOORS, Profile
from tests import cast
from tests.personnel.factor.phone import give_factor

pytestmark = pytest.mark.django_db
PAGE, NEW = "/account/password/", "Quartz-71-loft"


@pytest.fixture
def house(db):
    """Hashing is slow on purpose, and this test is not about it."""
    found = cast.make()  # first: its hash is everybody's
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]):
        yield found


def change(browser, old=cast.PASSWORD, new=NEW, again=NEW):
    return browser.post(PAGE, {"oldpassword": old, "password1": new, "password2": again})


def aged(person, days):
    QuerySet(Person).filter(pk=person.pk).update(password_changed_at=timezone.now() - timedelta(days=days))


def test_the_own_password_is_changed_and_other_sessions_end(house):
    here, elsewhere = cast.signed_in(house.li), cast.signed_in(house.li)
    answer = change(here)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    li = cast.fresh(house.li)
    assert li.check_password(NEW)
    assert timezone.now() - li.password_changed_at < timedelta(minutes=1)
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert Entry.objects.filter(event="password.changed", actor=li).count() == 1


def test_a_wrong_old_password_changes_nothing_and_is_counted_like_any_proof(house):
    browser = cast.signed_in(house.li)
    answers = [change(browser, old="Wrong-guess-0000") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert Entry.objects.filter(event="session.proof_failed", actor=house.li).count() == 5
    assert change(browser).status_code == 200  # the pause holds for the right one as well
    assert cast.fresh(house.li).check_password(cast.PASSWORD)


@pytest.mark.parametrize(
    ("new", "again"),
    [("Qz-7", "Qz-7"), (NEW, "Quartz-71-lost"), (cast.PASSWORD, cast.PASSWORD), ("Li-Quartz-71", "Li-Quartz-71"), ("", "")],
)
def test_a_new_password_against_the_rules_is_refused_in_the_page(house, new, again):
    answer = change(cast.signed_in(house.li), new=new, again=again)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert cast.fresh(house.li).check_password(cast.PASSWORD)


def test_a_password_does_not_come_back_within_the_history(house):
    browser, words = cast.signed_in(house.li), [f"Quartz-{n}{n}-loft" for n in range(1, 4)]
    for old, new in zip([cast.PASSWORD, *words], words, strict=False):
        assert change(browser, old, new, new).status_code == 302
    assert change(browser, words[-1], words[0], words[0]).status_code == 200
    assert PasswordRecord.objects.filter(person=house.li).count() == 3


@pytest.mark.parametrize(("profile", "days"), [("internal", 90), ("secret", 30), ("confidential", 7)])
def test_a_password_that_has_run_out_leads_to_its_change_and_nowhere_else(house, profile, days):
    choose_profile(Profile(profile), by=None)
    give_factor(house.li)
    browser = cast.signed_in(house.li)
    aged(house.li, days - 0.5)
    assert browser.get("/").status_code == 200
    aged(house.li, days)
    for address in ("/", "/petitions/", "/personnel/sign-in/"):
        assert browser.get(address).headers["Location"] == PAGE
    answer = browser.post("/petitions/search/", {"q": "XF"})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert Entry.objects.filter(event="session.held_up", actor=house.li).count() == 4
    assert browser.get(PAGE).status_code == 200
    assert change(browser).status_code == 302
    assert browser.get("/").status_code == 200


def test_passwords_of_a_demonstration_do_not_run_out(house):
    aged(house.li, 400)
    with override_settings(DEMO=True):
        assert cast.signed_in(house.li).get("/").status_code == 200


@pytest.mark.parametrize(
    ("figure", "value", "clock", "seconds"), [("idle_minutes", 5, "seen_at", 301), ("session_hours", 1, "began_at", 3601)]
)
def test_t40_a_running_session_ends_by_what_was_tightened_meanwhile(house, figure, value, clock, seconds):
    browser = cast.signed_in(house.li)
    session = browser.session
    session[clock] -= seconds
    session.save()
    assert browser.get("/").status_code == 200
    session[clock] -= seconds
    session.save()
    tighten(FLOORS[Profile.INTERNAL] | {figure: value}, by=house.secadmin)
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("address", ["openings/{}/state/", "imports/{}/progress/"])
def test_t40_what_an_open_page_asks_by_itself_keeps_no_session_alive(house, address):
    browser = cast.signed_in(house.li)
    session = browser.session
    session["seen_at"] -= 301
    session.save()
    left = session["seen_at"]
    browser.get(f"/petitions/{address.format(house.li.pk)}")
    assert browser.session["seen_at"] == left
    browser.get("/")
    assert browser.session["seen_at"] > left
    session["seen_at"] -= 24 * 60 * 60
    session.save()
    assert browser.get(f"/petitions/{address.format(house.li.pk)}").status_code == 302, "it ends there as well"
