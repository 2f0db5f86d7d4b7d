"""How far one administrator gets alone: whatever they post, and post after that, no line of plaintext. Basis: REQUIREMENTS H8, THREATS T27.

A search through states: every form an administrator may send is sent, in every order up to a depth, new accounts and proposals included;
in each state reached they look for planted words, and try to come in as the people they have made or renewed.
"""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from uuid import UUID

import pytest
from django.core.cache import caches
from django.test import Client

from personnel.models import Person
from personnel.proposals.models import Proposal
from tests import cast
from tests.matrix.asking import address, filled_in
from tests.matrix.cells import cells
from tests.matrix.conftest import Ask, rows_and_entries, undone, whole
from tests.matrix.policy import POLICY
from tests.matrix.test_matrix import leaks

ADMINISTRATORS = ("sysadmin", "secadmin", "secaudit")
ROWS = {"person": Person, "proposal": Proposal}
LOOKED_AT = ("shared", "core", "ungraded", "lent")
HALF = re.compile(r">([A-Z2-9]{5}-[A-Z2-9]{5})<")
CHOSEN = "Weide-17-Tal"

Step = tuple[str, UUID | None]
Known = tuple[str, ...]


class Search:
    """All that one administrator can do, one thing after another; each branch is undone before the next."""

    def __init__(self, ask: Ask, account: str, *, sweeping: bool = False) -> None:
        self.ask, self.account, self.browser, self.sweeping = ask, account, ask.browsers[account], sweeping
        self.states, self.faults = 0, []

    def go(self, depth: int, known: Known = (), path: tuple[str, ...] = ()) -> None:
        for route, identifier in self._steps():
            kept = SimpleCookie(self.browser.cookies)
            with undone():
                changed, halves = self._take(route, identifier)
                if changed:
                    self.states += 1
                    here = (*path, route)
                    self.faults += [f"{' > '.join(here)}: {fault}" for fault in self._look(known + halves)]
                    if depth > 1:
                        self.go(depth - 1, known + halves, here)
            self.browser.cookies = kept  # a new password began a new session, which is undone as well

    def _steps(self) -> Iterator[Step]:
        """Every form of the product, of everything there is by now; of petitions and slips those of the world."""
        for route, rule in POLICY.items():
            if rule.acts is None or rule.outside:
                continue
            if rule.family in ROWS:
                yield from ((route, identifier) for identifier in self._there(rule.family))
            elif not rule.family:
                yield route, None
            else:
                yield route, next(iter(self.ask.world.ids[rule.family].values()))

    def _there(self, family: str) -> list[UUID]:
        """The administrators themselves, one of the others, and whoever has been made since."""
        world = self.ask.world.ids[family]
        made = ROWS[family].objects.exclude(pk__in=[pk for name, pk in world.items() if name not in ("newcomer", "plain", "leading")])
        named = [world[name] for name in ("li", self.account) if name in world]
        return named + list(made.values_list("pk", flat=True))

    def _take(self, route: str, identifier: UUID | None) -> tuple[bool, Known]:
        before = rows_and_entries()[0]
        name = next(iter(self.ask.world.ids[POLICY[route].family])) if POLICY[route].family else ""
        answer = whole(self.browser.post(address(route, identifier), filled_in(route, self.ask.world, self.account, name)))
        assert answer.status_code < 500, route
        return rows_and_entries()[0] > before, tuple(HALF.findall(answer.content.decode(errors="replace")))

    def _look(self, known: Known) -> Iterator[str]:
        for name in LOOKED_AT:
            yield from leaks(self._page(address("petitions:petition", self.ask.world.ids["petition"][name])), self.account)
        yield from leaks(self._page("/petitions/?size=100"), self.account)
        if self.sweeping:
            for route, _rule, name in cells("GET", self.account, whole=True):
                family = POLICY[route].family
                yield from leaks(self._page(address(route, self.ask.world.ids[family][name] if family else None)), self.account)
        yield from self._come_in(known)

    def _come_in(self, known: Known) -> Iterator[str]:
        """With the halves they have been shown, in every combination, as anybody whose account waits."""
        for person in Person.objects.filter(activations__ended_at__isnull=True, activations__isnull=False).distinct():
            for first in (*known, ""):
                for second in (*known, ""):
                    caches["default"].clear()
                    sent = {"username": person.username, "first": first, "second": second, "password": CHOSEN, "again": CHOSEN}
                    if Client().post("/activation/", sent).status_code == 302:
                        yield f"came in as {person.username}"

    def _page(self, place: str) -> str:
        with undone():
            return whole(self.browser.get(place)).content.decode(errors="replace")


@pytest.mark.parametrize("account", ADMINISTRATORS)
def test_t27_whatever_one_administrator_does_they_read_no_plaintext(ask, account):
    search = Search(ask, account)
    search.go(depth=1)
    assert search.faults == []
    assert search.states >= {"sysadmin": 2, "secadmin": 6, "secaudit": 0}[account]


@pytest.mark.prove
@pytest.mark.parametrize("account", ADMINISTRATORS)
def test_t27_nor_in_three_steps_nor_on_any_page(ask, account):
    deep, wide = Search(ask, account), Search(ask, account, sweeping=True)
    deep.go(depth=3)
    wide.go(depth=1)
    assert deep.faults + wide.faults == []
    print(f"{account}: {deep.states} states in three steps, {wide.states} swept page by page")


def test_the_search_finds_a_way_where_there_is_one(ask):
    """Whoever holds both halves does come in: the search would see it."""
    search, world = Search(ask, "sysadmin"), ask.world
    with undone():
        shown = []
        for account in ("sysadmin", "secadmin"):
            page = ask.browsers[account].post(address("personnel:account_code", world.ids["person"]["newcomer"]), {})
            shown += HALF.findall(page.content.decode())
        assert list(search._look(tuple(shown))) == ["came in as newcomer"]
    assert leaks(
        cast.signed_in(world.house.li).get(address("petitions:petition", world.ids["petition"]["shared"])).content.decode(), "sysadmin"
    )
