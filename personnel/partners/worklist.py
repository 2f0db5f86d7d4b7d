"""What firms ask of the security administrator and of the head of the unit that answers for them."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from personnel.models import Person
from personnel.offices import Office
from personnel.partners import page
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
        if standing is None and row["count"]:
            label = _("%(firm)s has no agreement in force; the access of its people is suspended") % words
            yield WorkItem("partner", label, partner.number, url, since=timezone.localdate(partner.entered_at), overdue=True)
        elif row["soon"] and not partner.agreements.filter(state=State.SIGNED, since__gt=on).exists():
            label = _("The agreement with %(firm)s runs out; draw up the next one") % words
            yield WorkItem("partner", label, partner.number, url, since=on, due_on=standing.until)
