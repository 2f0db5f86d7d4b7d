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
    for code, label, obstacles, carry_out, form, fits in (
        ("authority_limit", limiting, changes.obstacles_to_limiting, changes.limit, LimitForm, changes.is_authority),
        ("authority_limit_end", lifting, changes.obstacles_to_lifting, changes.lift, LimitEndForm, changes.is_limited),
    ):
        leading = lambda proposal: True  # noqa: E731 - it touches who decides what is secret
        unit = changes.unit_of
        register_kind(Kind(code, label, changes.limiting, obstacles, carry_out, unit=unit, form=form, leading=leading, fits=fits))
    register_file_part(FilePart(_("Limits of the grading authority"), (_("Decides up to"), _("Since"), _("Until")), limit_rows))
