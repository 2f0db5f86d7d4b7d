"""Documents too long to wait for: asked for by one person, made by the worker, kept sealed for a day, for that person alone."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from approvals import events
from approvals.models import MadeDocument, Making
from approvals.sheets.kinds import kind_of
from approvals.sheets.stamps import Stamp
from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person
from vault import files, keys, lock
from vault.errors import NoRoom

TASK = "approvals.tasks.make_document"
KEPT_FOR = timedelta(hours=24)
SILENT_FOR = timedelta(minutes=2)  # a worker that has said nothing for so long is gone
NOT_ALLOWED, NO_ROOM, FAILED = "NOT_ALLOWED", "NO_ROOM", "FAILED"


@transaction.atomic
def ask_for(code: str, subject, suffix: str, stamp: Stamp, *, by: Person) -> MadeDocument:
    """Asked twice while one is being made, it is the same document. The caller has found the subject for this person."""
    demand(kind_of(code).obstacles(subject, by))
    Person.objects.select_for_update().get(pk=by.pk)
    wanted = {"kind": code, "subject_id": subject.pk, "suffix": suffix, "language": stamp.language, "asked_by": by}
    running = MadeDocument.objects.filter(**wanted, state__in=[Making.ASKED, Making.MAKING]).first()
    if running:
        record(events.DOCUMENT_WATCHED, actor=by, subject=subject, facts={"number": subject.number})
        return running
    made = MadeDocument(**wanted, number=subject.number, address=stamp.address, code=stamp.code)
    keys.make_key(made.pk)
    made.save(force_insert=True)
    record(events.DOCUMENT_ASKED, actor=by, subject=subject, facts={"number": subject.number, "format": suffix})
    transaction.on_commit(lambda: _send(made.pk), robust=True)
    return made


@transaction.atomic
def ask_again(made: MadeDocument) -> None:
    """After a failure, where the worker has fallen silent, or where its reader sees more or less than when it was made."""
    locked = MadeDocument.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=made.pk)
    if locked.state == Making.FAILED or is_silent(locked) or is_stale(locked):
        if locked.file_id is not None:
            files.remove([locked.file_id])
        MadeDocument.objects.filter(pk=made.pk).update(state=Making.ASKED, problem="", done=0, heard_at=timezone.now(), file_id=None)
        transaction.on_commit(lambda: _send(made.pk), robust=True)


def _send(pk: UUID) -> None:
    """The message carries an id; `tend` finds what the queue did not take."""
    current_app.send_task(TASK, args=[str(pk)])


def is_silent(made: MadeDocument) -> bool:
    """Nobody has worked on it for a while, though it is not finished."""
    return made.state in (Making.ASKED, Making.MAKING) and timezone.now() - made.heard_at > SILENT_FOR


def is_stale(made: MadeDocument) -> bool:
    """Whether what was made shows something else than its reader sees now. Basis: THREATS T09."""
    subject = kind_of(made.kind).find(made.asked_by, made.subject_id)
    return made.state == Making.READY and subject is not None and kind_of(made.kind).depth(subject, made.asked_by) != made.depth


def make(pk: object) -> None:
    """Makes the document where it waits for it; a message sent twice makes it once."""
    made = _claim(pk)
    if made is None:
        return
    try:
        with translation.override(made.language), lock.as_seen_by(made.asked_by):
            content = _content_of(made)
        if content is not None:
            _keep(made, content)
    except NoRoom:
        _end(made, Making.FAILED, NO_ROOM)
        raise
    except Exception:
        _end(made, Making.FAILED, FAILED)
        raise


@transaction.atomic
def _claim(pk: object) -> MadeDocument | None:
    try:
        wanted = UUID(str(pk))
    except ValueError:
        return None
    made = MadeDocument.objects.select_for_update(skip_locked=True, of=("self",)).select_related("asked_by").filter(pk=wanted).first()
    if made is None or made.state == Making.READY or (made.state == Making.MAKING and not is_silent(made)):
        return None
    MadeDocument.objects.filter(pk=made.pk).update(state=Making.MAKING, problem="", done=0, heard_at=timezone.now())
    return made


def _content_of(made: MadeDocument) -> bytes | None:
    """None where the person may no longer have it."""
    kind = kind_of(made.kind)
    subject = kind.find(made.asked_by, made.subject_id)
    if subject is None or any(kind.obstacles(subject, made.asked_by)):
        _end(made, Making.FAILED, NOT_ALLOWED)
        return None
    made.depth = kind.depth(subject, made.asked_by)
    stamp = Stamp(made.reader, made.address, at=made.asked_at, code=made.code, language=made.language)

    def progress(done: int, total: int) -> None:
        MadeDocument.objects.filter(pk=made.pk).update(done=done, total=total, heard_at=timezone.now())

    return kind.make(subject, made.asked_by, made.suffix, stamp, progress)


def _keep(made: MadeDocument, content: bytes) -> None:
    with files.writing(made.pk) as writer:
        writer.write(content)
    with transaction.atomic():
        kept = files.keep(writer.written)
        _end(made, Making.READY, "", file_id=kept.pk, depth=made.depth)


def _end(made: MadeDocument, state: str, problem: str, **facts) -> None:
    MadeDocument.objects.filter(pk=made.pk).update(state=state, problem=problem, heard_at=timezone.now(), **facts)


def waiting() -> QuerySet[MadeDocument]:
    """What no worker is busy with."""
    silent = Q(heard_at__lt=timezone.now() - SILENT_FOR)
    return MadeDocument.objects.filter(silent, state__in=[Making.ASKED, Making.MAKING])


def tend() -> None:
    """Sends again what got lost, and takes away what was kept long enough: key first, then ciphertext, then the row."""
    for pk in waiting().values_list("pk", flat=True):
        _send(pk)
    clear(MadeDocument.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).values_list("pk", flat=True)[:500])


def clear(pks: Iterable[UUID]) -> None:
    gone = list(pks)
    keys.shred(gone)
    files.forget(gone)
    MadeDocument.objects.filter(pk__in=gone).delete()


def inline_rows() -> int:
    """Documents with more rows than this are made by the worker."""
    return settings.DOCUMENT_INLINE_ROWS
