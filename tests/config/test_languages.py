"""The choice of a language: kept with the account and in the browser, on every page, without losing one's place."""

import pytest
from django.test import Client

from audit.trail.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_languages(settings):
    settings.UI_LANGUAGES = ("zh-hans", "en", "es")


@pytest.fixture
def house():
    return cast.make()


def choose(client: Client, code: str, page: str = "/", **more):
    return client.post("/language/", {"language": code, "next": page}, **more)


def spoken(client: Client, page: str = "/") -> str:
    answer = client.get(page)
    text = answer.content.decode()
    assert f'<html lang="{answer.headers["Content-Language"]}">' in text
    return str(answer.headers["Content-Language"])


def test_the_house_speaks_chinese_whatever_the_browser_prefers(house):
    client = cast.signed_in(house.li)
    assert client.get("/", headers={"Accept-Language": "es"}).headers["Content-Language"] == "zh-hans"
    assert spoken(Client(), "/login/") == "zh-hans"


@pytest.mark.parametrize(("code", "words"), [("zh-hans", "工作台"), ("en", "Worklist"), ("es", "Bandeja")])
def test_a_choice_holds_on_every_page_from_then_on(house, code, words):
    client = cast.signed_in(house.li)
    choose(client, code)
    assert spoken(client) == code
    assert words in client.get("/petitions/").content.decode()


def test_the_account_remembers_at_another_workstation(house):
    choose(cast.signed_in(house.li), "en")
    assert spoken(cast.signed_in(house.li)) == "en"
    assert spoken(cast.signed_in(house.wang)) == "zh-hans"


def test_the_browser_remembers_for_the_sign_in_page(house):
    client = cast.signed_in(house.li)
    choose(client, "en")
    client.post("/logout/")
    assert spoken(client, "/login/") == "en"


def test_a_browser_used_by_somebody_else_changes_nobodys_language(house):
    client = Client()
    client.cookies["language"] = "en"
    choose(cast.signed_in(house.li), "zh-hans")
    client.force_login(house.li)
    assert spoken(client) == "zh-hans"


def test_what_was_chosen_at_the_door_becomes_the_persons_language(house):
    choose(cast.signed_in(house.li), "zh-hans")
    client = Client()
    choose(client, "es", "/login/")
    client.post("/login/", {"login": house.li.username, "password": cast.PASSWORD})
    assert spoken(client) == "es"
    assert spoken(cast.signed_in(house.li)) == "es"


def test_the_page_one_was_on_is_shown_again_with_its_filter(house):
    answer = choose(cast.signed_in(house.li), "en", "/petitions/?status=closed&page=1")
    assert answer.headers["Location"] == "/petitions/?status=closed&page=1"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "http://[", "javascript:alert(1)", ""])
def test_the_choice_leads_nowhere_but_into_this_house(house, elsewhere):
    assert choose(cast.signed_in(house.li), "en", elsewhere).headers["Location"] == "/"


@pytest.mark.parametrize("code", ["fr", "", "zh-hans; Path=/x", "../en", "en\n"])
def test_a_language_that_is_not_offered_changes_nothing(house, code):
    client = cast.signed_in(house.li)
    assert choose(client, code).status_code == 302
    assert "language" not in client.cookies
    assert spoken(client) == "zh-hans"


def test_a_cookie_somebody_wrote_by_hand_is_not_believed(house):
    client = Client()
    client.cookies["language"] = "xx"
    assert spoken(client, "/login/") == "zh-hans"


def test_t42_the_choice_takes_a_post_with_the_pages_token_only(house):
    careful = Client(enforce_csrf_checks=True)
    assert careful.get("/language/").status_code == 405
    assert choose(careful, "en").status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites(house):
    client = Client()
    choose(client, "en")
    cookie = client.cookies["language"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")


def test_the_history_of_the_account_names_who_chose(house):
    choose(cast.signed_in(house.li), "en")
    latest = house.li.history.first()
    assert (latest.language, latest.history_user) == ("en", house.li)


def test_a_choice_and_a_search_leave_no_line_of_their_own_only_the_page_they_lead_to(house):
    client = cast.signed_in(house.li)
    before = Entry.objects.count()
    choose(client, "en")
    client.post("/petitions/search/", {"q": "XF-2026"})
    assert Entry.objects.count() == before


@pytest.mark.parametrize("page", ["/login/", "/", "/petitions/", "/petitions/new/", "/audit/trail/", "/logout/"])
def test_every_page_offers_the_choice_and_names_the_language_in_use(house, page):
    client = Client() if page == "/login/" else cast.signed_in(house.li)
    text = client.get(page).content.decode()
    assert text.count('action="/language/"') == 1
    assert 'value="zh-hans" lang="zh-hans" aria-current="true">中文<' in text
    assert all(f'lang="{code}">{name}<' in text for code, name in (("en", "English"), ("es", "Español")))


def test_a_search_that_is_too_long_says_how_long_it_may_be(house):
    answer = cast.signed_in(house.li).post("/petitions/search/", {"q": "供暖" * 60}, follow=True)
    assert "最多 100 个字" in answer.content.decode()
