"""Somebody no longer belongs to a firm: proposed, confirmed by the leader in charge, for it takes a condition off their access."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.models import Person, Unit
from personnel.partners import actions
from personnel.partners.condition import faults_of
from personnel.partners.ending.querysets import open_ending
from personnel.partners.models import Membership
from personnel.partners.querysets import in_force
from personnel.proposals.forms import ReasonedForm
from personnel.proposals.kinds import Kind, Particulars
from personnel.proposals.models import Proposal

CODE = "partner_out"
NOT_OF_A_FIRM = Obstacle("NOT_OF_A_FIRM", _("This person belongs to no partner firm."))

END_RUNS = Obstacle("END_RUNS", _("The end of the cooperation with this firm is under way; what its people hold is settled there first."))


class TakingOutForm(ReasonedForm):
    """Why alone."""

    def values(self) -> dict:
        return {}


def _membership(proposal: Proposal) -> Membership | None:
    """The present one; after the decision the last."""
    found = Membership.objects.filter(person=proposal.person).select_related("partner__unit")
    return found.filter(until=None).first() or found.order_by("-since").first()


def particulars(proposal: Proposal) -> Particulars:
    membership = _membership(proposal)
    if membership is None:
        return [(_("Partner firm"), "")]
    fault = faults_of({membership.partner_id} - _sound(), on=timezone.localdate()).get(membership.partner_id)
    stands = str(fault.sentence) if fault else _g("The agreement with the firm holds.")
    return [(_("Partner firm"), str(membership.partner)), (_("Confidentiality agreement"), stands)]


def _sound() -> set[UUID]:
    return set(in_force(on=timezone.localdate()).values_list("partner_id", flat=True))


def obstacles(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    membership = Membership.objects.filter(person=proposal.person, until=None).first()
    if membership is None:
        yield NOT_OF_A_FIRM
    elif open_ending(membership.partner) is not None:
        yield END_RUNS


def carry_out(proposal: Proposal, by: Person, on: date) -> Membership:
    assert proposal.person is not None  # noqa: S101 - the kind is about people
    return actions.take_out(proposal.person, by=by, on=on)


def unit_of(proposal: Proposal) -> Unit | None:
    membership = _membership(proposal)
    return membership.partner.unit if membership else None


KIND = Kind(
    CODE,
    _("Take out of the partner firm"),
    particulars,
    obstacles,
    carry_out,
    unit=unit_of,
    form=TakingOutForm,
    offered=False,
    of_closed_accounts=True,
)
