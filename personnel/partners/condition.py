"""A condition of access for whoever belongs to a firm: its agreement holds today. Asked anew each time, like the others."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.offices import ADMINISTRATORS, LEADING, Office
from personnel.partners.models import Agreement, State
from personnel.partners.querysets import in_force, memberships_of

AGREEMENT_MISSING = Obstacle(
    "AGREEMENT_MISSING", _("Your firm's confidentiality agreement is not signed for both sides; the security administrator sees to it.")
)
AGREEMENT_RUN_OUT = Obstacle(
    "AGREEMENT_RUN_OUT", _("Your firm's confidentiality agreement has run out; the security administrator sees to a new one.")
)
AGREEMENT_ENDED = Obstacle("AGREEMENT_ENDED", _("Your firm's confidentiality agreement was ended; ask the unit for which you work."))
OFFICE_OF_THE_HOUSE = Obstacle(
    "OFFICE_OF_THE_HOUSE", _("Administrators, heads and leaders are the house's own; nobody of a partner firm holds such an office.")
)
OWN_HOUSE = frozenset({*ADMINISTRATORS, *LEADING, Office.UNIT_HEAD})


def without_agreement(people: Iterable[UUID], *, on: date) -> dict[UUID, Obstacle]:
    """Who belongs to a firm whose agreement does not hold on this day. Basis: REQUIREMENTS H3."""
    firms = dict(memberships_of(people, on=on).values_list("person_id", "partner_id"))
    if not firms:
        return {}
    sound = set(in_force(on=on).filter(partner__in=firms.values()).values_list("partner_id", flat=True))
    faults = faults_of({firm for firm in firms.values() if firm not in sound}, on=on)
    return {person: faults[firm] for person, firm in firms.items() if firm in faults}


def faults_of(firms: set[UUID], *, on: date) -> dict[UUID, Obstacle]:
    """Of firms without an agreement in force: what became of the last that had begun."""
    if not firms:
        return {}
    begun = Agreement.objects.filter(partner__in=firms, state__in=(State.SIGNED, State.ENDED), since__lte=on)
    last = dict(begun.order_by("partner_id", "-since", "-signed_at").distinct("partner_id").values_list("partner_id", "state"))
    words = {State.SIGNED: AGREEMENT_RUN_OUT, State.ENDED: AGREEMENT_ENDED}
    return {firm: words[State(last[firm])] if firm in last else AGREEMENT_MISSING for firm in firms}
