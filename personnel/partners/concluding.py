"""To conclude an agreement: proposed with the firm's signature, confirmed by the leader in charge of the unit that answers for the firm."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.models import Person, Unit
from personnel.partners import actions, rules
from personnel.partners.models import Agreement
from personnel.partners.querysets import visible_agreements
from personnel.proposals.kinds import Kind, Particulars
from personnel.proposals.models import Proposal


def agreement_of(proposal: Proposal) -> Agreement:
    return Agreement.objects.select_related("partner__unit", "responsible", "text").get(pk=proposal.values["agreement"])


def particulars(proposal: Proposal) -> Particulars:
    agreement = agreement_of(proposal)
    return [
        (_("Partner firm"), str(agreement.partner)),
        (_("Number"), agreement.number),
        (_("Unit that answers for it"), str(agreement.partner.unit)),
        (_("Agreement holds"), _g("%(since)s to %(until)s") % {"since": agreement.since, "until": agreement.until}),
        (_("Text"), f"{agreement.text.title} · {_g('Version %(number)s') % {'number': agreement.text.version}}"),
        (_("Liability"), agreement.liability),
        (_("Signed for the firm"), f"{agreement.signatory} · {agreement.firm_signed_on}"),
    ]


def obstacles(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    yield from rules.obstacles_to_concluding(agreement_of(proposal), proposal.values["hash"])


def carry_out(proposal: Proposal, by: Person, on: date) -> Agreement:
    return actions.conclude(agreement_of(proposal), seen=proposal.values["hash"], by=by)


def unit_of(proposal: Proposal) -> Unit:
    return agreement_of(proposal).partner.unit


def page(proposal: Proposal, reader: Person, on: date) -> tuple[object, str] | None:
    found = visible_agreements(reader, on=on).filter(pk=proposal.values["agreement"]).first()
    return (_("Read the agreement"), found.get_absolute_url()) if found else None


WORDS = _("Sign an agreement with a partner firm")
KIND = Kind(actions.AGREEMENT, WORDS, particulars, obstacles, carry_out, unit=unit_of, about_people=False, page=page)
