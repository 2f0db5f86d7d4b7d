"""What this app itself knows of somebody who leaves: devices, seats in proposals, the pledge."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.devices.models import Device
from personnel.devices.models import State as DeviceState
from personnel.devices.querysets import visible_devices
from personnel.leaving.querysets import open_departure
from personnel.leaving.registry import Source, Thing
from personnel.leaving.rules import PLEDGE
from personnel.leaving.writing_off import CODE
from personnel.models import Person
from personnel.proposals.kinds import kind_of
from personnel.proposals.models import Proposal, State
from personnel.proposals.querysets import visible_proposals
from personnel.proposals.querysets import waiting_for as waiting_for_word


def devices(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Enrolled or asked for; handed back means revoked or refused."""
    seen = set(visible_devices(reader, on=on).values_list("pk", flat=True))
    for device in Device.objects.filter(person=person, state__in=(DeviceState.ENROLLED, DeviceState.REQUESTED)):
        url = device.get_absolute_url() if device.pk in seen else ""
        yield Thing(str(device.pk), device.name, timezone.localdate(device.requested_at), url, device.get_state_display())


def proposals(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Open ones that the person made or that are about them; not those that write off for this departure."""
    about = Proposal.objects.filter(state=State.PROPOSED, person=person).exclude(kind=CODE)
    made = Proposal.objects.filter(state=State.PROPOSED, proposer=person)
    yield from _told({one.pk: one for one in [*about, *made]}.values(), reader, on)


def confirmations(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Those that wait for the person's word as a leader."""
    yield from _told(waiting_for_word(person, on=on), reader, on)


def _told(found: Iterable[Proposal], reader: Person, on: date) -> Iterator[Thing]:
    seen = set(visible_proposals(reader, on=on).values_list("pk", flat=True))
    for proposal in found:
        url = proposal.get_absolute_url() if proposal.pk in seen else ""
        number = proposal.person.username if proposal.person else ""
        yield Thing(str(proposal.pk), number, timezone.localdate(proposal.proposed_at), url, kind_of(proposal).label)


def pledge(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Signed last; who cannot sign any more, or will not, is written off like everything else."""
    departure = open_departure(person)
    if departure is not None and not hasattr(departure, "pledge"):
        url = reverse("leaving:pledge", args=[departure.pk]) if reader.pk == person.pk and not departure.has_ended else ""
        yield Thing(str(departure.pk), person.username, timezone.localdate(departure.opened_at), url)


SOURCES = (
    Source("device", _("Devices"), _("The security administrator takes the device back and revokes it."), devices),
    Source("proposal", _("Open proposals"), _("Whoever made a proposal withdraws it, or a leader decides it."), proposals),
    Source(
        "confirmation",
        _("Waiting for their word"),
        _("The person decides; when the office has ended, another leader does."),
        confirmations,
        passes=True,
    ),
    Source(PLEDGE, _("Leaving pledge"), _("The person signs it last, while access lasts."), pledge),
)
