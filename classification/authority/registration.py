"""Limits of grading authorities among what the security administrator proposes; the principal leader confirms."""

from django.utils.translation import gettext_lazy as _

from classification.authority import changes
from classification.authority.forms import LimitEndForm, LimitForm
from classification.authority.reach import limit_rows
from personnel.proposals.kinds import Kind, register_kind
from personnel.registry import FilePart, register_file_part


def register() -> None:
    """Called in `ready()`."""
    limiting, lifting = _("Limit the grading authority"), _("Lift a limit of the grading authority")
    for code, label, obstacles, carry_out, form in (
        ("authority_limit", limiting, changes.obstacles_to_limiting, changes.limit, LimitForm),
        ("authority_limit_end", lifting, changes.obstacles_to_lifting, changes.lift, LimitEndForm),
    ):
        leading = lambda proposal: True  # noqa: E731 - it touches who decides what is secret
        register_kind(Kind(code, label, changes.limiting, obstacles, carry_out, unit=changes.unit_of, form=form, leading=leading))
    register_file_part(FilePart(_("Limits of the grading authority"), (_("Decides up to"), _("Since"), _("Until")), limit_rows))
