"""To write something off (核销): proposed by the security administrator with a reason, confirmed by a leader with fresh proof."""

from collections.abc import Iterator
from datetime import date

from allauth.core import context
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.leaving import actions, rules
from personnel.leaving.models import Departure, WriteOff
from personnel.leaving.querysets import open_departure, written_off
from personnel.leaving.registry import hold_named
from personnel.models import Person, Unit
from personnel.proposals.forms import CHOOSE, ReasonedForm
from personnel.proposals.kinds import Kind, Particulars
from personnel.proposals.models import Proposal, State

CODE = "write_off"


class WriteOffForm(ReasonedForm):
    """Which of the things that still stand in the way."""

    def __init__(self, person: Person, data=None):
        super().__init__(person, data)
        self.fields["thing"] = forms.ChoiceField(
            label=_("What is written off"), choices=[("", "—"), *_choices(person)], error_messages=CHOOSE
        )
        self.order_fields(["thing", "reason"])

    def values(self) -> dict:
        source, key, number = self.cleaned_data["thing"].split("|", 2)
        return {"source": source, "key": key, "number": number}


def _choices(person: Person) -> list[tuple]:
    """Grouped by kind, as whoever proposes it may know it; what is written off or proposed already is left out."""
    departure = open_departure(person)
    if departure is None:
        return []
    gone = written_off(departure) | proposed(person)
    found = []
    for source, things in rules.held(person, context.request.user, on=timezone.localdate()):
        left = [thing for thing in things if (source.code, thing.key) not in gone]
        if left:
            found.append((source.title, [(f"{source.code}|{thing.key}|{thing.number or thing.label}", _words(thing)) for thing in left]))
    return found


def _words(thing) -> str:
    return " · ".join(str(part) for part in (thing.number, thing.label) if part)


def proposed(person: Person) -> set[tuple[str, str]]:
    """What waits for a leader's word."""
    waiting = Proposal.objects.filter(kind=CODE, person=person, state=State.PROPOSED)
    return {(proposal.values["source"], proposal.values["key"]) for proposal in waiting}


def particulars(proposal: Proposal) -> Particulars:
    source = hold_named(proposal.values["source"])
    return [(_("What is written off"), str(source.title) if source else ""), (_("Number"), proposal.values["number"])]


def obstacles(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    """It still stands in the way of a departure that is under way."""
    person, wanted = proposal.person, (proposal.values["source"], proposal.values["key"])
    departure = open_departure(person) if person else None
    if departure is None or person is None:
        yield rules.NOT_OPEN
        return
    held = {(source.code, thing.key) for source, things in rules.held(person, person, on=on) for thing in things}
    if wanted not in held - written_off(departure):
        yield rules.NOTHING_TO_WRITE_OFF


def carry_out(proposal: Proposal, by: Person, on: date) -> WriteOff:
    return actions.write_off(proposal, source=proposal.values["source"], key=proposal.values["key"], by=by, on=on)


def _departure_of(proposal: Proposal) -> Departure | None:
    """The one it was proposed for; offices may have ended since."""
    return Departure.objects.filter(person=proposal.person, opened_at__lte=proposal.proposed_at).order_by("-opened_at").first()


def unit_of(proposal: Proposal) -> Unit | None:
    departure = _departure_of(proposal)
    return departure.unit if departure else None


def of_a_leader(proposal: Proposal) -> bool:
    departure = _departure_of(proposal)
    return departure is not None and departure.of_a_leader


KIND = Kind(
    CODE,
    _("Write off for a departure"),
    particulars,
    obstacles,
    carry_out,
    unit=unit_of,
    form=WriteOffForm,
    leading=of_a_leader,
    offered=False,
    of_closed_accounts=True,
)
