"""Clearances among what the security administrator proposes."""

from django.utils.translation import gettext_lazy as _

from classification.clearing import changes
from classification.clearing.forms import ClearanceEndForm, ClearanceForm
from personnel.proposals.kinds import Kind, register_kind


def register() -> None:
    """Called in `ready()`."""
    register_kind(
        Kind(
            "clearance",
            _("Clear for a level"),
            changes.clearing,
            changes.obstacles_to_level,
            changes.carry_out_clearing,
            unit=changes.unit_of,
            form=ClearanceForm,
        )
    )
    register_kind(
        Kind(
            "clearance_end",
            _("End a clearance"),
            changes.ending,
            changes.obstacles_to_ending,
            changes.carry_out_ending,
            unit=changes.unit_of,
            form=ClearanceEndForm,
            fits=lambda person, on: changes.running_clearances(person, on=on).exists(),
        )
    )
