"""Who reads which part of the trail. Basis: CONTRACT, "Who reads which part of the trail"; THREATS T18.

Auditors read what business users did; the security administrator what auditors and the audit administrator did; the audit
administrator what the other two did; everybody the entries about records they handle.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.inspection.querysets import visible_reports
from audit.trail.models import Circle, Entry
from audit.trail.querysets import about
from classification.walls.querysets import kept_out_of
from custody.models import BorrowSlip, Carrier
from custody.querysets import visible_slips as visible_loans
from destruction.models import DestructionItem
from destruction.querysets import visible_slips as visible_destructions
from personnel.models import Person
from personnel.offices import ADMINISTRATORS, Office
from petitions.models import Petition
from petitions.querysets import visible_petitions
from petitions.rules import reads_content
from vault import lock

CIRCLES = {
    Office.AUDITOR: (Circle.BUSINESS, Circle.SYSTEM, Circle.UNKNOWN),
    Office.SECURITY_ADMIN: (Circle.AUDITORS,),
    Office.AUDIT_ADMIN: (Circle.ADMINISTRATORS,),
}


def circles_of(person: Person) -> list[str]:
    """Whose entries the person reads by office."""
    return sorted({str(circle) for office in person.office_codes() for circle in CIRCLES.get(Office(office), ())})


def handled_petitions(person: Person, *, on: date) -> QuerySet[Petition]:
    """Petitions the person sees and has in hand: as handling officer, who registered it, registrar or head of the owning unit."""
    if person.office_codes() & ADMINISTRATORS:
        return Petition.objects.none()
    kept = [held.unit_id for held in person.appointments_now if held.office in (Office.REGISTRAR, Office.UNIT_HEAD)]
    mine = Q(handling_officer=person) | Q(registered_by=person) | Q(record__unit__in=kept)
    return visible_petitions(person, on).filter(mine)


def readable_entries(person: Person, *, on: date) -> QuerySet[Entry]:
    """Entries open to this person: by office, and about the records they handle."""
    handled = handled_petitions(person, on=on).order_by().values("pk")
    readable = Q(dossier_id__in=handled)
    if circles := circles_of(person):
        readable = Q(circle__in=circles) & _beyond_walls(person, on)
    return Entry.objects.filter(readable).select_related("actor")


def _beyond_walls(person: Person, on: date) -> Q:
    """An auditor whom a petition accuses learns nothing of it by the trail either."""
    kept_out = kept_out_of(person, on=on)
    return Q(dossier_id__isnull=True) | ~Q(dossier_id__in=kept_out) if kept_out else Q()


def entries_of_record(person: Person, record_id: UUID, *, on: date) -> QuerySet[Entry]:
    """Entries about one record and the slips and carriers that concern it; none where the person may not read them."""
    if record_id in kept_out_of(person, on=on):
        return Entry.objects.none()
    entries = about(record_id, *_belongings(record_id))
    if circles := circles_of(person):
        return entries.filter(circle__in=circles)
    if handled_petitions(person, on=on).filter(pk=record_id).exists():
        return entries
    return entries.none()


def knows_record(person: Person, record_id: UUID, *, on: date) -> bool:
    """Whether asking for this record's entries is answered at all; else it is as if it did not exist."""
    if person.holds(Office.AUDITOR) and record_id not in kept_out_of(person, on=on):
        with lock.everything(because="the auditor reads the trail of every unit"):
            return Petition.objects.filter(pk=record_id).exists()
    return handled_petitions(person, on=on).filter(pk=record_id).exists()


def _belongings(record_id: UUID) -> list[UUID]:
    loans = BorrowSlip.objects.filter(record_id=record_id).values_list("pk", flat=True)
    carriers = Carrier.objects.filter(record_id=record_id).values_list("pk", flat=True)
    slips = DestructionItem.objects.filter(record_id=record_id).values_list("slip_id", flat=True)
    return [*loans, *carriers, *slips]


def open_texts(entries: Iterable[Entry], person: Person, *, on: date) -> dict[UUID, str]:
    """The sealed texts that this person may read, by entry: only where they read the dossier's content."""
    sealed = [entry for entry in entries if entry.dossier_id and entry.__dict__.get("text")]
    may = _dossiers_read_by(person, {entry.dossier_id for entry in sealed}, on)
    return {entry.pk: entry.text for entry in sealed if entry.dossier_id in may}


def _dossiers_read_by(person: Person, dossiers: set[UUID], on: date) -> set[UUID]:
    """Petitions whose content is open, slips the person is party to, reports they see; nothing for auditors and administrators."""
    if not dossiers or circles_of(person):
        return set()
    petitions = visible_petitions(person, on).filter(pk__in=dossiers)
    found = {petition.pk for petition in petitions if reads_content(petition, person, on)}
    for visible in (visible_loans(person, on=on), visible_destructions(person, on=on), visible_reports(person, on=on)):
        found |= set(visible.filter(pk__in=dossiers).values_list("pk", flat=True))
    return found
