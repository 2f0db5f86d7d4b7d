"""Who signs which step. A policy is an ordered list of step codes, at least two."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from personnel.models import Person, Unit
from personnel.rules import head_of, heads_above, is_below, leaders_of


class Step(models.TextChoices):
    HEAD_OF_OWNING_UNIT = "head_of_owning_unit", _("Head of the owning unit")
    HEAD_OF_APPLICANTS_UNIT = "head_of_applicants_unit", _("Head of the applicant's unit")
    LEADER_IN_CHARGE = "leader_in_charge", _("Leader in charge")


def signers(step: str, *, applicant: Person, applicant_unit: Unit, owning_unit: Unit, taken: set, on: date) -> list[Person]:
    """People who may sign the step on this day.

    The office's holders first; where all of them are the applicant, below the applicant or have signed
    another step, the leader in charge, then the next heads above, finally the principal leader. Empty:
    nobody may. Basis: DESIGN §4.
    """
    for candidates in _ladder(step, applicant_unit, owning_unit, on):
        able = [p for p in candidates if p.pk not in taken and _independent(p, applicant, on)]
        if able:
            return able
    return []


def _independent(person: Person, applicant: Person, on: date) -> bool:
    return person.pk != applicant.pk and not is_below(person, applicant, on=on)


def _ladder(step: str, applicant_unit: Unit, owning_unit: Unit, on: date):
    unit = applicant_unit if step == Step.HEAD_OF_APPLICANTS_UNIT else owning_unit
    if step == Step.HEAD_OF_OWNING_UNIT:
        yield head_of(owning_unit, on=on)
        yield leaders_of(owning_unit, on=on)
    elif step == Step.HEAD_OF_APPLICANTS_UNIT:
        yield head_of(applicant_unit, on=on)
    else:
        yield leaders_of(owning_unit, on=on)
    for person in heads_above(unit, on=on):
        yield [person]
