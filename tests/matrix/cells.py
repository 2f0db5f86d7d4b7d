"""Which account asks for which object at which address: everything in `make prove`, and of that what `make test` walks.

`make test` meets every expectation of the table at least once for each address with each object, for each account (or kind of account,
where nothing is there for it) with each address, and for each account with each object. What is left out repeats one of these in another
pairing.
"""

from collections.abc import Iterator
from functools import cache
from zlib import crc32

from tests.matrix.objects import EVERYBODY, OBJECTS
from tests.matrix.policy import POLICY
from tests.matrix.rule import Rule

# Who has no business of their own with an address meets the same as others of their kind.
KINDS = {
    **dict.fromkeys(("li", "wang", "liu", "chen", "he"), "insider"),
    **dict.fromkeys(("zhao", "zhou", "wu", "zheng"), "party to slips and reports"),
    **{administrator: administrator for administrator in ("sysadmin", "secadmin", "secaudit")},
}

Cell = tuple[str, Rule, str]


def cells(method: str, account: str, *, whole: bool = False) -> Iterator[Cell]:
    """Route, rule and object of every address that takes this method, as far as this account walks through them."""
    for asker, route, name in _everything(method) if whole else _chosen(method):
        if asker == account:
            yield route, POLICY[route], name


@cache
def _everything(method: str) -> list[tuple[str, str, str]]:
    taking = {route: rule for route, rule in POLICY.items() if rule.takes(method) is not None}
    return [(asker, route, name) for asker in sorted(EVERYBODY) for route, rule in taking.items() for name in OBJECTS[rule.family]]


@cache
def _chosen(method: str) -> list[tuple[str, str, str]]:
    """Whoever brings something new, in an order that spreads the work over the accounts and stays when addresses are added."""
    met: set[tuple[str, ...]] = set()
    chosen = []
    for cell in sorted(_everything(method), key=lambda cell: crc32(":".join(cell).encode())):
        if new := set(_meetings(method, *cell)) - met:
            met |= new
            chosen.append(cell)
    return sorted(chosen)


def _meetings(method: str, account: str, route: str, name: str) -> Iterator[tuple[str, ...]]:
    rule = POLICY[route]
    expected = rule.expects(method, account, name)
    asker = account if expected.startswith("done") and rule.family else KINDS.get(account, "outsider")
    yield "address and object", route, name, expected
    yield "account and address", asker, route, expected
    yield "account and object", account, rule.family, name, expected
