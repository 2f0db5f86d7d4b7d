"""Every answer carries the same strict headers; what is absent answers the same bytes to everybody."""

import pytest
from django.conf import settings

from tests import cast

pytestmark = pytest.mark.django_db

ALWAYS = {
    "Content-Security-Policy": settings.CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ADDRESSES = ["/", "/login/", "/healthz", "/nowhere/", "/petitions/", "/petitions/00000000-0000-4000-8000-000000000000/"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options", "head"])
def test_t43_every_answer_forbids_frames_and_foreign_code_and_rests_in_no_cache(client, address, method):
    answer = getattr(client, method)(address)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.status_code != 500


def test_the_policy_allows_nothing_inline_and_nothing_foreign():
    assert "unsafe" not in settings.CONTENT_SECURITY_POLICY
    assert "http" not in settings.CONTENT_SECURITY_POLICY
    assert settings.CONTENT_SECURITY_POLICY.startswith("default-src 'none';")


def test_static_files_carry_them_too(client):
    answer = client.get("/static/css/error.css")
    assert answer.status_code == 200
    assert {name: answer.headers.get(name) for name in ALWAYS if name != "X-Frame-Options"} == {
        name: value for name, value in ALWAYS.items() if name != "X-Frame-Options"
    }
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_nothing_at_all_is_served_below_admin(client):
    assert client.get("/admin/").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/signup/").status_code == 404
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_without_signing_in_no_page_but_the_door_answers(client):
    for address in ("/", "/petitions/", "/approvals/", "/custody/carriers/", "/personnel/people/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/login/?next={address}")


def test_an_absent_address_answers_the_same_bytes_to_everybody(client):
    house = cast.make()
    seen = {_whole(browser.get(address)) for browser in map(cast.signed_in, (house.li, house.sysadmin)) for address in ABSENT}
    assert len(seen) == 1
    assert seen.pop()[0] == 404


ABSENT = ("/petitions/00000000-0000-4000-8000-000000000000/", "/nowhere/", "/petitions/not-a-number/", "/%00/", "/信访/")


def _whole(answer):
    return answer.status_code, answer.content, tuple(sorted(answer.headers.items())), answer.cookies.output()


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        ("a=" + "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), "application/x-www-form-urlencoded", 413),
        ("&".join(f"f{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)), "application/x-www-form-urlencoded", 400),
        ("--x\r\nnothing", "multipart/form-data; boundary=x", 200),
        ("--x\r\nnothing", "multipart/form-data", 400),
        ("login=%FF%FE&password=%00", "application/x-www-form-urlencoded", 200),
        ("login=a", "application/x-www-form-urlencoded; charset=nonsense", 200),
    ],
)
def test_malformed_requests_are_never_a_500(client, data, kind, status):
    answer = client.generic("POST", "/login/", data.encode(), content_type=kind)
    assert answer.status_code == status


def test_a_body_of_100000_characters_is_taken(client):
    answer = client.post("/login/", {"login": "密" * 100_000, "password": "x"})
    assert answer.status_code == 200


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500, 503])
def test_each_error_page_is_there_and_asks_for_nothing_foreign(status):
    from config import errors

    content = errors.page(status).content.decode()
    assert "<html lang" in content
    assert "//" not in content.replace("<!doctype html>", "").replace("http://www.w3.org/", "")
    assert "csrf" not in content
