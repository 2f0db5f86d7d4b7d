"""What custody hands upwards and downwards when the program starts."""

from django.utils.translation import gettext_lazy as _


def connect() -> None:
    """Called once in `ready()`; the modules below load models, so not before."""
    from approvals.registry import register_slip
    from custody import petition_page, recalling, worklist
    from custody.actions import enter_carriers
    from custody.exports import enter_export
    from custody.filed import loan_rows, overdue_loans
    from custody.leaving import SOURCES
    from custody.models import BorrowSlip
    from custody.querysets import reads_on_loan
    from personnel.leaving.registry import register_hold, register_recall
    from personnel.registry import FilePart, register_file_part, register_unit_figure
    from personnel.worklist import register_source
    from petitions import registry

    register_slip(BorrowSlip)
    heads = (_("Number"), _("Handed over"), _("Due"), _("Brought back"), _("Overdue"))
    register_file_part(FilePart(_("Loans"), heads, loan_rows))
    register_unit_figure(_("Overdue loans"), overdue_loans)
    registry.after_registration(enter_carriers)
    registry.after_export(enter_export)
    registry.register_reader(reads_on_loan)
    registry.register_panel(petition_page.carriers_panel)
    registry.register_act(petition_page.borrow_act)
    registry.register_hand(petition_page.hands)
    for source in (worklist.to_hand_over, worklist.to_take_back, worklist.to_return, worklist.to_fetch, worklist.to_keep_again):
        register_source(source)
    for hold in SOURCES:
        register_hold(hold)
    register_recall(recalling.call_back, recalling.give_up)
