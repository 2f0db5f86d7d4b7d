"""Who proposes, who confirms, and what stands in the way. Basis: REQUIREMENTS H8; DOMAIN §4.2."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.gate.rules import SUSPENDED
from personnel.models import Person
from personnel.offices import Office
from personnel.proposals.kinds import Kind, kind_of
from personnel.proposals.models import Proposal, State
from personnel.proposals.querysets import confirmers

CONFIRMED_WITHIN_DAYS = 30  # as a slip that nobody signs

NOT_SECURITY_ADMIN = Obstacle("NOT_SECURITY_ADMIN", _("Only the security administrator proposes this."), True)
FOR_THEMSELF = Obstacle("FOR_THEMSELF", _("Nobody proposes anything for themself; another security administrator must."), True)
ACCOUNT_CLOSED = Obstacle("ACCOUNT_CLOSED", _("This account is closed; open it again first."))
NOT_CONFIRMER = Obstacle(
    "NOT_CONFIRMER", _("This proposal is confirmed by the leader in charge of the unit, for leaders by the principal leader."), True
)
ALREADY_DECIDED = Obstacle("PROPOSAL_DECIDED", _("This proposal is closed; reload the page to see how."))
TOO_OLD = Obstacle("PROPOSAL_TOO_OLD", _("This proposal has waited for more than 30 days; it must be made anew."))
NOBODY_CONFIRMS = Obstacle("NOBODY_CONFIRMS", _("Nobody is appointed who could confirm this; a leader must be appointed first."))
PROPOSED_ALREADY = Obstacle("PROPOSED_ALREADY", _("The same has been proposed and waits for confirmation."))
NOT_PROPOSER = Obstacle("NOT_PROPOSER", _("Only whoever made the proposal withdraws it."), True)


def obstacles_to_asking(person: Person | None, by: Person, kind: Kind | None = None) -> Iterator[Obstacle]:
    """What is known before anything is filled in."""
    if not by.holds(Office.SECURITY_ADMIN) and not (kind and kind.also_asked_by(by)):
        yield NOT_SECURITY_ADMIN
    elif person is not None and person.pk == by.pk:
        yield FOR_THEMSELF
    elif _is_closed_to(person, kind):
        yield ACCOUNT_CLOSED


def _is_closed_to(person: Person | None, kind: Kind | None) -> bool:
    return person is not None and not person.is_active and not (kind and kind.of_closed_accounts)


def obstacles_to_proposing(proposal: Proposal, by: Person, *, on: date) -> Iterator[Obstacle]:
    asking = list(obstacles_to_asking(proposal.person, by, kind_of(proposal)))
    yield from asking
    if not asking:
        yield from kind_of(proposal).obstacles(proposal, on)
        if Proposal.objects.filter(kind=proposal.kind, person=proposal.person, values=proposal.values, state=State.PROPOSED).exists():
            yield PROPOSED_ALREADY
        if not confirmers(proposal, on=on):
            yield NOBODY_CONFIRMS


def obstacles_to_deciding(proposal: Proposal, person: Person, *, on: date) -> Iterator[Obstacle]:
    """To confirm or to refuse."""
    if not proposal.is_open:
        yield ALREADY_DECIDED
    elif person.pk not in {able.pk for able in confirmers(proposal, on=on)}:
        yield NOT_CONFIRMER
    elif person.is_suspended:
        yield SUSPENDED


def obstacles_to_confirming(proposal: Proposal, person: Person, *, on: date) -> Iterator[Obstacle]:
    deciding = list(obstacles_to_deciding(proposal, person, on=on))
    yield from deciding
    if deciding:
        return
    if (on - timezone.localdate(proposal.proposed_at)).days > CONFIRMED_WITHIN_DAYS:
        yield TOO_OLD
    if _is_closed_to(proposal.person, kind_of(proposal)):
        yield ACCOUNT_CLOSED
    yield from kind_of(proposal).obstacles(proposal, on)


def obstacles_to_withdrawing(proposal: Proposal, person: Person) -> Iterator[Obstacle]:
    if not proposal.is_open:
        yield ALREADY_DECIDED
    elif person.pk != proposal.proposer_id:
        yield NOT_PROPOSER
