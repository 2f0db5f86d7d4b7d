"""Navigation follows offices; it grants nothing and hides nothing that the address would give."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from config.context import shell
from personnel.models import Appointment, Unit
from tests.ui import gallery


def navigation(*offices, path="/"):
    someone = gallery.person()
    someone.__dict__["appointments_now"] = [Appointment(unit=Unit(name="信访办"), office=office) for office in offices]
    request = RequestFactory().get(path)
    request.user = someone
    return shell(request)


def addresses(*offices):
    return [entry["url"] for entry in navigation(*offices)["navigation"]]


@pytest.mark.parametrize("office", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_offered_no_records(office):
    assert {"/petitions/", "/custody/carriers/", "/custody/borrow-slips/", "/destruction/slips/"}.isdisjoint(addresses(office))
    assert navigation(office)["search_url"] == ""


def test_a_registrar_is_offered_the_daily_work():
    assert addresses("registrar") == [
        "/",
        "/approvals/",
        "/personnel/duties/",
        "/personnel/training/",
        "/personnel/bulletins/",
        "/petitions/",
        "/classification/notices/",
        "/custody/carriers/",
        "/custody/borrow-slips/",
        "/destruction/slips/",
        "/audit/reports/",
        "/audit/trail/",
        "/personnel/groups/",
        "/classification/schemes/",
    ]


def test_an_auditor_is_offered_reports_and_trail():
    own = ["/", "/approvals/", "/personnel/duties/", "/personnel/training/", "/personnel/bulletins/"]
    assert addresses("auditor") == [*own, "/audit/reports/", "/petitions/register/", "/audit/trail/"]


def test_the_entry_one_stands_in_is_marked_and_no_other():
    entries = navigation("registrar", path="/petitions/0190/")["navigation"]
    assert [entry["url"] for entry in entries if entry["active"]] == ["/petitions/"]


def test_who_is_not_signed_in_gets_no_navigation():
    request = RequestFactory().get("/login/")
    request.user = AnonymousUser()
    assert shell(request)["navigation"] == []


def test_the_office_line_names_unit_and_offices_once():
    words = navigation("registrar", "handling_officer")["person_office"].split(" · ")
    assert len(words) == 3
    assert words[0] == "信访办"


def test_languages_are_offered_only_when_there_is_a_choice(settings):
    settings.UI_LANGUAGES = ("zh-hans",)
    assert navigation("staff")["ui_languages"] == []
    settings.UI_LANGUAGES = ("zh-hans", "en")
    assert [code for code, name in navigation("staff")["ui_languages"]] == ["zh-hans", "en"]


def test_the_demonstration_says_what_is_waived_on_every_page(settings):
    settings.DEMO = True
    assert "demo-banner" in gallery.draw("list.html")
    assert "demo-banner" in gallery.draw("account/login.html", form=None)
    settings.DEMO = False
    assert "demo-banner" not in gallery.draw("list.html")
