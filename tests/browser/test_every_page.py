"""Everybody can use every page: each address of the resolver, in each state that differs, by axe-core and at each width.

The walk shows pages as they come about; here they are shown without one, so that none is left out.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse

from config import errors
from tests.browser import access
from tests.browser.every import Stage
from tests.matrix.asking import address, every_address
from tests.matrix.conftest import browsers_in, standing_world
from tests.matrix.objects import OBJECTS
from tests.matrix.policy import POLICY
from tests.matrix.world import World

READERS = ("li", "qian", "zhou")  # of pages for everybody: full, empty, and with other parts
# The page of a thing is another one in each of its states; what is done to it is hardly.
IN_EVERY_STATE = {
    *("petitions:petition", "petitions:attachment", "petitions:import"),
    *("petitions:opening", "custody:borrow_slip", "destruction:slip", "inspection:report"),
}
SIGNED_OUT = {"account_login": "anonymous"}
ELEMENT = re.compile(r"<((?!svg|path|circle|line|rect|polyline)[a-z0-9]+)\b([^>]*)>")
LOOKS_LIKE = re.compile(r'\b(?:class|type|role)="[^"]*"')
# What answers by GET without being a page: files, pictures, a part of a page, a word for machines.
NO_PAGE = {
    *("healthz", "petitions:attachment_page", "petitions:attachment_file", "petitions:import_errors", "petitions:import_progress"),
    *(
        "petitions:opening_state",
        "petitions:opening_page",
        "documents:leaving_pledge",
        "documents:partner_agreement",
        "documents:partner_closing",
    ),
    *("custody:borrow_pdf", "destruction:pdf", "destruction:certificate_pdf", "documents:file", "documents:pledge", "documents:progress"),
    *("petitions:register_sheet", "inspection:pdf", "inspection:docx", "inspection:xlsx", "inspection:csv"),
}


@pytest.fixture(scope="module", autouse=True)
def connections_of_that_loop(django_db_setup: None) -> Iterator[None]:
    """Beside the loop Django keeps other connections than before and after it: those are not closed by whoever drops the database."""
    yield
    connections.close_all()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with standing_world(django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module")
def stage(world: World, browser: Any) -> Iterator[Stage]:
    context = browser.new_context(locale="zh-CN", viewport=access.LOOKS["a desk"])
    yield Stage(context.new_page(), browsers_in(world))
    context.close()


def elements(answer: HttpResponse) -> set[tuple[str, ...]]:
    """What a page is made of, whatever it says."""
    return {(tag, *sorted(LOOKS_LIKE.findall(rest))) for tag, rest in ELEMENT.findall(answer.content.decode())}


def is_page(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html") and b"<html" in answer.content


def shown(route: str) -> list[tuple[str, str]]:
    """Who is shown this address, and of which object."""
    rule = POLICY[route]
    if rule.outside:
        return [(SIGNED_OUT.get(route, "li"), "")]
    seen = {name: rule.sees[name] for name in OBJECTS[rule.family] if (rule.sees or {}).get(name)}
    if not rule.family:
        return [(account, "") for account in READERS if account in seen[""]] or [(min(seen[""]), "")]
    found = [(min(seers), name) for name, seers in seen.items()]
    return found if route in IN_EVERY_STATE else found[:1]


def place(world: World, route: str, name: str) -> str:
    family = POLICY[route].family
    return address(route, world.ids[family][name] if family else None)


def test_every_page_of_the_resolver_can_be_used_by_everybody(stage: Stage, world: World) -> None:
    faults, made_of = [], set()
    for route in every_address():
        asked = POLICY[route].sees is None or route in NO_PAGE
        for account, name in [] if asked else shown(route):
            answer = stage.get(account, place(world, route, name), "zh-hans" if asked else "es")  # the longest words once
            if answer.status_code == 200 and is_page(answer) and (not asked or elements(answer) - made_of):
                faults += [f"{route} of {name} for {account}: {fault}" for fault in stage.faults(account, answer)]
                asked, made_of = True, made_of | elements(answer)
        if not asked:
            faults.append(f"{route}: nobody was shown it")
    assert faults == [], "\n".join(faults)


def test_every_form_that_is_sent_wrong_can_be_mended_by_everybody(stage: Stage, world: World) -> None:
    faults, made_of = [], set()
    for route in every_address():
        name, actors = next(((name, actors) for name, actors in (POLICY[route].acts or {}).items() if actors), ("", ()))
        answer = stage.post(min(actors), place(world, route, name), {"unknown": "1"}) if actors else HttpResponse()
        if is_page(answer) and elements(answer) - made_of:
            made_of |= elements(answer)
            faults += [f"{route} of {name}: {fault}" for fault in stage.faults(min(actors), answer)]
    assert faults == [], "\n".join(faults)


def test_pages_that_say_what_went_wrong_can_be_used_by_everybody(stage: Stage) -> None:
    faults = []
    for status in (400, 403, 404, 413, 429, 500, 503):
        answer = errors.page(status)
        faults += [f"{status}: {fault}" for fault in stage.faults("li", answer)]
    assert faults == [], "\n".join(faults)
