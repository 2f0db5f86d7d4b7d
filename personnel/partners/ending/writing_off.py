"""To write something off that somebody of a firm does not give back: proposed with a reason, confirmed by the leader in charge."""

from collections.abc import Iterator
from datetime import date

from allauth.core import context
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.leaving.registry import hold_named
from personnel.models import Person, Unit
from personnel.partners.ending import actions, rules
from personnel.partners.ending.models import Ending, FirmWriteOff, State
from personnel.partners.ending.querysets import written_off
from personnel.proposals.forms import CHOOSE, ReasonedForm
from personnel.proposals.kinds import Kind, Particulars
from personnel.proposals.models import Proposal
from personnel.proposals.models import State as Proposed

CODE = "partner_write_off"


class WriteOffForm(ReasonedForm):
    """Which of the things that somebody of the firm still holds."""

    def __init__(self, ending: Ending, data=None):
        super().__init__(None, data)
        self.ending = ending
        choices = [("", "—"), *_choices(ending, context.request.user)]
        self.fields["thing"] = forms.ChoiceField(label=_("What is written off"), choices=choices, error_messages=CHOOSE)
        self.order_fields(["thing", "reason"])

    def values(self) -> dict:
        person, source, key, number = self.cleaned_data["thing"].split("|", 3)
        named = {"name": self.ending.number, "ending": str(self.ending.pk)}
        return named | {"person": person, "source": source, "key": key, "number": number}


def _choices(ending: Ending, reader: Person) -> list[tuple]:
    """Grouped by person and kind; what is written off or proposed already is left out."""
    found, today, waiting = [], timezone.localdate(), proposed(ending)
    for person in rules.people_of(ending, on=today):
        gone = written_off(ending, person) | {(source, key) for who, source, key in waiting if who == str(person.pk)}
        for source, things, _left in rules.still_held(ending, person, reader, on=today):
            lines = [
                (f"{person.pk}|{source.code}|{thing.key}|{thing.number or thing.label}", f"{thing.number} {thing.label}".strip())
                for thing in things
                if (source.code, thing.key) not in gone
            ]
            found += [(f"{person.name} · {source.title}", lines)] if lines else []
    return found


def proposed(ending: Ending) -> set[tuple[str, str, str]]:
    """What waits for a leader's word: whose, of which kind, which."""
    waiting = Proposal.objects.filter(kind=CODE, state=Proposed.PROPOSED, values__ending=str(ending.pk))
    return {(one.values["person"], one.values["source"], one.values["key"]) for one in waiting}


def _ending_of(proposal: Proposal) -> Ending:
    return Ending.objects.select_related("partner__unit").get(pk=proposal.values["ending"])


def _person_of(proposal: Proposal) -> Person:
    return Person.objects.get(pk=proposal.values["person"])


def particulars(proposal: Proposal) -> Particulars:
    source = hold_named(proposal.values["source"])
    return [
        (_("Partner firm"), str(_ending_of(proposal).partner)),
        (_("Person"), _person_of(proposal).name),
        (_("What is written off"), str(source.title) if source else ""),
        (_("Number"), proposal.values["number"]),
    ]


def obstacles(proposal: Proposal, on: date) -> Iterator[Obstacle]:
    """It still stands in the way of an end that is under way."""
    ending, person = _ending_of(proposal), _person_of(proposal)
    if ending.state != State.OPEN:
        yield rules.NOT_OPEN
        return
    held = {(source.code, thing.key) for source, things, _left in rules.still_held(ending, person, person, on=on) for thing in things}
    belongs = person.pk in {one.pk for one in rules.people_of(ending, on=on)}
    if not belongs or (proposal.values["source"], proposal.values["key"]) not in held - written_off(ending, person):
        yield rules.NOTHING_TO_WRITE_OFF


def carry_out(proposal: Proposal, by: Person, on: date) -> FirmWriteOff:
    thing = {"source": proposal.values["source"], "key": proposal.values["key"]}
    return actions.write_off(proposal, _ending_of(proposal), person=_person_of(proposal), **thing, by=by)


def unit_of(proposal: Proposal) -> Unit:
    return _ending_of(proposal).partner.unit


KIND = Kind(CODE, _("Write off for a partner firm"), particulars, obstacles, carry_out, unit=unit_of, about_people=False)
