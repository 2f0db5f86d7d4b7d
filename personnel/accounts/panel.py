"""What the page of a person says of the account, to whom it concerns."""

from datetime import date

from personnel.accounts import rules
from personnel.accounts.forms import ClosingForm, RenewalForm, ReopeningForm
from personnel.accounts.models import Activation, Half
from personnel.models import Person
from personnel.proving import bound_or_new


def account_panel(person: Person, reader: Person, *, on: date, form=None) -> dict | None:
    """State of the account, the half this reader hands out, and what they may do; None for everybody else."""
    half = rules.half_of(person, reader, on=on)
    if half is None:
        return None
    activation = rules.open_activation(person)
    return {
        "state": _state(person, activation),
        "activation": activation,
        "halves": [(each.label, activation.given(each), getattr(activation, f"{each.value}_by")) for each in Half] if activation else [],
        "runs_out_on": rules.runs_out_on(activation) if activation else None,
        "gives": half.label if activation else None,
        "renewal": _offered(rules.obstacles_to_renewing(person, reader, on=on), RenewalForm, form),
        "closing": _offered(rules.obstacles_to_closing(person, reader, on=on), ClosingForm, form),
        "reopening": _offered(rules.obstacles_to_reopening(person, reader, on=on), ReopeningForm, form),
        "open": form and type(form).__name__,
    }


def _state(person: Person, activation: Activation | None) -> str:
    if not person.is_active:
        return "closed"
    if activation is None:
        return "open" if person.has_usable_password() else "unusable"
    if rules.has_run_out(activation):
        return "run_out"
    return "renewing" if person.has_usable_password() else "waiting"


def _offered(obstacles, kind, form):
    return None if any(obstacles) else bound_or_new(kind, form)
