"""What the person may do with a petition now: the buttons of its page, or what stands in their place."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.gradings.querysets import waiting_proposal
from classification.models import Grading
from classification.rules import may_decide
from personnel.models import Person
from petitions import linking, registry, rules
from petitions.models import Petition
from petitions.openings.rules import obstacles_to_asking
from petitions.registry import Act

Rule = Callable[..., Iterable[Obstacle]]


class Offer(NamedTuple):
    """A page that does something with a petition; `explained`: worth saying why not."""

    page: str
    label: object
    rule: Rule
    primary: bool = False
    explained: bool = False


def acts_of(petition: Petition, person: Person, *, on: date) -> list[Act]:
    """Own acts and those of higher apps; what the person has no authority for is not offered at all."""
    found = list(registry.acts(petition, person, on)) if petition.is_destroyed else _own(petition, person, on)
    if not petition.is_destroyed:
        found += registry.acts(petition, person, on)
    return _with_one_primary(found)


def _own(petition: Petition, person: Person, on: date) -> list[Act]:
    proposal = waiting_proposal(petition.record)
    decides = proposal is not None and may_decide(petition.record, person, on=on)
    derived = petition.record.grading is not None and petition.record.grading.source_id is not None
    unassigned, ungraded = petition.handling_officer_id is None, petition.record.level_id is None
    offers = [
        Offer("opening_new", _("Open by two"), obstacles_to_asking, True),
        Offer("closing", _("Close the case"), rules.obstacles_to_closing, True),
        Offer("handling", _("Assign") if unassigned else _("Hand on"), rules.obstacles_to_assigning, unassigned),
        Offer("grading", _("Propose a grading") if ungraded else _("Grade anew"), rules.obstacles_to_proposing_grading, ungraded),
        Offer("declassification", _("Declassify"), rules.obstacles_to_declassifying, explained=derived),
        Offer("edit", _("Correct"), rules.obstacles_to_editing, explained=True),
        Offer("repeats", _("Repeats"), linking.obstacles_to_finding_repeats),
        Offer("reopening", _("Reopen"), rules.obstacles_to_reopening),
    ]
    found = [_decision(petition, proposal)] if decides and proposal else []
    return found + [act for offer in offers if (act := _act(offer, petition, person, on, decides)) is not None]


def _decision(petition: Petition, proposal: Grading) -> Act:
    if proposal.declassifies:
        return Act(_("Decide the declassification"), _url("declassification", petition), primary=True)
    return Act(_("Decide the grading"), _url("grading", petition), primary=True)


def _act(offer: Offer, petition: Petition, person: Person, on: date, decides: bool) -> Act | None:
    """The button; where only the state stands in the way and it is worth a sentence, the obstacles in its place."""
    obstacles = list(offer.rule(petition, person, on=on))
    if obstacles and (not offer.explained or any(obstacle.authority for obstacle in obstacles)):
        return None
    return Act(offer.label, _url(offer.page, petition), offer.primary and not decides, obstacles)


def _url(name: str, petition: Petition) -> str:
    return reverse(f"petitions:{name}", args=[petition.pk])


def _with_one_primary(acts: list[Act]) -> list[Act]:
    """One main action a page: the first that claims to be it."""
    taken = False
    found = []
    for act in acts:
        found.append(Act(act.label, act.url, act.primary and not taken and not act.obstacles, act.obstacles, act.danger))
        taken = taken or found[-1].primary
    return found
