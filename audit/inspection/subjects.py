"""What an entry is about, by its number: never by a subject or a name."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model, Q

from audit.inspection.models import Report
from audit.trail.models import Entry
from custody.models import BorrowSlip, Carrier
from destruction.models import DestructionSlip
from petitions.models import Petition
from vault import lock

_REPORT = re.compile(r"ZC-([0-9]{4})-Q([1-4])-([0-9]{2,4})")
NUMBERED = (Petition, BorrowSlip, DestructionSlip, Carrier)


@lock.everything(because="an entry names what it is about by its number")
def numbers_of(entries: Iterable[Entry]) -> dict[UUID, str]:
    """The number each entry is about, by entry: that of its subject, else that of its dossier."""
    entries = list(entries)
    wanted = {pk for entry in entries for pk in (entry.subject_id, entry.dossier_id) if pk}
    known = {pk: number for model in NUMBERED for pk, number in _numbers(model, wanted)}
    known |= {report.pk: report.number for report in Report.objects.filter(pk__in=wanted).only("year", "quarter", "version")}
    return {entry.pk: known.get(entry.subject_id) or known.get(entry.dossier_id, "") for entry in entries}


def _numbers(model: type[Model], ids: set[UUID]) -> Iterable[tuple[UUID, str]]:
    return model._default_manager.filter(pk__in=ids).order_by().values_list("pk", "number")


@lock.everything(because="an entry is found by the number of what it is about")
def about_number(number: str) -> Q:
    """Entries about the thing that bears this number; nothing where no thing does."""
    wanted = number.strip().upper()
    ids = [pk for model in NUMBERED for pk in model.objects.filter(number=wanted).order_by().values_list("pk", flat=True)]
    ids += [report.pk for report in _reports(wanted)]
    return Q(subject_id__in=ids) | Q(dossier_id__in=ids)


def _reports(number: str) -> list[Report]:
    named = _REPORT.fullmatch(number)
    if named is None:
        return []
    year, quarter, version = map(int, named.groups())
    return list(Report.objects.filter(year=year, quarter=quarter, version=version).only("pk"))
