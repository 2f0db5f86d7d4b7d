"""The measure as a proposal: asked for by the security administrator, confirmed by the leader in charge."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.models import Person, Unit
from personnel.partners.breaches import actions, rules
from personnel.partners.breaches.models import Breach
from personnel.partners.querysets import visible_partners
from personnel.proposals.kinds import Kind, Particulars
from personnel.proposals.models import Proposal


def breach_of(proposal: Proposal) -> Breach:
    return Breach.objects.select_related("partner__unit", "person").get(pk=proposal.values["breach"])


def as_asked(breach: Breach, proposal: Proposal) -> Breach:
    """With the measure this proposal asked for: another may have been proposed since."""
    if breach.proposal_id != proposal.pk:
        then = Breach.history.filter(id=breach.pk, proposal_id=proposal.pk).order_by("history_date", "history_id").first()
        breach.measure, breach.amount = (then.measure, then.amount) if then else (breach.measure, breach.amount)
    return breach


def particulars(proposal: Proposal) -> Particulars:
    breach = as_asked(breach_of(proposal), proposal)
    lines: Particulars = [
        (_("Partner firm"), str(breach.partner)),
        (_("Kind of breach"), breach.get_category_display()),
        (_("Day"), breach.happened_on.isoformat()),
        (_("What was done against the agreement"), breach.account),
        (_("Measure"), str(breach.get_measure_display())),
    ]
    if breach.amount is not None:
        lines.append((_("Amount in yuan"), f"{breach.amount:,.2f}"))
    if breach.person is not None:
        lines.append((_("By whom"), breach.person.name))
    return lines


def obstacles(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    yield from rules.obstacles_to_deciding(breach_of(proposal), on)


def carry_out(proposal: Proposal, by: Person, on: date) -> Breach:
    return actions.take_measure(breach_of(proposal), by=by, on=on)


def unit_of(proposal: Proposal) -> Unit:
    return breach_of(proposal).partner.unit


WORDS = _("Measure against a partner firm")


def page(proposal: Proposal, reader: Person, on: date) -> tuple[object, str] | None:
    firm = visible_partners(reader, on=on).filter(breaches__pk=proposal.values["breach"]).first()
    return (_("Partner firm"), firm.get_absolute_url()) if firm else None


KIND = Kind(actions.BREACH, WORDS, particulars, obstacles, carry_out, unit=unit_of, about_people=False, page=page)
