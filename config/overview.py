"""The overview of a head: how many petitions, of what kind, since when, in whose hands. Only of what the head may see.

Every figure is the count of a list under the same filter, and opens it: the two cannot disagree.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.registry import awaiting_signature_of
from audit.inspection.figures import DIMENSIONS, UNGRADED, petition_levels, tones_of, values_of
from audit.inspection.pages import Cell, Line, Table
from custody.models import Carrier, LoanStatus
from custody.querysets import visible_carriers
from custody.querysets import visible_slips as visible_loans
from destruction.querysets import visible_slips as visible_destructions
from personnel.models import Person
from personnel.offices import Office
from personnel.querysets import members
from personnel.rules import commanded_units
from petitions.choices import Status
from petitions.models import Petition
from petitions.querysets import filtered, visible_petitions

HEADS = (Office.UNIT_HEAD, Office.LEADER_IN_CHARGE)
LONG_DAYS = 60  # 信访工作条例, article 35: handled within 60 days of acceptance
MONTHS = 12


def is_for(person: Person) -> bool:
    """Whether the person heads or leads anything."""
    return any(person.holds(office) for office in HEADS)


@dataclass(frozen=True)
class Stat:
    label: object
    value: int
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Hand:
    """What lies in one person's hands: cases, of these the old ones, since when, slips to sign."""

    person: Person
    cases: Cell
    long: Cell
    since: date | None
    to_sign: int


class Overview:
    """Everything on the page, of what this person sees on this day."""

    def __init__(self, person: Person, *, on: date):
        self.person, self.on = person, on
        self.petitions = visible_petitions(person, on).order_by()

    @cached_property
    def total(self) -> int:
        return self.petitions.count()

    def stats(self) -> list[Stat]:
        return [
            self._stat(_("Waiting for a handling officer"), tone="warn", status=Status.REGISTERED),
            self._stat(_("In hand"), status=Status.IN_HAND),
            self._stat(_("In hand, received more than 60 days ago"), tone="bad", status=Status.IN_HAND, received_to=self._long_ago),
            self._stat(_("Not graded yet"), tone="warn", level=UNGRADED),
            *self._custody(),
        ]

    def _custody(self) -> list[Stat]:
        """Carriers that are out, of the records this person sees; overdue ones among the slips they are party to."""
        out = visible_carriers(self.person, on=self.on).filter(status=Carrier.Status.ON_LOAN).count()
        late = visible_loans(self.person, on=self.on).filter(status=LoanStatus.ON_LOAN, due_on__lt=self.on).count()
        return [
            Stat(_("Carriers on loan"), out, f"{reverse('custody:carriers')}?status={Carrier.Status.ON_LOAN}" if out else ""),
            Stat(_("Loans overdue"), late, f"{reverse('custody:borrow_slips')}?overdue=on" if late else "", "bad" if late else "good"),
        ]

    def _stat(self, label: object, tone: str = "", **chosen) -> Stat:
        count = filtered(self.petitions, chosen).count()
        return Stat(label, count, self._list(**chosen) if count else "", tone if count else "good" if tone else "")

    @property
    def _long_ago(self) -> date:
        return self.on - timedelta(days=LONG_DAYS + 1)

    @staticmethod
    def _list(**chosen) -> str:
        return f"{reverse('petitions:list')}?{urlencode(chosen)}"

    def _cell(self, count: int, **chosen) -> Cell:
        return Cell(count, None, self._list(**chosen) if count else "")

    def parts(self) -> list[tuple[str, Table]]:
        """Petitions by each of their clear columns, under their titles."""
        columns = {"channel": "channel", "category": "category", "level": "record__level_id", "status": "status"}
        counted = list(self.petitions.values_list(*columns.values()).annotate(n=Count("pk")))
        return [(_TITLES[name](), self._table(name, place, counted)) for place, name in enumerate(columns)]

    def _table(self, name: str, place: int, counted: list[tuple]) -> Table:
        dimension = "state" if name == "status" else name
        found = _summed((row[place] or UNGRADED, row[-1]) for row in counted)
        shown = {code: label for code, label in values_of(dimension).items() if found[code] or _always(dimension, code)}
        tones = tones_of(dimension)
        lines = [Line(label, [self._cell(found[code], **{name: code})], tones.get(code, "")) for code, label in shown.items()]
        return Table(DIMENSIONS[dimension][0], [pgettext("figure", "Number")], lines)

    def flow(self) -> Table:
        """Received and closed, month by month."""
        months = _months(self.on)
        came, went = (self._by_month(column, months[0]) for column in ("received_on", "closed_on"))
        lines = [
            Line(f"{month:%Y-%m}", [self._of_month(came, month, "received"), self._of_month(went, month, "closed")]) for month in months
        ]
        return Table(_("Month"), [pgettext("flow", "Received"), pgettext("flow", "Closed")], lines, kind="columns")

    def _by_month(self, column: str, since: date) -> Counter:
        rows = self.petitions.filter(**{f"{column}__gte": since}).annotate(month=TruncMonth(column)).values_list("month")
        return _summed(rows.annotate(n=Count("pk")))

    def _of_month(self, found: Counter, month: date, what: str) -> Cell:
        return self._cell(found[month], **{f"{what}_from": month, f"{what}_to": _last_day(month)})

    def hands(self) -> list[Hand]:
        """Who in the units this person heads or leads has what in hand; the fullest hands first."""
        cases = self._cases(self.petitions.filter(status=Status.IN_HAND))
        long = self._cases(filtered(self.petitions, {"status": Status.IN_HAND, "received_to": self._long_ago}))
        found = [self._hand(member, cases, long) for member in self._members()]
        return sorted((hand for hand in found if hand.cases.value or hand.to_sign), key=lambda hand: -hand.cases.value - hand.to_sign)

    @staticmethod
    def _cases(petitions: QuerySet[Petition]) -> dict:
        rows = petitions.values("handling_officer").annotate(n=Count("pk"), since=Min("received_on"))
        return {row["handling_officer"]: row for row in rows}

    def _hand(self, member: Person, cases: dict, long: dict) -> Hand:
        nothing = {"n": 0, "since": None}
        mine, old = cases.get(member.pk, nothing), long.get(member.pk, nothing)
        chosen = {"handling_officer": member.pk, "status": Status.IN_HAND}
        waiting = sum(slip.pk in self._slips for slip in awaiting_signature_of(member, on=self.on))
        return Hand(
            member, self._cell(mine["n"], **chosen), self._cell(old["n"], **chosen, received_to=self._long_ago), mine["since"], waiting
        )

    @cached_property
    def _slips(self) -> set:
        """Slips this person sees: of others nobody learns that they wait."""
        return {
            pk for visible in (visible_loans, visible_destructions) for pk in visible(self.person, on=self.on).values_list("pk", flat=True)
        }

    def _members(self) -> list[Person]:
        found = {member.pk: member for unit in commanded_units(self.person, on=self.on) for member in members(unit, on=self.on)}
        return list(found.values())


_TITLES = {
    "channel": lambda: _("By channel"),
    "category": lambda: _("By category"),
    "level": lambda: _("By level"),
    "status": lambda: _("By state"),
}


def _always(dimension: str, code: str) -> bool:
    """Lines worth showing at nought; not every level of every scheme."""
    return dimension != "level" or code in petition_levels()


def _summed(pairs) -> Counter:
    found: Counter = Counter()
    for value, count in pairs:
        found[value] += count
    return found


def _months(on: date) -> list[date]:
    """First days of this month and the eleven before, oldest first."""
    last = on.year * 12 + on.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - MONTHS + 1, last + 1)]


def _last_day(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
