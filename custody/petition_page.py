"""What the page of a petition shows of its carriers and loans."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from custody import rules
from custody.models import BorrowSlip
from custody.querysets import asked_already, running_loans
from personnel.models import Person
from petitions.models import Petition
from petitions.registry import Act, Hand, Panel


def carriers_panel(petition: Petition, person: Person, on: date) -> Panel | None:
    """Carriers with their state; who has them and until when."""
    carriers = list(petition.record.carriers.order_by("number"))
    if not carriers:
        return None
    context = {"carriers": carriers, "loans": list(running_loans(petition.record).select_related("applicant")), "today": on}
    return Panel(_("Carriers"), "custody/petition_panel.html", context, position=40)


def borrow_act(petition: Petition, person: Person, on: date) -> Act | None:
    """A slip under way is opened rather than filed again."""
    if petition.is_destroyed:
        return None
    if slip := asked_already(person, petition.record.carriers.all()).first():
        return Act(_("My borrow slip"), slip.get_absolute_url())
    obstacles = list(rules.obstacles_to_borrowing(petition.record, person, on=on))
    return Act(_("Borrow"), f"{reverse('custody:borrow_new')}?petition={petition.pk}", obstacles=obstacles)


def hands(petition: Petition) -> list[Hand]:
    """Hand-overs and returns, for the chain of hands."""
    lent = BorrowSlip.objects.filter(record=petition.record, handed_over_at__isnull=False)
    return [hand for slip in lent.select_related("applicant", "received_by", "handed_over_by") for hand in _of(slip)]


def _of(slip: BorrowSlip) -> list[Hand]:
    found = [Hand(slip.handed_over_at, _("Handed over"), who=slip.applicant, note=slip.number)]
    if slip.returned_at:
        found.append(Hand(slip.returned_at, _("Taken back"), who=slip.received_by, note=slip.number))
    return found
