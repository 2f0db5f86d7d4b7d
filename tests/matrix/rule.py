"""What one address promises."""

from dataclasses import dataclass

from tests.matrix.objects import EVERYBODY, KNOWS, NOBODY

Accounts = frozenset[str]
Table = dict[str, Accounts]


@dataclass(frozen=True)
class Rule:
    """What one address promises. `sees` and `acts` map objects to accounts; an object left out means nobody."""

    family: str = ""
    sees: Table | None = None  # None: the address takes no GET
    acts: Table | None = None  # None: the address takes no POST
    outside: bool = False  # open without signing in
    as_before: bool = False  # success leaves no new business row (a search, a reveal, the next state of an import's run)
    leads_on: bool = False  # the answer shows nothing: the page it leads to is what is recorded
    again: Table | None = None  # who has done it already: the POST leads there and writes nothing
    by_query: bool = False  # the object stands in the query, not in the path

    def takes(self, method: str) -> Table | None:
        """Whose GET or POST gets anything here; None where the address does not take it or is open to everybody outside."""
        return None if self.outside else self.sees if method == "GET" else self.acts

    def expects(self, method: str, account: str, name: str) -> str:
        """What the table expects when this account asks for this object."""
        if account not in KNOWS[self.family].get(name, NOBODY):
            return "absent"
        if account in (self.takes(method) or {}).get(name, NOBODY):
            return "done"
        return "done already" if method == "POST" and account in (self.again or {}).get(name, NOBODY) else "barred"


def page(accounts: Accounts = EVERYBODY) -> Table:
    """A page without an object."""
    return {"": accounts}


def on(objects: tuple[str, ...], accounts: Accounts) -> Table:
    """The same people for several objects."""
    return dict.fromkeys(objects, accounts)
