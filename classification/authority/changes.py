"""To limit a grading authority, and to lift a limit: what it says, what stands in the way, how it is carried out."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.refusals import Obstacle, demand
from classification import events
from classification.authority.models import GradingLimit
from classification.authority.waiting import let_deciders_see
from classification.models import SecrecyLevel
from personnel.models import Appointment, Person, Unit
from personnel.offices import Office
from personnel.proposals.kinds import Particulars
from personnel.proposals.models import Proposal
from personnel.querysets import in_force
from vault.turns import Turn, take

NO_AUTHORITY = Obstacle("NO_AUTHORITY", _("This person is no grading authority; appoint them first."))
LIMITED_ALREADY = Obstacle("LIMITED_ALREADY", _("This is the limit of this person already."))
LIMIT_LIFTED = Obstacle("LIMIT_LIFTED", _("This limit has been lifted already."))


def unit_of(proposal: Proposal) -> Unit | None:
    return proposal.person.main_unit


def limiting_values(level: SecrecyLevel) -> dict:
    return {"level": level.code}


def _level(proposal: Proposal) -> SecrecyLevel:
    return SecrecyLevel.objects.select_related("scheme").get(pk=proposal.values["level"])


def limiting(proposal: Proposal) -> Particulars:
    level = _level(proposal)
    return [(_("Scheme"), str(level.scheme)), (_("Decides up to"), str(level))]


def is_authority(person: Person, on: date) -> bool:
    return in_force(Appointment.objects.filter(person=person, office=Office.GRADING_AUTHORITY), on=on).exists()


def is_limited(person: Person, on: date) -> bool:
    return GradingLimit.objects.filter(person=person, ended_on=None).exists()


def obstacles_to_limiting(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    if not is_authority(proposal.person, on):
        yield NO_AUTHORITY
    if GradingLimit.objects.filter(person=proposal.person, level=_level(proposal), ended_on=None).exists():
        yield LIMITED_ALREADY


def limit(proposal: Proposal, by: Person, on: date) -> GradingLimit:
    """In place of the limit of the same scheme, from now on; whoever may decide what waits sees it. Two at once take turns."""
    take(Turn.DECIDING)
    demand(obstacles_to_limiting(proposal, on))
    level = _level(proposal)
    for former in GradingLimit.objects.select_for_update().filter(person=proposal.person, scheme=level.scheme, ended_on=None):
        _end(former, by, on)
    made = GradingLimit(person=proposal.person, scheme=level.scheme, level=level, since=on)
    made.keep(by=by)
    facts = {"account": proposal.person.username, "level": level.code}
    record(events.AUTHORITY_LIMITED, actor=by, subject=proposal.person, facts=facts)
    let_deciders_see()
    return made


def lifting_values(found: GradingLimit) -> dict:
    return {"limit": str(found.pk), "level": found.level_id}


def obstacles_to_lifting(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    if not GradingLimit.objects.filter(pk=proposal.values["limit"], ended_on=None).exists():
        yield LIMIT_LIFTED


def lift(proposal: Proposal, by: Person, on: date) -> GradingLimit:
    take(Turn.DECIDING)
    demand(obstacles_to_lifting(proposal, on))
    found = GradingLimit.objects.select_for_update().get(pk=proposal.values["limit"])
    _end(found, by, on)
    facts = {"account": proposal.person.username, "level": found.level_id}
    record(events.AUTHORITY_WIDENED, actor=by, subject=proposal.person, facts=facts)
    let_deciders_see()
    return found


def _end(found: GradingLimit, by: Person, on: date) -> None:
    found.ended_on = on
    found.keep(by=by)
