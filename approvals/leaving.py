"""What slips know of somebody who leaves: what they asked for and what waits for their signature."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.actions import lapse_of
from approvals.models import OPEN, Slip, Status
from approvals.registry import awaiting_signature_of, kinds
from personnel.leaving.registry import Source, Thing
from personnel.models import Person


def applied_for(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Slips of their own that wait for signatures, or are approved and not carried out."""
    for kind in kinds():
        for slip in kind.objects.filter(applicant=person, status__in=(*OPEN, Status.APPROVED)):
            yield _thing(slip, reader.pk == person.pk)


def to_sign(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Steps that wait for this person now; with the office they pass to whoever stands in."""
    for slip in awaiting_signature_of(person, on=on):
        yield _thing(slip, reader.pk == person.pk)


def _thing(slip: Slip, opens: bool) -> Thing:
    url = slip.get_absolute_url() if opens else ""  # type: ignore[attr-defined]
    return Thing(str(slip.pk), slip.number, timezone.localdate(slip.filed_at), url, slip.kind_name)


def end_access(person: Person, by: Person, on: date) -> None:
    """What was asked for the person's own use lapses; a destruction goes its way."""
    lapse_of(person, on=on)


SOURCES = (
    Source("slip", _("Slips of their own"), _("The person withdraws them, or they are carried out."), applied_for),
    Source(
        "signature",
        _("Waiting for their signature"),
        _("The person signs or refuses; when the office has ended, whoever stands in."),
        to_sign,
        passes=True,
    ),
)
