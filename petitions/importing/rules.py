"""Why not: what stands in the way of going on with an import, discarding it, undoing it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from audit.trail.events import Kind
from audit.trail.models import Entry
from audit.trail.refusals import Obstacle
from classification.querysets import is_cleared_for
from personnel.models import Person, Unit
from personnel.offices import Office
from petitions.events import REGISTERED
from petitions.importing.models import ImportRun, RejectedRow, State
from petitions.importing.querysets import petitions_of
from petitions.models import Petition
from petitions.rules import NOT_REGISTRAR, obstacles_to_registering
from vault import lock

NOT_CLEARED = Obstacle(
    "NOT_CLEARED", _("Nothing of the table is graded yet, and you are not cleared for that; a registrar who is must import it."), True
)
BUSY = Obstacle("IMPORT_BUSY", _("The file is being worked on; wait until this is done."))
NOT_READY = Obstacle("IMPORT_NOT_READY", _("This import is not waiting to be started."))
OVER = Obstacle("IMPORT_OVER", _("This import has begun already; it can no longer be discarded or changed."))
NOT_DONE = Obstacle("IMPORT_NOT_DONE", _("Only an import that is finished can be undone."))
NOTHING_REGISTERED = Obstacle("NOTHING_REGISTERED", _("This import registered nothing; there is nothing to undo."))
NOTHING_REFUSED = Obstacle("NOTHING_REFUSED", _("There are no refused rows of this import, or they have been removed."))
TOUCHED = Obstacle(
    "TOUCHED",
    _("Somebody has opened or changed petitions of this import since, so it cannot be undone; what is wrong is corrected one by one."),
)

_LOOKS = (Kind.READ, Kind.REVEAL, Kind.PRINT)


def obstacles_to_importing(person: Person, unit: Unit | None, *, on: date) -> Iterator[Obstacle]:
    """Rows of a table are petitions nobody has graded: they count as the highest level. Basis: DESIGN §3."""
    if missing := list(obstacles_to_registering(person, unit)):
        yield from missing
    elif not is_cleared_for(person, None, on=on):
        yield NOT_CLEARED


def obstacles_to_starting(run: ImportRun, person: Person) -> Iterator[Obstacle]:
    yield from _authority(run, person)
    if run.is_busy:
        yield BUSY
    elif run.state not in (State.READY, State.STOPPED):
        yield NOT_READY


def obstacles_to_mapping(run: ImportRun, person: Person) -> Iterator[Obstacle]:
    yield from _authority(run, person)
    if run.state != State.READY:
        yield BUSY if run.state == State.CHECKING else OVER


def obstacles_to_discarding(run: ImportRun, person: Person) -> Iterator[Obstacle]:
    yield from _authority(run, person)
    if run.state not in (State.CHECKING, State.UNUSABLE, State.READY):
        yield OVER


def obstacles_to_having_errors(run: ImportRun, person: Person) -> Iterator[Obstacle]:
    """To downloading the refused rows, and to removing them."""
    yield from _authority(run, person)
    if not RejectedRow.objects.filter(run=run).exists():
        yield NOTHING_REFUSED


def obstacles_to_undoing(run: ImportRun, person: Person) -> Iterator[Obstacle]:
    """What was begun is gone on with by another registrar, if the one who began it may no longer."""
    yield from _authority(run, person)
    if run.is_silent:
        return
    if run.state != State.DONE:
        yield NOT_DONE
    elif not run.registered:
        yield NOTHING_REGISTERED
    elif touched(petitions_of(run), run.by):
        yield TOUCHED


def _authority(run: ImportRun, person: Person) -> Iterator[Obstacle]:
    if not person.holds(Office.REGISTRAR, unit=run.unit):
        yield NOT_REGISTRAR


@lock.everything(because="a petition of any unit may repeat one of these")
def touched(ids: QuerySet | list, importer: Person) -> set:
    """Of these petitions, those somebody has changed, lent, graded, noted on, or opened (other than who imported them).

    The trail is asked, because every act of every app is an entry there; and the history, which holds every state.
    """
    births = Entry.objects.filter(dossier_id__in=ids, event=REGISTERED.code).values("xid")  # the transactions that registered them
    acts = Entry.objects.filter(dossier_id__in=ids).exclude(xid__in=births).exclude(actor=importer, kind__in=_LOOKS)
    states = Petition.history.filter(record_id__in=ids).values("record_id").annotate(states=Count("*")).filter(states__gt=1)
    repeated = Petition.objects.filter(repeat_of__in=ids).exclude(pk__in=ids)
    found: set = set(acts.values_list("dossier_id", flat=True).distinct())
    return found | set(states.values_list("record_id", flat=True)) | set(repeated.values_list("repeat_of_id", flat=True))
