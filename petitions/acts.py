"""What the person may do with a petition now: the buttons of its page, or what stands in their place."""

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.rules import may_decide
from personnel.models import Person
from petitions import registry, rules
from petitions.models import Petition
from petitions.registry import Act

Rule = Callable[..., Iterable[Obstacle]]


def acts_of(petition: Petition, person: Person, *, on: date) -> list[Act]:
    """Own acts and those of higher apps; what the person has no authority for is not offered at all."""
    found = list(registry.acts(petition, person, on)) if petition.is_destroyed else _own(petition, person, on)
    if not petition.is_destroyed:
        found += registry.acts(petition, person, on)
    return _with_one_primary(found)


def _own(petition: Petition, person: Person, on: date) -> list[Act]:
    decides = may_decide(petition.record, person, on=on)
    unassigned, ungraded = petition.handling_officer_id is None, petition.record.level_id is None
    offers = [
        ("closing", _("Close the case"), rules.obstacles_to_closing, True),
        ("handling", _("Assign") if unassigned else _("Hand on"), rules.obstacles_to_assigning, unassigned),
        ("grading", _("Propose a grading") if ungraded else _("Grade anew"), rules.obstacles_to_proposing_grading, ungraded),
        ("edit", _("Correct"), rules.obstacles_to_editing, False),
        ("reopening", _("Reopen"), rules.obstacles_to_reopening, False),
    ]
    found = [Act(_("Decide the grading"), _url("grading", petition), primary=True)] if decides else []
    return found + [
        Act(label, _url(name, petition), primary=primary and not decides)
        for name, label, rule, primary in offers
        if not any(rule(petition, person, on=on))
    ]


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
