"""Facts are stored as codes; from above comes how a code reads: a level's name, an account's owner."""

from collections.abc import Callable

from audit.trail.context import origin

_words: dict[str, Callable[[], dict[str, str]]] = {}


def word_facts_with(name: str, table: Callable[[], dict[str, str]]) -> None:
    """Registers the table code → words for the fact of this name; called in `ready()` of the app that knows it."""
    _words[name] = table


def worded(name: str, value: object) -> str:
    """The fact as the reader should see it; the code itself where nobody knows better."""
    if name not in _words or not isinstance(value, str):
        return str(value)
    return _table(name).get(value, value)


def _table(name: str) -> dict[str, str]:
    """Read once per request; a page shows many entries."""
    here = origin.get()
    if here is None:
        return _words[name]()
    if name not in here.words:
        here.words[name] = _words[name]()
    return here.words[name]
