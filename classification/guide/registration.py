"""The guide among what the security administrator proposes; the principal leader confirms."""

from django.utils.translation import gettext_lazy as _

from classification.guide import changes
from classification.guide.forms import GuideEndForm, GuideItemForm
from personnel.proposals.kinds import Kind, register_kind


def register() -> None:
    """Called in `ready()`."""
    entering, removing = _("Enter a matter into the guide"), _("Take a matter out of the guide")
    for code, label, words, obstacles, carry_out, form in (
        ("guide", entering, changes.entering, changes.obstacles_to_entering, changes.enter, GuideItemForm),
        ("guide_end", removing, changes.removing, changes.obstacles_to_removing, changes.remove, GuideEndForm),
    ):
        unit = lambda proposal: None  # noqa: E731 - it is about no unit
        register_kind(Kind(code, label, words, obstacles, carry_out, unit=unit, form=form, about_people=False))
