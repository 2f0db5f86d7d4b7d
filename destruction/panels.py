"""What the petition page shows of destruction: a button while the record lives, a panel once it is on a slip or gone."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from destruction import rules
from destruction.choices import Status
from destruction.models import DestructionItem, DestructionSlip
from destruction.querysets import visible_slips
from personnel.models import Person
from personnel.offices import Office
from petitions.models import Petition
from petitions.registry import Act, Panel


def act(petition: Petition, person: Person, on: date) -> Act | None:
    """For registrars of the owning unit, once the case is closed."""
    if petition.is_destroyed or petition.is_open or not person.holds(Office.REGISTRAR, unit=petition.record.unit):
        return None
    carriers = list(petition.record.carriers.select_related("record__unit", "keeper"))
    found = list(rules.obstacles_to_filing([petition.record], carriers, person, on=on))
    url = f"{reverse('destruction:slip_new')}?petition={petition.pk}"
    return Act(label=_("File destruction"), url=url, obstacles=found, danger=True)


def panel(petition: Petition, person: Person, on: date) -> Panel | None:
    """The slip that destroys or has destroyed the record, and the certificate, for those who may see them."""
    slip = _slip_of(petition)
    if slip is None:
        return None
    visible = visible_slips(person, on=on).filter(pk=slip.pk).exists()
    context = {"slip": slip, "visible": visible, "destroyed": slip.status == Status.DESTROYED}
    return Panel(
        title=_("Destruction"), template="destruction/petition_panel.html", context=context, position=20, side=not petition.is_destroyed
    )


def _slip_of(petition: Petition) -> DestructionSlip | None:
    lines = DestructionItem.objects.filter(record=petition.pk).exclude(slip__status__in=[Status.REFUSED, Status.WITHDRAWN, Status.LAPSED])
    line = lines.select_related("slip__level").order_by("-slip__filed_at").first()
    return line.slip if line else None
