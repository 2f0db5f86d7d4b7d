"""Halves of codes that an administrator has not handed out yet."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.accounts import rules
from personnel.accounts.models import Activation
from personnel.models import Person
from personnel.offices import Office
from personnel.worklist import WorkItem

GIVERS = {Office.SYSTEM_ADMIN, Office.SECURITY_ADMIN, Office.UNIT_HEAD}


def to_hand_out(person: Person, on: date) -> Iterator[WorkItem]:
    if not person.office_codes() & GIVERS:
        return
    for activation in Activation.objects.filter(ended_at__isnull=True, person__is_active=True).select_related("person"):
        half = rules.half_of(activation.person, person, on=on)
        if half is not None and not activation.given(half):
            place = reverse("personnel:person", args=[activation.person_id])
            since = timezone.localdate(activation.opened_at)
            yield WorkItem("code", _("Hand out your half of the code"), activation.person.username, place, since)
