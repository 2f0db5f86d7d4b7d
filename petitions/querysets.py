"""Which petitions a person sees, finds, has to work on."""

from datetime import date

from django.db.models import QuerySet

from classification.querysets import visibility
from personnel.models import Person
from petitions.models import Petition

RELATED = ("record__unit", "record__level__scheme", "record__grading__level__scheme", "handling_officer", "handling_unit", "registered_by")


def visible_petitions(person: Person, on: date | None = None) -> QuerySet[Petition]:
    """Petitions whose card this person may see; destroyed ones among them as tombstones. Basis: DESIGN §3."""
    return Petition.objects.filter(visibility(person, on=on, prefix="record__")).select_related(*RELATED)
