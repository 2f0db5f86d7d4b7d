"""What the pages of a working group show, and what their reader may do."""

from datetime import date

from personnel.groups import rules
from personnel.groups.models import GroupMember, WorkingGroup
from personnel.groups.proposing import JOINING
from personnel.groups.querysets import members_of
from personnel.groups.registry import records_naming
from personnel.models import Person
from personnel.proposals.models import State
from personnel.proposals.querysets import visible_proposals

SOON = 30  # days


def row(group: WorkingGroup, *, on: date) -> dict:
    """A group as a line of a list."""
    return {
        "group": group,
        "count": members_of(group, on=on).count(),
        "works": rules.works(group, on=on),
        "answered_for": rules.answers(group, group.responsible, on=on),
        "soon": (group.until - on).days <= SOON,
    }


def group_page(group: WorkingGroup, reader: Person, *, on: date) -> dict:
    works = rules.works(group, on=on)
    steers = works and not any(rules.obstacles_to_steering(group, reader))
    named = records_naming(group, reader, on=on)
    return row(group, on=on) | {
        "members": [_member(one, reader, on) for one in members_of(group, on=on)],
        "former": _former(group, on),
        "waiting": _waiting(group, reader, on),
        "records": named,
        "steers": steers,
    }


def _member(member: GroupMember, reader: Person, on: date) -> dict:
    return {"member": member, "own": member.person_id == reader.pk, "out": not any(rules.obstacles_to_taking_out(member, reader, on=on))}


def _former(group: WorkingGroup, on: date) -> list[GroupMember]:
    """Who was in it, last first; also whom nothing holds any more and nobody has cleared away yet."""
    present = members_of(group, on=on).values("pk")
    return list(group.members.exclude(pk__in=present).select_related("person", "unit", "ended_by").order_by("-ended_at", "pk"))


def _waiting(group: WorkingGroup, reader: Person, on: date) -> list[dict]:
    """Who is to join, as far as the reader reads the proposal."""
    seen = visible_proposals(reader, on=on).filter(state=State.PROPOSED, kind=JOINING, values__group=str(group.pk))
    return [{"proposal": one, "person": one.person} for one in seen]
