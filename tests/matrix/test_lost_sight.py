"""A minute ago they saw it: clearance ended, office ended, scope narrowed. Now no address knows of it. Basis: THREATS T09, T10.

Everything the product answers about a record, an import or a document is asked for, as in the matrix, so a new address is asked too.
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest

from classification.models import Clearance
from personnel.actions import end_appointment
from petitions import actions
from tests.matrix.asking import address
from tests.matrix.conftest import undone, whole
from tests.matrix.objects import KNOWS, OBJECTS
from tests.matrix.policy import POLICY
from tests.matrix.world import OWN, World, grading_values

PAGES = ("/", "/overview/", "/petitions/?size=100", "/petitions/imports/", "/custody/carriers/?size=100", "/approvals/")
ASKED = ("page", "size", "sort", "s", "q", "number", "petition", "status", "level", "unit", "handling_officer", "received_from")
OF_RECORDS = ("petition", "attachment", "import", "opening")


def clearance_ends(world: World, account: str) -> None:
    for clearance in Clearance.objects.filter(person=world.house.people[account]):
        clearance.until = world.on - timedelta(days=1)
        clearance.keep(by=None)


def offices_end(world: World, account: str) -> None:
    for held in world.house.people[account].appointments.all():
        end_appointment(held, on=world.on - timedelta(days=1), by=None)


def known(family: str, account: str) -> list[str]:
    """What was there for this person before."""
    return [name for name in OBJECTS[family] if account in KNOWS[family].get(name, ())][:3]


LOSSES: dict[str, tuple[Callable[[World, str], None], tuple[str, ...]]] = {
    "clearance": (clearance_ends, OF_RECORDS),
    "offices": (offices_end, (*OF_RECORDS, "made_document", "borrow_slip", "destruction_slip", "report")),
}


@pytest.mark.parametrize(("loss", "account"), [("clearance", "li"), ("clearance", "chen"), ("offices", "li"), ("offices", "zhou")])
def test_t09_t10_whoever_lost_it_a_minute_ago_finds_nothing_at_any_address(ask, loss, account):
    lose, families = LOSSES[loss]
    wrong = []
    with undone():
        lose(ask.world, account)
        for route, rule in POLICY.items():
            if rule.family in families and rule.sees is not None:
                for name in known(rule.family, account):
                    answer, _changed, _told = ask(account, "GET", route, name)
                    if answer.status_code != 404 and not (rule.by_query and answer.status_code == 403):
                        wrong.append((route, name, answer.status_code))
        for page in PAGES:
            if b"Qzsubject" in ask.browsers[account].get(page).content:
                wrong.append((page, "tells subjects"))
    assert wrong == []


def test_t09_whoever_fell_out_of_scope_a_minute_ago_finds_nothing_even_on_a_loan(ask):
    """Chen borrows `lent`; it is graded anew, for the petition office alone."""
    wrong = []
    with undone():
        petition, house = ask.world.things["petition"]["lent"], ask.world.house
        values = grading_values(ask.world, "important", OWN) | {"basis": "Matrix basis"}
        proposed = actions.propose_grading(petition, **values, reason="Matrix reason", by=house.li, on=ask.world.on)
        actions.decide_grading(proposed, **values, by=house.liu, on=ask.world.on)
        for route, rule in POLICY.items():
            if rule.family in ("petition", "attachment") and rule.sees is not None:
                answer, _changed, _told = ask("chen", "GET", route, "lent")
                if answer.status_code != 404 and not (rule.by_query and answer.status_code == 403):
                    wrong.append((route, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(("account", "value"), [("li", "\0"), ("li", "9" * 5000), ("zhou", "\ud800")])
def test_t81_nothing_written_into_a_query_is_an_error_of_the_server(ask, account, value):
    query = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name in ASKED)
    browser, wrong = ask.browsers[account], []
    for route, rule in POLICY.items():
        if rule.sees is not None and not rule.outside and account in rule.sees.get(first := OBJECTS[rule.family][0], ()):
            place = address(route, ask.world.ids[rule.family][first] if rule.family else None)
            with undone():
                answer = whole(browser.get(f"{place}{'&' if '?' in place else '?'}{query}"))
            if answer.status_code >= 500:
                wrong.append((route, answer.status_code))
    assert wrong == []
