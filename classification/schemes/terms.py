"""What a level said on the day a grading was decided: the grading keeps it, whatever the level says later. Basis: REQUIREMENTS G2, G6.

Mark, name and colour stay as decided. Under which rules a thing is lent and read follows whichever is stricter, then or now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

LEADER = "leader_in_charge"
EXPORTING = ("nobody", "duty", "readers")  # fewest first
PLACES = ("reading_room", "take_out_slip", "office")  # strictest first


def terms_of(level: Any, mark_text: str) -> dict:
    """Of a SecrecyLevel as it stands, kept by the decision."""
    policy = level.policy
    return {
        "mark": mark_text,
        "names": level.names,
        "colour": level.colour,
        "policy": policy.pk,
        "steps": policy.steps,
        "working_days": policy.working_days,
        "place": policy.place,
        "readers": level.reader_offices,
        "by_two": level.opened_by_two,
        "exporting": level.exporting,
        "exports_kept": level.exports_kept,
    }


@dataclass(frozen=True)
class Lending:
    """Who signs for a loan, for how many working days at most, where it is read."""

    steps: tuple[str, ...]
    working_days: int
    place: str


def lending(policy: Any) -> Lending:
    """Of a HandlingPolicy as it stands."""
    return Lending(tuple(policy.steps), policy.working_days, policy.place)


def as_decided(terms: dict) -> Lending:
    return Lending(tuple(terms["steps"]), terms["working_days"], terms["place"])


def stricter(given: Lending, present: Lending) -> Lending:
    """The shorter loan, the stricter place; the signatures of the decision unless today's hold all of them and more."""
    steps = present.steps if set(present.steps) >= set(given.steps) else given.steps
    return Lending(steps, min(given.working_days, present.working_days), min(given.place, present.place, key=PLACES.index))


def with_all_signatures(given: Lending, present: Lending) -> Lending:
    """The stricter of both with the signatures of both, the leader's last: a level claimed, a grading derived."""
    missing = [step for step in given.steps if step not in present.steps]
    steps = tuple(sorted([*present.steps, *missing], key=LEADER.__eq__))
    return replace(stricter(given, present), steps=steps)


def exporting(terms: dict) -> str:
    """Who takes files out by what was decided; whoever reads, where that was not asked yet."""
    return terms.get("exporting", EXPORTING[-1])


def fewest(ways: Iterable[str]) -> str:
    return min(ways, key=EXPORTING.index)


def derived(terms: dict, source: dict) -> dict:
    """Of a derived grading: nothing in it is looser than what its source was decided with."""
    lent = with_all_signatures(as_decided(source), as_decided(terms))
    return terms | {
        "steps": list(lent.steps),
        "working_days": lent.working_days,
        "place": lent.place,
        "readers": [office for office in terms["readers"] if office in source["readers"]],
        "by_two": terms["by_two"] or source["by_two"],
        "exporting": fewest([terms["exporting"], exporting(source)]),
        "exports_kept": terms["exports_kept"] or bool(source.get("exports_kept")),
    }
