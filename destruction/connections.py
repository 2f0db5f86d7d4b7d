"""What destruction hands downwards when the program starts."""

from approvals.registry import register_slip
from approvals.sheets.kinds import register_kind
from custody.registry import register_hindrance
from personnel.leaving.registry import register_hold
from personnel.worklist import register_source
from petitions.registry import register_act, register_panel


def connect() -> None:
    """Called once in `ready()`: the models are loaded by then."""
    from destruction import leaving, panels, rules, worklist
    from destruction.models import DestructionSlip
    from destruction.views import documents

    register_slip(DestructionSlip)
    register_kind(documents.KIND)
    register_hindrance(rules.obstacles_to_lending)
    register_act(panels.act)
    register_panel(panels.panel)
    register_source(worklist.waiting)
    register_hold(leaving.ROLES)
