"""What firms ask of the security administrator and of the head of the unit that answers for them."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from personnel.models import Person
from personnel.offices import Office
from personnel.partners import page
from personnel.partners.ending.models import State as EndState
from personnel.partners.ending.querysets import visible_endings
from personnel.partners.ending.rules import count_open
from personnel.partners.models import State
from personnel.partners.querysets import visible_partners
from personnel.worklist import WorkItem


def to_renew(person: Person, on: date) -> Iterator[WorkItem]:
    """Before an agreement runs out, and while a firm with people here has none."""
    if not person.office_codes() & {Office.SECURITY_ADMIN, Office.UNIT_HEAD}:
        return
    for partner in visible_partners(person, on=on):
        row = page.row(partner, on=on)
        standing, words, url = row["standing"], {"firm": partner.name}, partner.get_absolute_url()
        if standing is None and row["count"] and not row["ends"]:
            label = _("%(firm)s has no agreement in force; the access of its people is suspended") % words
            yield WorkItem("partner", label, partner.number, url, since=timezone.localdate(partner.entered_at), overdue=True)
        elif row["soon"] and not row["ends"] and not partner.agreements.filter(state=State.SIGNED, since__gt=on).exists():
            label = _("The agreement with %(firm)s runs out; draw up the next one") % words
            yield WorkItem("partner", label, partner.number, url, since=on, due_on=standing.until)


def to_end(person: Person, on: date) -> Iterator[WorkItem]:
    """What an end under way still waits for; afterwards, accounts of the firm's people that are still open."""
    if not person.office_codes() & {Office.SECURITY_ADMIN, Office.UNIT_HEAD}:
        return
    keeps = person.holds(Office.SECURITY_ADMIN)
    for ending in visible_endings(person, on=on).exclude(state=EndState.WITHDRAWN):
        since, url = timezone.localdate(ending.opened_at), ending.get_absolute_url()
        words = {"firm": ending.partner.name}
        if ending.state == EndState.OPEN:
            label = _("The cooperation with %(firm)s ends: %(count)s things to settle") % (words | {"count": count_open(ending, on=on)})
            yield WorkItem("partner", label, ending.partner.number, url, since=since)
        elif keeps and page.left_open(ending.partner, on=on):
            label = _("The cooperation with %(firm)s has ended; close the accounts of its people") % words
            yield WorkItem("partner", label, ending.partner.number, ending.partner.get_absolute_url(), since=since)
