"""The grading form filled in by a click: from a matter of the guide, or from the record a grading is derived from. Basis: DOMAIN §3.1."""

from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from classification.guide.models import GuideItem
from classification.models import GradedRecord, Grading
from classification.scoping.querysets import lasting
from personnel.models import Person
from petitions.models import Petition
from petitions.querysets import visible_petitions
from petitions.texts import forbidden_characters

NOT_FOUND = _("No petition of this number that you see is graded and not declassified.")


def source_named(number: str, person: Person, *, about: Petition, on: date) -> GradedRecord | None:
    """The graded record of this number among those the person sees, never the record itself; none where the number is not printable."""
    if forbidden_characters(number):
        return None
    seen = visible_petitions(person, on).filter(number=number.strip().upper(), record__grading__isnull=False).exclude(pk=about.pk)
    found = seen.filter(record__declassified_on__isnull=True, record__destroyed_on__isnull=True).first()
    return found.record if found else None


def origin_of(waiting: Grading, person: Person, *, on: date) -> dict:
    """What a proposal that waits says of its origin: the number where the person sees that petition, or that it is derived no longer."""
    seen = visible_petitions(person, on).filter(pk=waiting.source_id).values_list("number", flat=True) if waiting.source_id else []
    return {"source": next(iter(seen), ""), "freed": waiting.source_id is None}


def from_item(item: GuideItem) -> dict:
    """What the guide says; the scope only where it names one."""
    said = {"scheme": item.level.scheme_id, "level": item.level_id, "period": item.period_words, "basis": item.basis, "item": item.pk}
    return said | ({"scope": item.scope} if item.scope else {})


def from_source(grading: Grading, number: str, *, on: date) -> dict:
    """Level, period and scope of the source; its last day, so that the derived grading ends with it."""
    period = f"{grading.secret_until:%Y-%m-%d}" if grading.secret_until else grading.period_words
    said = {"scheme": grading.level.scheme_id, "level": grading.level_id, "period": period, "scope": lasting(grading.record, on=on)}
    return said | {"source": number, "basis": gettext("Derived from %(number)s.") % {"number": number}}


def typed(data: QueryDict) -> dict:
    """What stood in the form, to be kept where nothing is filled in over it."""
    return {name: data.getlist(name) if name == "scope" else data[name] for name in data if name not in ("fill", "csrfmiddlewaretoken")}
