"""Everybody asks for everything: who sees, who acts, and that for all others there is nothing there.

Basis: THREATS T01, T18, T27, T41, T59; DESIGN §3, §4. What is expected stands in `policy`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.test import Client

from tests.matrix.asking import every_address
from tests.matrix.cells import cells
from tests.matrix.conftest import ANONYMOUS, is_a_page, undone
from tests.matrix.objects import BY_TWO, CARD, CONTENT, EVERYBODY, KNOWS, OBJECTS
from tests.matrix.policy import POLICY
from tests.matrix.world import PETITIONS, phone_of, planted

DONE = (200, 302)
WALKED = [pytest.param(account, False, id=account) for account in sorted(EVERYBODY)] + [
    pytest.param(account, True, id=f"{account}-whole", marks=pytest.mark.prove) for account in sorted(EVERYBODY)
]
# Fresh on every page: the token of its forms, the minute in its foot, the asker's own address in the choice of language.
RENEWED = re.compile(rb'value="\w{64}"|20\d\d-\d\d-\d\d \d\d:\d\d|name="next" value="[^"]*"')


def listed(wrong: list) -> str:
    return "\n".join(str(line) for line in wrong)


def bytes_of(answer) -> tuple:
    content = RENEWED.sub(b"", answer.content)
    headers = {name: value for name, value in answer.headers.items() if name not in ("Date",)}
    # A session is renewed by every answer here; until when, to the second, says nothing about what was asked for.
    cookies = sorted(re.sub(r"expires=[^;]+", "", str(cookie)) for cookie in answer.cookies.values())
    return answer.status_code, content, headers, cookies


def leaks(text: str, account: str, route: str = "") -> list[str]:
    """Planted words this person must never be shown; at the addresses where two look together, the reader is shown what is open."""
    found = []
    for name in PETITIONS:
        card = account in CARD[name] and name != "destroyed"
        content = account in CONTENT[name] or (name == "opened" and account in BY_TWO.get(route, ()))
        hidden = [planted(kind, name) for kind in ("name", "address")] + [phone_of(name)]
        hidden += [] if card else [planted("subject", name)]
        hidden += [] if content else [planted(kind, name) for kind in ("body", "note", "reply", "basis", "file", "removedfile", "removal")]
        found += [word for word in hidden if word in text]
    return found


def slip_leaks(text: str, account: str) -> list[str]:
    """Purposes and reasons of slips: for the parties; never for auditors, who see number, level and dates."""
    found = []
    for kind, family, slips in (("purpose", "borrow_slip", BORROWED), ("reason", "destruction_slip", DOOMED)):
        for petition, slip in slips.items():
            if account not in KNOWS[family][slip] or account == "zhou":
                found += [planted(kind, petition)] if planted(kind, petition) in text else []
    return found


BORROWED = {"shared": "filed", "half": "half", "granted": "granted", "lent": "out"}
DOOMED = {"doomed": "filed", "doomed_half": "half", "doomed_granted": "granted", "doomed_open": "opened", "destroyed": "done"}


def test_every_address_of_the_product_stands_in_the_policy_table():
    known = Counter(every_address())
    assert set(known) - set(POLICY) == set()
    assert set(POLICY) - set(known) == set()
    assert [name for name, times in known.items() if times > 1] == []


@pytest.mark.parametrize(("account", "whole"), WALKED)
def test_t01_t27_t59_by_get_everybody_meets_exactly_what_the_table_says(ask, account, whole):
    wrong = []
    for route, rule, name in cells("GET", account, whole=whole):
        answer, changed, told = ask(account, "GET", route, name)
        wrong += [(route, name, fault) for fault in _get_faults(ask, account, route, rule, name, answer)]
        if changed or not told:
            wrong.append((route, name, f"changed {changed}, entries {told}"))
        if answer.headers["Cache-Control"] != "no-store":
            wrong.append((route, name, "may be kept in a cache"))
    assert wrong == [], listed(wrong)


def _get_faults(ask, account, route, rule, name, answer) -> Iterator[str]:
    text, expected = answer.content.decode(errors="replace"), rule.expects("GET", account, name)
    if expected == "absent":
        yield from _as_if_absent(ask, account, "GET", route, answer)
    elif expected == "done":
        if answer.status_code != 200:
            yield f"{answer.status_code} instead of the page"
    elif answer.status_code not in (200, 403, 404, 409) or (answer.status_code == 200 and not _says_why(answer)):
        yield f"{answer.status_code} for somebody who may not"
    yield from leaks(text, account, route)
    yield from slip_leaks(text, account)


def _as_if_absent(ask, account, method, route, answer) -> Iterator[str]:
    """Denied and absent are the same bytes. Where the object only stands in query or form, the page may be barred or the form wrong."""
    allowed = (400, 403, 404) if POLICY[route].by_query else (404,)
    if answer.status_code not in allowed or bytes_of(answer) != bytes_of(ask.absent(account, method, route)):
        yield f"{answer.status_code}: not as if it did not exist"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_t01_what_does_not_exist_is_the_same_bytes_on_every_page(ask, method):
    routes = [route for route in POLICY if is_a_page(route, method)]
    asked = list(zip(routes, cycle(sorted(EVERYBODY)), strict=False))
    missing = [(route, account, bytes_of(ask(account, method, route, "missing")[0])) for route, account in asked]
    assert [(route, account) for route, account, got in missing if got != bytes_of(ask.absent(account, method, route))] == []


def _says_why(answer) -> bool:
    """A page for somebody who may not act shows what stands in the way."""
    return "obstacles" in answer.content.decode()


@pytest.mark.parametrize(("account", "whole"), WALKED)
def test_t01_t27_by_post_everybody_does_exactly_what_the_table_says(ask, account, whole):
    wrong = []
    for route, rule, name in cells("POST", account, whole=whole):
        answer, changed, told = ask(account, "POST", route, name)
        wrong += [(route, name, fault) for fault in _post_faults(ask, account, route, rule, name, answer, changed)]
        if not told and not rule.leads_on:
            wrong.append((route, name, "no entry"))
    assert wrong == [], listed(wrong)


def _post_faults(ask, account, route, rule, name, answer, changed) -> Iterator[str]:
    text, expected = answer.content.decode(errors="replace"), rule.expects("POST", account, name)
    if expected == "absent":
        yield from _as_if_absent(ask, account, "POST", route, answer)
        if changed:
            yield "changed something that does not exist for them"
    elif expected == "done":
        if answer.status_code not in DONE or (not changed and not rule.as_before):
            yield f"{answer.status_code}, {changed} rows: was not carried out"
    elif expected == "done already" and answer.status_code == 302 and not changed:
        pass  # sent a second time, it leads to what the first time made
    elif answer.status_code not in (400, 403, 404, 409) or changed:
        yield f"{answer.status_code}, {changed} rows: somebody who may not"
    if route != "petitions:reveal":
        yield from leaks(text, account, route)
    yield from slip_leaks(text, account)


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_without_signing_in_every_address_leads_to_the_door_and_nothing_changes(ask, method):
    wrong = []
    for route, rule in POLICY.items():
        if rule.outside:
            continue
        for name in {OBJECTS[rule.family][0], OBJECTS[rule.family][-1]}:
            answer, changed, _ = ask(ANONYMOUS, method, route, name)
            to_the_door = answer.status_code == 302 and answer.headers["Location"].startswith("/login/?next=/")
            if changed or not (to_the_door or answer.status_code == 405):
                wrong.append((route, name, answer.status_code, changed))
    assert wrong == [], listed(wrong)


@pytest.mark.parametrize("token", [{}, {"csrfmiddlewaretoken": "a" * 64}], ids=["none", "foreign"])
def test_t41_t42_no_post_is_taken_without_the_pages_own_token(ask, token):
    careless = ask.browsers["careless"] = Client(enforce_csrf_checks=True)
    careless.cookies = ask.browsers["li"].cookies.copy()
    wrong = []
    for route, rule in POLICY.items():
        if rule.acts is not None or route in ("account_login", "account_logout"):
            answer, changed, told = ask("careless", "POST", route, OBJECTS[rule.family][0], **token)
            if answer.status_code != 403 or changed or not told:
                wrong.append((route, answer.status_code, changed, told))
    assert wrong == [], listed(wrong)


@pytest.mark.parametrize(("account", "method"), [("li", "PUT"), ("li", "DELETE"), ("sysadmin", "PATCH"), ("sysadmin", "OPTIONS")])
def test_no_address_takes_a_method_it_does_not_know(ask, account, method):
    wrong = []
    for route, rule in POLICY.items():
        for name in OBJECTS[rule.family][:1]:
            answer, changed, told = ask(account, method, route, name)
            expected = (404, 405) if rule.family else (405,)
            if (answer.status_code not in expected and not rule.outside) or answer.status_code >= 500 or changed or not told:
                wrong.append((route, name, answer.status_code, changed, told))
    assert wrong == [], listed(wrong)


@pytest.mark.parametrize("account", ["zhao"])
def test_head_answers_as_get_does_without_a_body(ask, account):
    wrong = []
    for route, _rule, name in cells("GET", account):
        by_get, _, _ = ask(account, "GET", route, name)
        by_head, changed, told = ask(account, "HEAD", route, name)
        if by_head.status_code != by_get.status_code or by_head.content or changed or not told:
            wrong.append((route, name, by_get.status_code, by_head.status_code))
    assert wrong == [], listed(wrong)


@pytest.mark.parametrize("account", sorted(EVERYBODY))
def test_t01_the_list_shows_exactly_the_petitions_that_can_be_opened(ask, account):
    with undone():
        text = ask.browsers[account].get("/petitions/?size=100").content.decode()
    shown = {name for name in PETITIONS if ask.world.things["petition"][name].number in text}
    assert shown == {name for name in PETITIONS if account in CARD[name]}
