"""Address ranges among what the security administrator proposes; the principal leader confirms."""

from django.utils.translation import gettext_lazy as _

from classification.ranges import changes
from classification.ranges.forms import RangeEndForm, RangeForm
from personnel.proposals.kinds import Kind, register_kind


def register() -> None:
    """Called in `ready()`."""
    adding, removing = _("Show a level from a network"), _("Take a network away from a level")
    for code, label, obstacles, carry_out, form in (
        ("range", adding, changes.obstacles_to_adding, changes.add, RangeForm),
        ("range_end", removing, changes.obstacles_to_removing, changes.remove, RangeEndForm),
    ):
        unit = lambda proposal: None  # noqa: E731 - it is about no unit
        register_kind(Kind(code, label, changes.particulars, obstacles, carry_out, unit=unit, form=form, about_people=False))
