"""A lost second factor (丢失第二重验证): the security administrator proposes to take it away, a leader confirms. Basis: THREATS T37.

Not the two halves of a code that a lost password takes: those are in the hands of two administrators, who could then open
an account together. Whoever takes the factor away must not be able to give the password as well; the leader hands out no half.
"""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from personnel.factor.actions import reset
from personnel.factor.rules import obstacles_to_changing
from personnel.models import Person
from personnel.proposals.forms import ReasonedForm
from personnel.proposals.kinds import Kind, Particulars, register_kind
from personnel.proposals.models import Proposal


class ResetForm(ReasonedForm):
    """Nothing but the reason is said."""

    def values(self) -> dict:
        return {}


def register() -> None:
    """Called in `ready()`."""
    register_kind(
        Kind(
            "factor_reset",
            _("Take away a lost second factor"),
            _particulars,
            lambda proposal, on: obstacles_to_changing(proposal.person),
            _carry_out,
            unit=lambda proposal: proposal.person.main_unit,
            form=ResetForm,
        )
    )


def _particulars(proposal: Proposal) -> Particulars:
    return [(_("What follows"), gettext("The password alone opens until a new factor is set up; sessions end at once."))]


def _carry_out(proposal: Proposal, by: Person, on: date) -> None:
    reset(proposal.person, by=by)
