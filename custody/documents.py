"""The borrow slip (保密借阅单) as a document. Basis: DOMAIN §5.1."""

from django.utils.translation import gettext as _

from approvals.sheets.parts import Document, Form, Listing
from approvals.sheets.values import day, moment, signatures, text
from classification.models import Mark
from custody.models import BorrowSlip, Carrier, LoanedCarrier


def borrow_document(shown: dict) -> Document:
    """`shown`: what the slip's pages show this reader (views.pages.particulars), no more."""
    slip = shown["slip"]
    return Document(
        kind=_("Borrow slip"),
        title=_("Borrow slip for classified material"),
        number=slip.number,
        mark=mark_of(shown["mark"]),
        colour=shown["mark"].level,
        parts=[
            Form(_asked(shown), tall=[_("Purpose")]),
            _carriers(shown["lines"]),
            signatures(shown["steps"], _("Signatures")),
            Form(_loan(shown), tall=[_("Remarks")]),
        ],
    )


def mark_of(mark: Mark) -> str:
    """A record not graded yet says so itself: it is kept at the highest level."""
    return mark.text or _("Not graded yet: kept at the highest level")


def _asked(shown: dict) -> list:
    slip: BorrowSlip = shown["slip"]
    record = "\n".join(filter(None, [shown["number"], text(shown["subject"])]))
    rows = [
        [(_("Borrower"), text(slip.applicant)), (_("Unit"), text(slip.applicant_unit))],
        [(_("Record"), record), (_("Filed"), moment(slip.filed_at))],
        [(_("Level and period"), mark_of(shown["mark"])), (_("Owning unit"), text(slip.owning_unit))],
    ]
    if shown["words"]:
        rows.append([(_("Purpose"), text(slip.purpose))])
    return [
        *rows,
        [(_("Working days"), text(slip.days)), (_("Where it is read"), text(slip.get_place_display()))],
        [(_("Taken out of the house"), _("No")), (_("State"), text(slip.get_status_display()))],
    ]


def _carriers(lines: list[LoanedCarrier]) -> Listing:
    heads = [_("Line"), _("Carrier"), _("Kind"), _("Record"), _("Copies"), _("Pages")]
    rows = [_carrier(place, line.carrier) for place, line in enumerate(lines, start=1)]
    return Listing(heads, rows, widths=[0.8, 2.2, 2.3, 2.4, 1.35, 1], right=(4, 5), title=_("Carriers"))


def _carrier(place: int, carrier: Carrier) -> list[str]:
    return [str(place), carrier.number, text(carrier.get_kind_display()), carrier.title, text(carrier.copies), text(carrier.pages)]


def _loan(shown: dict) -> list:
    slip: BorrowSlip = shown["slip"]
    due = day(slip.due_on) + (f" ({_('counted Monday to Friday')})" if slip.by_weekdays else "")
    rows = [
        [(_("Handed over"), moment(slip.handed_over_at)), (_("Security clerk"), text(slip.handed_over_by))],
        [(_("Due"), due), (_("Noted as overdue"), day(slip.overdue_noted_on))],
        *([[(_("Called back"), moment(slip.recalled_at)), (_("Due before"), day(slip.due_before_recall))]] if slip.recalled_at else []),
        [(_("Taken back"), moment(slip.returned_at)), (_("Received by"), text(slip.received_by))],
        *([[(_("Brought back by"), text(slip.returned_by))]] if slip.returned_by else []),
        [(_("Pages listed"), text(shown["expected"])), (_("Pages that came back"), text(slip.pages_returned))],
    ]
    if shown["words"]:
        rows += [[(_("Condition"), text(slip.condition))], [(_("Remarks"), text(slip.difference))]]
    return rows
