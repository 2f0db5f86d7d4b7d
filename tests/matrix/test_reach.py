"""How far one administrator gets alone: whatever they post, and post after that, no line of plaintext. Basis: REQUIREMENTS H8, THREATS T27.

A search through states: every form of the product is sent, then every form again from each state that came of it, new accounts and
proposals included; in each state reached they look for planted words, and try to come in as the people they have made or renewed. Two steps
are taken in every order. A third follows wherever the second was made possible by the first; of pairs that were possible beside each other
from the start one in `DRAWN` is drawn, for what each of them makes possible is seen after each of them alone.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from uuid import UUID
from zlib import crc32

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

DRAWN = 40
PARTS = {"sysadmin": 1, "secadmin": 6, "secaudit": 1}  # each within a quarter of an hour

Step = tuple[str, UUID | None]
Known = tuple[str, ...]


@dataclass(frozen=True)
class Here:
    """How one came here, the halves shown on the way, and what was possible in any state before."""

    path: tuple[Step, ...] = ()
    known: Known = ()
    before: frozenset[Step] = frozenset()

    def after(self, step: Step, halves: Known, possible: frozenset[Step]) -> "Here":
        return Here((*self.path, step), self.known + halves, self.before | possible)

    def draws(self, step: Step) -> bool:
        return crc32(f"{self} > {step[0]}".encode()) % DRAWN == 0

    def __str__(self) -> str:
        return " > ".join(route for route, _ in self.path)


class Search:
    """All that one administrator can do, one thing after another; each branch is undone before the next.

    `part` of `parts`: which of the first steps are followed further.
    """

    def __init__(self, ask: Ask, account: str, *, part: int = 0, parts: int = 1) -> None:
        self.ask, self.account, self.browser = ask, account, ask.browsers[account]
        self.part, self.parts = part, parts
        self.states, self.faults = 0, []

    def go(self, depth: int, here: Here = Here()) -> None:
        """Every step from here, looked at; from those that lead on, further."""
        taken = [step for step in self._steps() if self._try(step, here)]
        possible = frozenset(taken)
        for step in self._leading_on(taken, here) if depth > 1 else ():
            with self._done(step) as halves:
                self.go(depth - 1, here.after(step, halves, possible))

    def _leading_on(self, taken: list[Step], here: Here) -> list[Step]:
        """From the start all of them, each in its part; later what was not possible before or is about the same thing, and some more."""
        if not here.path:
            return taken[self.part :: self.parts]
        about = {identifier for _, identifier in here.path if identifier}
        return [step for step in taken if step not in here.before or step[1] in about or here.draws(step)]

    def _try(self, step: Step, here: Here) -> bool:
        """Whether it changed anything; then it is looked around."""
        before = rows_and_entries()[0]
        with self._done(step) as halves:
            if rows_and_entries()[0] <= before:
                return False
            self.states += 1
            self.faults += [f"{here.after(step, (), frozenset())}: {fault}" for fault in self._look(here.known + halves)]
            return True

    @contextmanager
    def _done(self, step: Step) -> Iterator[Known]:
        """What was shown of halves; afterwards it has not happened, and a new session that began with it is gone as well."""
        kept = SimpleCookie(self.browser.cookies)
        with undone():
            yield self._take(*step)
        self.browser.cookies = kept

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

    def _take(self, route: str, identifier: UUID | None) -> Known:
        name = next(iter(self.ask.world.ids[POLICY[route].family])) if POLICY[route].family else ""
        answer = whole(self.browser.post(address(route, identifier), filled_in(route, self.ask.world, self.account, name)))
        assert answer.status_code < 500, route
        return tuple(HALF.findall(answer.content.decode(errors="replace")))

    def _look(self, known: Known) -> Iterator[str]:
        for name in LOOKED_AT:
            yield from leaks(self._page(address("petitions:petition", self.ask.world.ids["petition"][name])), self.account)
        yield from leaks(self._page("/petitions/?size=100"), self.account)
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


class Sweep(Search):
    """Every page of the product, of every object, after each first step of this part."""

    pages = 0

    def _look(self, known: Known) -> Iterator[str]:
        if self.states % self.parts == self.part:
            for route, _rule, name in cells("GET", self.account, whole=True):
                family = POLICY[route].family
                self.pages += 1
                yield from leaks(self._page(address(route, self.ask.world.ids[family][name] if family else None)), self.account)


@pytest.mark.parametrize("account", ADMINISTRATORS)
def test_t27_whatever_one_administrator_does_they_read_no_plaintext(ask, account):
    search = Search(ask, account)
    search.go(depth=1)
    assert search.faults == []
    assert search.states >= {"sysadmin": 2, "secadmin": 6, "secaudit": 0}[account]


@pytest.mark.prove
@pytest.mark.parametrize(("account", "part"), [(account, part) for account in ADMINISTRATORS for part in range(PARTS[account])])
def test_t27_nor_in_three_steps(ask, account, part):
    search = Search(ask, account, part=part, parts=PARTS[account])
    search.go(depth=3)
    print(f"{account}, part {part + 1} of {PARTS[account]}: {search.states} states in three steps")
    assert search.faults == []


@pytest.mark.prove
@pytest.mark.parametrize(("account", "part"), [(account, part) for account in ADMINISTRATORS for part in range(PARTS[account])])
def test_t27_nor_on_any_page_of_the_product(ask, account, part):
    search = Sweep(ask, account, part=part, parts=PARTS[account])
    search.go(depth=1)
    print(f"{account}, part {part + 1} of {PARTS[account]}: {search.states} states swept, {search.pages} pages")
    assert search.faults == []


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
