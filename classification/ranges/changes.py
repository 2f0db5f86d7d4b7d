"""To add an address range to a level, and to take one away: what it says, what stands in the way, how it is carried out."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.refusals import Obstacle
from classification import events
from classification.models import SecrecyLevel
from classification.ranges.models import AddressRange
from personnel.models import Person
from personnel.proposals.kinds import Particulars
from personnel.proposals.models import Proposal

RANGE_EXISTS = Obstacle("RANGE_EXISTS", _("This level is shown from this network already."))
RANGE_GONE = Obstacle("RANGE_GONE", _("This range has been taken away already."))


def adding_values(*, level: SecrecyLevel, network: str) -> dict:
    return {"level": level.code, "network": network}


def removing_values(found: AddressRange) -> dict:
    return {"range": str(found.pk), "level": found.level_id, "network": found.network}


def particulars(proposal: Proposal) -> Particulars:
    level = SecrecyLevel.objects.select_related("scheme").get(pk=proposal.values["level"])
    return [(_("Level"), f"{level.scheme} · {level}"), (_("Network"), proposal.values["network"])]


def obstacles_to_adding(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    if AddressRange.objects.filter(level=proposal.values["level"], network=proposal.values["network"], ended_on=None).exists():
        yield RANGE_EXISTS


def add(proposal: Proposal, by: Person, on: date) -> AddressRange:
    """From now on the level is shown from here, and no longer from everywhere."""
    made = AddressRange(level_id=proposal.values["level"], network=proposal.values["network"])
    made.keep(by=by)
    record(events.RANGE_ADDED, actor=by, subject=made, facts=dict(proposal.values))
    return made


def obstacles_to_removing(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    if not AddressRange.objects.filter(pk=proposal.values["range"], ended_on=None).exists():
        yield RANGE_GONE


def remove(proposal: Proposal, by: Person, on: date) -> AddressRange:
    """The level is no longer shown from here; without any range left, from everywhere."""
    found = AddressRange.objects.select_for_update().get(pk=proposal.values["range"])
    found.ended_on = on
    found.keep(by=by)
    facts = {"level": found.level_id, "network": found.network}
    record(events.RANGE_REMOVED, actor=by, subject=found, facts=facts)
    return found
