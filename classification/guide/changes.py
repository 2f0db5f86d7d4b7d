"""To enter a matter into the guide, and to take one out: what it says, what stands in the way, how it is carried out."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.refusals import Obstacle, demand
from classification import events, scopes
from classification.guide.models import GuideItem
from classification.models import SecrecyLevel
from classification.periods import Period, later
from classification.rules import SCOPE_UNKNOWN, obstacles_to_grade
from personnel.models import Person
from personnel.proposals.kinds import Particulars
from personnel.proposals.models import Proposal
from vault.turns import Turn, take

IN_THE_GUIDE = Obstacle("IN_THE_GUIDE", _("A matter of this name stands in the guide already; take that one out first."))
OUT_OF_THE_GUIDE = Obstacle("OUT_OF_THE_GUIDE", _("This matter has been taken out of the guide already."))


def entering_values(*, title: str, level: SecrecyLevel, period: Period, basis: str, scope: list[str]) -> dict:
    counted = {"period_kind": str(period.kind), "period_value": period.value}
    return {"name": title, "title": title, "level": level.code, **counted, "basis": basis, "scope": sorted(scope)}


def removing_values(item: GuideItem) -> dict:
    return {"name": item.title, "item": str(item.pk)}


def _entered(proposal: Proposal) -> GuideItem:
    names = ("title", "period_kind", "period_value", "basis", "scope")
    return GuideItem(level_id=proposal.values["level"], **{name: proposal.values[name] for name in names})


def _item(proposal: Proposal) -> GuideItem:
    return GuideItem.objects.select_related("level__scheme").get(pk=proposal.values["item"])


def entering(proposal: Proposal) -> Particulars:
    return _in_words(_entered(proposal))


def removing(proposal: Proposal) -> Particulars:
    return _in_words(_item(proposal))


def _in_words(item: GuideItem) -> Particulars:
    return [
        (_("Matter"), item.title),
        (_("Level"), f"{item.level.scheme} · {item.level}"),
        (_("Period"), item.period_words),
        (_("Basis"), item.basis),
        (_("Scope"), gettext(", ").join(scopes.names(item.scope)) or gettext("Named with each grading")),
    ]


def obstacles_to_entering(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    item = _entered(proposal)
    if GuideItem.objects.filter(title=item.title, ended_on=None).exists():
        yield IN_THE_GUIDE
    yield from obstacles_to_grade(item.level, _period(item, on), on=on)
    if not scopes.members_exist(item.scope, on=on):
        yield SCOPE_UNKNOWN


def _period(item: GuideItem, on: date) -> Period:
    if item.period_value is None:
        return Period(item.period_kind, None, None)
    months = item.period_value * (12 if item.period_kind == "years" else 1)
    return Period(item.period_kind, item.period_value, later(on, months=months))


def enter(proposal: Proposal, by: Person, on: date) -> GuideItem:
    """From now on gradings may be proposed by it. Two at once take turns: the second finds the matter there."""
    take(Turn.SCHEMES)
    demand(obstacles_to_entering(proposal, on))
    made = _entered(proposal)
    made.keep(by=by)
    record(events.GUIDE_ENTERED, actor=by, subject=made, facts={"level": made.level_id})
    return made


def obstacles_to_removing(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    if _item(proposal).ended_on is not None:
        yield OUT_OF_THE_GUIDE


def remove(proposal: Proposal, by: Person, on: date) -> GuideItem:
    """No new grading is proposed by it; gradings that remember it keep it."""
    found = GuideItem.objects.select_for_update().get(pk=proposal.values["item"])
    found.ended_on = on
    found.keep(by=by)
    record(events.GUIDE_REMOVED, actor=by, subject=found, facts={"level": found.level_id})
    return found
