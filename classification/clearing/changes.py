"""To clear somebody, and to end a clearance: what it says, what stands in the way, how it is carried out."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.actions import clear, end_clearance
from classification.models import Clearance, SecrecyLevel
from classification.rules import SCHEME_OFF, obstacles_to_clearing
from personnel.models import Person, Unit
from personnel.proposals.kinds import Particulars
from personnel.proposals.models import Proposal

CLEARED_ALREADY = Obstacle("CLEARED_ALREADY", _("This person is cleared for this level already."))
CLEARANCE_ENDED = Obstacle("CLEARANCE_ENDED", _("This clearance has ended already."))


def running_clearances(person: Person, *, on: date):
    """Clearances that hold on this day or will."""
    return Clearance.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person).select_related("level__scheme")


def unit_of(proposal: Proposal) -> Unit | None:
    return proposal.person.main_unit


# ------------------------------------------------------------------ to clear
def clearing_values(*, level: SecrecyLevel, since: date, until: date | None) -> dict:
    return {"level": level.code, "since": since.isoformat(), "until": until and until.isoformat()}


def _level(proposal: Proposal) -> SecrecyLevel:
    return SecrecyLevel.objects.select_related("scheme").get(pk=proposal.values["level"])


def clearing(proposal: Proposal) -> Particulars:
    level, values = _level(proposal), proposal.values
    return [
        (_("Scheme"), str(level.scheme)),
        (_("Cleared up to"), str(level)),
        (_("Since"), values["since"]),
        (_("Until"), values["until"] or gettext("No end set")),
    ]


def obstacles_to_level(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    level = _level(proposal)
    yield from obstacles_to_clearing(proposal.person)
    if not level.scheme.on:
        yield SCHEME_OFF
    if running_clearances(proposal.person, on=on).filter(level=level).exists():
        yield CLEARED_ALREADY


def carry_out_clearing(proposal: Proposal, by: Person, on: date) -> Clearance:
    values = proposal.values
    until = date.fromisoformat(values["until"]) if values["until"] else None
    since = max(date.fromisoformat(values["since"]), on)
    return clear(proposal.person, level=_level(proposal), since=since, until=until, by=by)


# ------------------------------------------------------------------ to end a clearance
def ending_values(clearance: Clearance, *, on: date) -> dict:
    return {"clearance": str(clearance.pk), "until": on.isoformat()}


def _clearance(proposal: Proposal) -> Clearance:
    return Clearance.objects.select_related("level__scheme").get(pk=proposal.values["clearance"])


def ending(proposal: Proposal) -> Particulars:
    level = _clearance(proposal).level
    return [(_("Scheme"), str(level.scheme)), (_("Cleared up to"), str(level)), (_("Last day"), proposal.values["until"])]


def _last_day(proposal: Proposal, on: date) -> date:
    return max(date.fromisoformat(proposal.values["until"]), on)


def obstacles_to_ending(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    held = _clearance(proposal)
    if held.until is not None and held.until <= _last_day(proposal, on):
        yield CLEARANCE_ENDED


def carry_out_ending(proposal: Proposal, by: Person, on: date) -> Clearance:
    return end_clearance(_clearance(proposal), on=_last_day(proposal, on), by=by)
