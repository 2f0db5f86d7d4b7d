"""Roles in destructions that are under way."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from destruction.choices import RUNNING
from destruction.models import DestructionSlip
from destruction.querysets import visible_slips
from personnel.leaving.registry import Source, Thing
from personnel.models import Person


def roles(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Executor or witness of what is not destroyed yet; applicants stand among the slips."""
    found = DestructionSlip.objects.filter(Q(executor=person) | Q(first_witness=person) | Q(second_witness=person), status__in=RUNNING)
    seen = set(visible_slips(reader, on=on).filter(pk__in=found.values("pk")).values_list("pk", flat=True))
    for slip in found.order_by("number"):
        url = slip.get_absolute_url() if slip.pk in seen else ""
        yield Thing(str(slip.pk), slip.number, timezone.localdate(slip.opened_at or slip.filed_at), url, slip.get_status_display())


ROLES = Source("destruction", _("Roles in destructions"), _("The destruction is carried out, or its execution is given up."), roles)
