"""Pictures of an attachment's pages, each kept sealed in a transaction of its own: whoever is killed goes on where they stopped."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from celery import current_app
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from audit.trail.actions import record
from petitions.actions.handling import locked
from petitions.attachments import events
from petitions.attachments.actions import TASK
from petitions.attachments.pictures.process import Died, frames
from petitions.attachments.querysets import waiting_for_pages
from petitions.models import Attachment, RenderedPage, Rendering
from vault import files, lock
from vault.models import SealedFile

MOST_ATTEMPTS = 3
State = Rendering.State


class NoLongerWanted(Exception):
    """The attachment was removed, its petition destroyed, or somebody else made the page meanwhile."""


def render(attachment_id: UUID) -> None:
    """Prepares the pages that are missing; may be repeated, may be killed at any point. What is not waiting is left alone."""
    with lock.only(_unit_of(attachment_id), because="its petition's unit"), _alone(attachment_id) as alone:
        rendering = waiting_for_pages().filter(pk=attachment_id).select_related("attachment").first() if alone else None
        if rendering is None or not _begin(rendering):
            return
        try:
            state = _make_pages(rendering.attachment)
        except Died:
            state = _after_a_death(rendering)
        except NoLongerWanted:
            return
        _end(rendering, state)


@lock.everything(because="whose it is must be found first")
def _unit_of(attachment_id: UUID) -> list[UUID]:
    return list(Attachment.objects.filter(pk=attachment_id).values_list("petition__record__unit_id", flat=True))


@contextmanager
def _alone(attachment_id: UUID) -> Iterator[bool]:
    """Whether nobody else is at it. The lock is the connection's: a worker that dies lets go of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [str(attachment_id)])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [str(attachment_id)])


def _begin(rendering: Rendering) -> bool:
    """Counts the attempt first, so that a page that brings its process or its worker down does so no more than a few times."""
    if rendering.attempts >= MOST_ATTEMPTS:
        _end(rendering, _given_up(rendering))
        return False
    Rendering.objects.filter(pk=rendering.pk).update(attempts=F("attempts") + 1)
    return True


def _make_pages(attachment: Attachment) -> str:
    made = attachment.rendered.count()
    file = SealedFile.objects.get(pk=attachment.file)
    pages = made
    with files.reading(file) as reader:
        for letter, payload in frames(reader, kind=attachment.kind, first=made + 1):
            if letter == "X":
                return _reason(payload)
            if letter == "N":
                pages = int(payload)
                Rendering.objects.filter(pk=attachment.pk).update(pages=pages)
            if letter == "P":
                made += 1
                _keep_page(attachment, made, payload)
    return State.READY if made >= pages else State.CUT


def _reason(payload: bytes) -> str:
    code = payload.decode("ascii", "replace")
    return code if code in State.values else State.BROKEN


def _keep_page(attachment: Attachment, number: int, picture: bytes) -> None:
    """Under the petition's lock: a destruction that has begun finds every page that was kept, and none is kept after it."""
    with files.writing(attachment.petition_id) as writer:
        writer.write(picture)
    try:
        with transaction.atomic():
            _demand_wanted(attachment)
            page = files.keep(writer.written)
            RenderedPage.objects.create(attachment=attachment, number=number, file=page.pk)
            Rendering.objects.filter(pk=attachment.pk).update(attempts=0)
    except (NoLongerWanted, IntegrityError):
        writer.written.kept = False
        files.discard(writer.written)
        raise NoLongerWanted from None


def _demand_wanted(attachment: Attachment) -> None:
    petition = locked(attachment.petition)
    if petition.is_destroyed or Attachment.objects.get(pk=attachment.pk).is_removed:
        raise NoLongerWanted


def _after_a_death(rendering: Rendering) -> str:
    """Pages that were made stay; the next attempt begins behind them."""
    attempts = Rendering.objects.values_list("attempts", flat=True).get(pk=rendering.pk)
    return State.WAITING if attempts < MOST_ATTEMPTS else _given_up(rendering)


def _given_up(rendering: Rendering) -> str:
    return State.CUT if rendering.attachment.rendered.exists() else State.FAILED


@transaction.atomic
def _end(rendering: Rendering, state: str) -> None:
    Rendering.objects.filter(pk=rendering.pk).update(state=state)
    if state == State.WAITING:
        return
    attachment = rendering.attachment
    facts = {"number": attachment.petition.number, "attachment": str(attachment.pk), "pages": attachment.rendered.count(), "state": state}
    record(events.PAGES_MADE, actor=None, subject=attachment.petition, dossier_id=attachment.petition_id, facts=facts)


def ask_again() -> int:
    """Sends the task for everything that waits: whoever is at it already is not disturbed. Answers how many."""
    waiting = list(waiting_for_pages().values_list("pk", flat=True)[:200])
    for pk in waiting:
        current_app.send_task(TASK, args=[str(pk)])
    return len(waiting)
