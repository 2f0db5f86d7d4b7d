"""What waits for a person, in the groups of the worklist."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.models import Slip
from approvals.registry import awaiting_signature_of
from approvals.steps import Step
from personnel.models import Person
from personnel.worklist import WorkItem, waiting_for

OTHER = _("Also waiting")
TITLES = {
    "duty": _("My duties"),
    "overdue": _("Overdue"),
    "sign": _("To sign"),
    "opening": _("To open by two"),
    "confirm": _("To confirm"),
    "code": _("Codes to hand out"),
    "grade": _("To grade"),
    "assign": _("To assign"),
    "close": _("In hand"),
    "hand_over": _("To hand over"),
    "take_back": _("To take back"),
    "borrowed": _("Borrowed by me"),
    "execute": _("To carry out"),
    "witness": _("To witness"),
    "word": _("Reports to word and sign"),
    "period": _("Periods and reviews"),
    "notice": _("Notices to acknowledge"),
    "staff": _("Access of my people"),
    "leaving": _("Departures"),
    "partner": _("Partner firms"),
    "failed": _("Failed tasks"),
}


@dataclass
class Group:
    """One kind of work: its title and what waits, overdue first."""

    kind: str
    title: object
    items: list[WorkItem] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        return sum(item.overdue for item in self.items)

    @property
    def figure(self) -> int | str:
        """How many wait; "20+" where the last line leads to the rest."""
        numbered = sum(bool(item.number) for item in self.items)
        return numbered if numbered == len(self.items) else f"{numbered}+"


def waiting_groups(person: Person, *, on: date) -> list[Group]:
    """Everything that waits for this person, by kind, in a fixed order; empty kinds are left out."""
    items = waiting_for(person, on=on)
    known = {item.url for item in items if item.kind == "sign"}
    items += [item for item in to_sign(person, on=on) if item.url not in known]
    groups = {kind: Group(kind, title) for kind, title in TITLES.items()}
    for item in items:
        groups.setdefault(item.kind, Group(item.kind, OTHER)).items.append(item)
    return [group for group in groups.values() if group.items]


def to_sign(person: Person, *, on: date) -> list[WorkItem]:
    """Open slips whose next signature is this person's to give."""
    return [_item(slip) for slip in awaiting_signature_of(person, on=on)]


def other_signatures(person: Person, *, on: date) -> list[WorkItem]:
    """What else waits for this person's signature and is no slip (a report)."""
    slips = {item.url for item in to_sign(person, on=on)}
    return [item for item in waiting_for(person, on=on) if item.kind == "sign" and item.url not in slips]


def _item(slip: Slip) -> WorkItem:
    return WorkItem(
        kind="sign",
        label=Step(slip.steps[slip.open_step]).label,
        number=slip.number,
        url=slip.get_absolute_url(),  # type: ignore[attr-defined]
        since=timezone.localdate(slip.filed_at),
        mark=getattr(slip, "mark", None),
    )
