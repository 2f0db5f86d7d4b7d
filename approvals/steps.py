"""Who signs which step. A policy is an ordered list of step codes, at least two."""

from collections.abc import Iterator
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from approvals.chart import Chart, chart
from personnel.models import Person, Unit


class Step(models.TextChoices):
    HEAD_OF_OWNING_UNIT = "head_of_owning_unit", _("Head of the owning unit")
    HEAD_OF_APPLICANTS_UNIT = "head_of_applicants_unit", _("Head of the applicant's unit")
    LEADER_IN_CHARGE = "leader_in_charge", _("Leader in charge")


def signers(
    step: str, *, applicant: Person, applicant_unit: Unit, owning_unit: Unit, taken: set, on: date, day: Chart | None = None
) -> list[Person]:
    """People who may sign the step on this day.

    The office's holders first; where all of them are the applicant, below the applicant or have signed
    another step, the leader in charge, then the next heads above, finally the principal leader. Empty:
    nobody may. `day` is the chart of the day where the caller has read it. Basis: DESIGN §4.
    """
    day = day or chart(on)
    for candidates in _ladder(step, applicant_unit.pk, owning_unit.pk, day):
        able = [person for person in candidates if person.pk not in taken and _independent(person, applicant, day)]
        if able:
            return able
    return []


def _independent(person: Person, applicant: Person, day: Chart) -> bool:
    return person.pk != applicant.pk and not day.is_below(person, applicant)


def _ladder(step: str, applicant_unit, owning_unit, day: Chart) -> Iterator[list[Person]]:
    unit = applicant_unit if step == Step.HEAD_OF_APPLICANTS_UNIT else owning_unit
    if step == Step.HEAD_OF_OWNING_UNIT:
        yield day.heads.get(owning_unit, [])
        yield day.leaders.get(owning_unit, [])
    elif step == Step.HEAD_OF_APPLICANTS_UNIT:
        yield day.heads.get(applicant_unit, [])
    else:
        yield day.leaders.get(owning_unit, [])
    for person in day.heads_above(unit):
        yield [person]
