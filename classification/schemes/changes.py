"""A change of a scheme, a level, a handling policy as a proposal: what was, what would be, and carrying it out.

`values` holds the thing's code and only what changes, before and after: who confirms sees both, and nothing that changed meanwhile
is overwritten.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.refusals import Obstacle, demand
from classification import events
from classification.authority.waiting import let_deciders_see
from classification.models import HandlingPolicy, Scheme, SecrecyLevel
from classification.schemes import parts
from classification.schemes.rules import obstacles_to
from personnel.models import Person
from personnel.proposals.kinds import Particulars
from personnel.proposals.models import Proposal
from vault.history import Remembered
from vault.turns import Turn, take

MODELS: dict[str, type[Remembered]] = {"scheme": Scheme, "level": SecrecyLevel, "policy": HandlingPolicy}
_EVENTS: dict[str, Event] = {"scheme": events.SCHEME_CHANGED, "level": events.LEVEL_CHANGED, "policy": events.POLICY_CHANGED}

NOTHING_CHANGES = Obstacle("NOTHING_CHANGES", _("Nothing would change; change at least one entry."))
CHANGED_MEANWHILE = Obstacle("CHANGED_MEANWHILE", _("This has been changed since it was proposed; it must be proposed anew."))


def values_of(thing: Remembered, wanted: dict) -> dict:
    """What a proposal holds: only what differs."""
    present = parts.read(thing)
    changed = [name for name, value in wanted.items() if value != present[name]]
    named = getattr(thing, "names", {}).get("zh", "")
    after = {name: wanted[name] for name in changed}
    return {"code": thing.pk, "name": named, "before": {name: present[name] for name in changed}, "after": after}


def thing_of(proposal: Proposal) -> Remembered:
    return MODELS[proposal.kind].objects.get(pk=proposal.values["code"])


def particulars(proposal: Proposal) -> Particulars:
    thing = thing_of(proposal)
    if isinstance(thing, SecrecyLevel):
        return [(_("Level"), f"{thing.scheme} · {thing}")]
    return [(_("Scheme") if isinstance(thing, Scheme) else _("Handling policy"), str(thing))]


def comparison(proposal: Proposal) -> list[tuple[object, str, str]]:
    """Old and new side by side, part by part, as they stood when it was proposed."""
    known, values = parts.PARTS[MODELS[proposal.kind]], proposal.values
    return [
        (known[name].label, known[name].words(values["before"][name]), known[name].words(after)) for name, after in values["after"].items()
    ]


def obstacles(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    thing, values = thing_of(proposal), proposal.values
    present = parts.read(thing)
    if not values["after"]:
        yield NOTHING_CHANGES
    elif any(present[name] != before for name, before in values["before"].items()):
        yield CHANGED_MEANWHILE
    else:
        parts.put(thing, values["after"])
        yield from obstacles_to(thing)


def carry_out(proposal: Proposal, by: Person, on: date) -> Remembered:
    """From now on, for what is decided from now on; decisions keep their terms. Two changes at once take turns."""
    take(Turn.SCHEMES)
    demand(obstacles(proposal, on))
    thing = thing_of(proposal)
    parts.put(thing, proposal.values["after"])
    thing.keep(by=by)
    let_deciders_see()
    for name in proposal.values["after"]:
        record(_EVENTS[proposal.kind], actor=by, subject=proposal, facts={proposal.kind: thing.pk, "part": name})
    return thing
