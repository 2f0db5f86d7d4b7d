"""The chain of hands (谁经手谁负责) of a petition: who had it, from registration to its end. Basis: REQUIREMENTS G7."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from classification.models import Grading
from petitions import registry
from petitions.choices import Status
from petitions.models import Petition
from petitions.registry import Hand


def chain_of_hands(petition: Petition) -> list[Hand]:
    """Oldest first. Numbers, names, days; never content."""
    found = [Hand(petition.registered_at, _("Registered"), petition.registered_by, petition.record.unit)]
    found += _moves(petition)
    found += _gradings(petition)
    found += registry.hands(petition)
    return sorted(found, key=lambda hand: hand.at)


def _moves(petition: Petition) -> Iterator[Hand]:
    rows = petition.history.select_related("history_user", "handling_officer", "handling_unit").defer("subject", "body", "extra", "reply")
    for before, after in pairwise(rows.order_by("history_date", "history_id")):
        if title := _title(before, after):
            yield Hand(after.history_date, title, after.history_user, note=_note(before, after), tone=_TONES.get(after.status, ""))


_TONES = {Status.CLOSED: "done", Status.DESTROYED: "bad"}


def _title(before, after):
    if before.status != after.status:
        return {
            (Status.REGISTERED, Status.IN_HAND): _("Assigned"),
            (Status.IN_HAND, Status.CLOSED): _("Closed"),
            (Status.CLOSED, Status.IN_HAND): _("Reopened"),
            (Status.CLOSED, Status.DESTROYED): Status.DESTROYED.label,
            (Status.WITHDRAWN, Status.DESTROYED): Status.DESTROYED.label,
            (Status.REGISTERED, Status.WITHDRAWN): _("Withdrawn as a mistake"),
        }.get((before.status, after.status))
    return _("Handed on") if before.handling_officer_id != after.handling_officer_id else None


def _note(before, after) -> str:
    if before.handling_officer_id == after.handling_officer_id or after.handling_officer is None:
        return ""
    return _("to %(person)s, %(unit)s") % {"person": after.handling_officer, "unit": after.handling_unit}


def _gradings(petition: Petition) -> Iterator[Hand]:
    for grading in petition.record.gradings.select_related("proposer", "decided_by", "level__scheme").defer("basis", "reason", "refusal"):
        if grading.kind in _PROPOSED:
            yield Hand(grading.proposed_at, _PROPOSED[grading.kind], grading.proposer, tone="waiting" if grading.waits else "")
        if grading.status == Grading.Status.DECLINED:
            yield Hand(grading.decided_at, _("Proposal declined"), grading.decided_by, tone="bad")
        elif grading.decided_at:
            yield Hand(grading.decided_at, _decided(grading), grading.decided_by, note=grading.mark_text, tone="good")


_PROPOSED: dict[str, object] = {
    Grading.Kind.GRADING: _("Grading proposed"),
    Grading.Kind.CHANGE: _("Change of the grading proposed"),
    Grading.Kind.DECLASSIFICATION: _("Declassification proposed"),
}


def _decided(grading: Grading):
    if grading.kind == Grading.Kind.EXPIRY:
        return _("Declassified by itself")
    if grading.kind != Grading.Kind.GRADING:
        return _("Declassified") if grading.declassifies else _("Grading changed")
    return _("Grading amended") if grading.amended else _("Grading confirmed")
