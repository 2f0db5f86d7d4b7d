"""What the machine of gradings holds against the product: what was accepted, in a few plain values. It never asks the product."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

RANKS = {"ordinary": 1, "important": 2, "core": 3}
# By which references of a scope each of these is let in; li and liu see every one by office, sheng what waits for nobody else.
NAMED_BY = {"chen": ("chen", "business_one"), "sun": ("business_one",), "xin": ("business_one",), "qian": ("qian",)}
BY_OFFICE, STANDS_IN = ("li", "liu"), "sheng"
PROPOSES, DECIDES = "li", "liu"
CLEARED = {"li": 3, "liu": 3, "sheng": 3, "qian": 3, "chen": 2, "sun": 1, "xin": 0}


@dataclass
class Kept:
    """One petition: decided (`level`, `scope`, `last`, `source`), claimed since, waiting (`waits`: the kind and the id of the proposal)."""

    pk: UUID
    level: str | None = None
    last: date | None = None
    scope: dict[str, date | None] = field(default_factory=dict)
    source: "Kept | None" = None
    is_open: bool = False
    claims: list[int] = field(default_factory=list)
    waits: str | None = None
    proposal: UUID | None = None
    proposed: tuple[str, "Kept | None"] = ("", None)
    over: list[UUID] = field(default_factory=list)
    requests: dict[UUID, tuple[str, date | None]] = field(default_factory=dict)
    kept_out: set[str] = field(default_factory=set)

    @property
    def rank(self) -> int:
        """Of what was decided; what nobody has graded counts as the highest."""
        return RANKS[self.level or "core"]

    @property
    def is_secret(self) -> bool:
        return self.level is not None and not self.is_open

    def is_derived_from_secret(self) -> bool:
        return self.source is not None and self.source.is_secret

    def protecting(self) -> int:
        """The rank whoever sees it is cleared for; 0 for none."""
        return max([0 if self.is_open else self.rank, *self.claims])

    def at_stake(self, *levels: str) -> int:
        """The highest rank a decision is about."""
        return max([self.rank if self.is_secret else 0, *self.claims, *(RANKS[level] for level in levels)])

    def is_over(self, on: date) -> bool:
        return self.last is not None and on > self.last

    def above(self) -> list[int]:
        """What its source has, or is claimed to have, beyond its own level."""
        if self.source is None or self.is_open or self.source.is_open:
            return []
        return [rank for rank in (self.source.rank, *self.source.claims) if rank > self.rank]

    def ends(self, on: date) -> bool:
        """Whether it declassifies itself this day: nothing waits, nothing is claimed, what it was derived from is not secret either."""
        held = self.waits == "grading" or max(self.claims, default=0) > self.rank or self.is_derived_from_secret()
        return self.is_secret and self.is_over(on) and not held

    def propose(self, kind: str, proposal: UUID, level: str = "", source: "Kept | None" = None) -> None:
        self.over += [self.proposal] if self.proposal and self.proposal != proposal else []
        self.waits, self.proposal, self.proposed = kind, proposal, (level, source)
        self.claims += [RANKS[level]] if level else []

    def settle(self) -> None:
        """Nothing waits any more."""
        self.over += [self.proposal] if self.proposal else []
        self.waits, self.proposal, self.claims = None, None, []

    def decide(self, level: str, last: date | None, scope: set[str]) -> None:
        self.settle()
        self.level, self.last, self.scope, self.source = level, last, dict.fromkeys(scope), self.proposed[1]
        self.is_open, self.requests = False, {}

    def open(self) -> None:
        self.settle()
        self.is_open = True

    def out(self) -> set[str]:
        """Whom a wall keeps out of it, or of what it was or is to be derived from."""
        sources = filter(None, (self.source, self.proposed[1] if self.waits else None))
        return self.kept_out.union(*(source.out() for source in sources))

    def seen_by(self, on: date, limit: int) -> set[str]:
        running = {named for named, until in self.scope.items() if until is None or on <= until}
        let_in = {name for name, grounds in NAMED_BY.items() if running.intersection(grounds)} | set(BY_OFFICE)
        if (self.waits and self.at_stake(*filter(None, self.proposed[:1])) > limit) or (self.requests and self.protecting() > limit):
            let_in.add(STANDS_IN)
        return {name for name in let_in - self.out() if CLEARED[name] >= self.protecting()}


def take_along(kept: dict[str, Kept], raised: Kept) -> bool:
    """Whatever was derived from it, however far down, is protected by its new level as well."""
    below = [one for one in kept.values() if _is_derived(one, raised) and one.rank < raised.rank]
    for one in below:
        one.claims.append(raised.rank)
    return bool(below)


def _is_derived(one: Kept, source: Kept) -> bool:
    return one.source is not None and not one.is_open and (one.source is source or _is_derived(one.source, source))
