"""A new scheme, a new level in a scheme, as a proposal: what it would be, what stands in the way, carrying it out.

Nothing that stands changes by it: the levels of a scheme keep their order, and what was graded keeps what it was given.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.refusals import Obstacle, demand
from classification import events
from classification.models import Scheme, SecrecyLevel
from classification.schemes import floors, parts
from classification.schemes.rules import LEGAL_LEVELS, obstacles_to
from personnel.models import Person
from personnel.proposals.kinds import Particulars
from personnel.proposals.models import Proposal
from vault.turns import Turn, take

RESERVED = {"ungraded", "declassified", "none", "policies", *floors.LEGAL}  # these mean something already

CODE_TAKEN = Obstacle("CODE_TAKEN", _("This code is taken; choose another."))
PLACE_GONE = Obstacle("PLACE_GONE", _("Choose a level of this scheme to stand above, or the lowest place."))
ABOVE_THE_HIGHEST = Obstacle(
    "ABOVE_THE_HIGHEST",
    _("Nothing stands above the highest level of petitions: what is not graded yet is kept at it, and nobody is cleared for another."),
)


# ------------------------------------------------------------------ a scheme
def scheme_values(*, code: str, family: str, wanted: dict) -> dict:
    return {"code": code, "name": wanted["name_zh"], "family": family, "parts": wanted}


def scheme_of(values: dict) -> Scheme:
    """As it would be: not in use before it has levels."""
    scheme = Scheme(code=values["code"], family=values["family"], on=False, names={}, note={})
    parts.put(scheme, values["parts"])
    return scheme


def scheme_in_words(proposal: Proposal) -> Particulars:
    family = str(Scheme.Family(proposal.values["family"]).label)
    return [(_("Short name"), proposal.values["code"]), (_("Kind of secrets"), family), *_parts(Scheme, proposal.values["parts"])]


def _parts(model: type[Scheme | SecrecyLevel], values: dict) -> Particulars:
    known = parts.PARTS[model]
    return [(part.label, part.words(values[name])) for name, part in known.items() if name in values]


def obstacles_to_scheme(values: dict) -> Iterator[Obstacle]:
    scheme = scheme_of(values)
    if scheme.pk in RESERVED or Scheme.objects.filter(pk=scheme.pk).exists():
        yield CODE_TAKEN
    yield from obstacles_to(scheme)


def add_scheme(proposal: Proposal, by: Person, on: date) -> Scheme:
    """After the others, not in use."""
    take(Turn.SCHEMES)
    demand(obstacles_to_scheme(proposal.values))
    scheme = scheme_of(proposal.values)
    scheme.position = (Scheme.objects.aggregate(last=Max("position"))["last"] or 0) + 1
    scheme.keep(by=by)
    record(events.SCHEME_ADDED, actor=by, subject=proposal, facts={"scheme": scheme.pk})
    return scheme


# ------------------------------------------------------------------ a level
def level_values(*, code: str, scheme: Scheme, above: str, wanted: dict) -> dict:
    """`above`: code of the level right below it; nothing where it is the lowest."""
    return {"code": code, "name": wanted["name_zh"], "scheme": scheme.pk, "above": above, "parts": wanted}


def _right_below(values: dict) -> SecrecyLevel | None:
    return SecrecyLevel.objects.filter(scheme=values["scheme"], pk=values["above"]).first()


def level_of(values: dict) -> SecrecyLevel:
    """As it would be, its rank between those of its neighbours."""
    below = _right_below(values)
    level = SecrecyLevel(code=values["code"], scheme=Scheme.objects.get(pk=values["scheme"]), names={}, on=True)
    level.rank = below.rank + 0.5 if below else 0.5  # type: ignore[assignment]
    parts.put(level, values["parts"])
    return level


def level_in_words(proposal: Proposal) -> Particulars:
    values, below = proposal.values, _right_below(proposal.values)
    place = str(below) if below else gettext("The lowest of the scheme")
    lines = [(_("Scheme"), str(Scheme.objects.get(pk=values["scheme"]))), (_("Short name"), values["code"]), (_("Right above"), place)]
    return [*lines, *_parts(SecrecyLevel, values["parts"])]


def obstacles_to_level(values: dict) -> Iterator[Obstacle]:
    level = level_of(values)
    if level.scheme.family == Scheme.Family.STATE:
        yield LEGAL_LEVELS
        return
    if level.pk in RESERVED or SecrecyLevel.objects.filter(pk=level.pk).exists():
        yield CODE_TAKEN
    if values["above"] and _right_below(values) is None:
        yield PLACE_GONE
    elif level.scheme.family == Scheme.Family.PETITION and not level.scheme.levels.filter(rank__gt=level.rank).exists():
        yield ABOVE_THE_HIGHEST
    yield from obstacles_to(level)


def add_level(proposal: Proposal, by: Person, on: date) -> SecrecyLevel:
    """Into its place; those above it move up by one and keep their order."""
    take(Turn.SCHEMES)
    demand(obstacles_to_level(proposal.values))
    level = level_of(proposal.values)
    for higher in level.scheme.levels.filter(rank__gt=level.rank).order_by("-rank"):
        higher.rank += 1
        higher.keep(by=by)
    level.rank = int(level.rank + 0.5)
    level.keep(by=by)
    record(events.LEVEL_ADDED, actor=by, subject=proposal, facts={"level": level.pk})
    return level
