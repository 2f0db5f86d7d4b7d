"""Attach, remove, put back: lock, ask, change, record, tell."""

from datetime import date

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.trail.actions import record
from audit.trail.models import Result
from audit.trail.refusals import demand
from personnel.models import Person
from petitions.actions.handling import locked
from petitions.attachments import events, names, rules
from petitions.attachments.kinds import SHOWN, Kind, recognise
from petitions.attachments.problems import ALREADY, NO_ROOM, TOO_LARGE, TOO_MANY, Problem
from petitions.models import Attachment, Note, Petition, Rendering
from vault import files
from vault.models import SealedFile
from vault.uploads import SealedUpload

TASK = "petitions.attachments.tasks.render"
_OF_UPLOAD = {problem.code: problem for problem in (TOO_LARGE, NO_ROOM)}


def attach(petition: Petition, upload: SealedUpload, *, note: Note | None, by: Person, on: date) -> Attachment | Problem:
    """Keeps one uploaded file, or says why it is not taken; a file that is there already is not attached again (THREATS T69).

    Whether the person may attach at all is asked under the lock; then nothing of the file is kept either.
    """
    name = names.clean(upload.name)
    kind = _recognised(upload, name)
    if isinstance(kind, Problem):
        _note_refusal(petition, kind, by)
        return kind
    return _kept(petition, upload, name, kind, note=note, by=by, on=on)


def _recognised(upload: SealedUpload, name: str) -> Kind | Problem:
    if upload.written is None:
        return _OF_UPLOAD.get(upload.problem, NO_ROOM)
    with files.reading(upload.written) as reader:
        return recognise(reader, name)


@transaction.atomic
def _kept(petition: Petition, upload: SealedUpload, name: str, kind: Kind, *, note: Note | None, by: Person, on: date):
    petition = locked(petition)
    demand(rules.obstacles_to_attaching(petition, note, by, on=on))
    if problem := _one_too_many(petition, upload, note):
        _note_refusal(petition, problem, by)
        return problem
    row = files.keep(upload.written)
    attachment = Attachment(petition=petition, note=note, file=row.pk, name=name, kind=kind, size=row.size, added_by=by)
    attachment.keep(by=by)
    _remember(events.ATTACHED, attachment, by, kind=str(kind), bytes=row.size)
    if kind in SHOWN:
        Rendering.objects.create(attachment=attachment)
        transaction.on_commit(lambda: ask_for_pages(attachment), robust=True)
    return attachment


def _one_too_many(petition: Petition, upload: SealedUpload, note: Note | None) -> Problem | None:
    """The same content at the same place, or more files than are taken."""
    present = petition.attachments.filter(removed_at__isnull=True)
    alike = SealedFile.objects.filter(dossier_id=petition.pk, likeness=upload.written.likeness).values("pk")
    if present.filter(note=note, file__in=alike).exists():
        return ALREADY
    return TOO_MANY if petition.attachments.count() >= settings.MOST_ATTACHMENTS else None


def ask_for_pages(attachment: Attachment) -> None:
    """The message carries an id and nothing else; what the queue did not take is asked for again."""
    current_app.send_task(TASK, args=[str(attachment.pk)])


@transaction.atomic
def remove(attachment: Attachment, *, reason: str, by: Person, on: date) -> Attachment:
    """Takes a wrong file out of the petition: nobody opens it any more, who did it and why stays."""
    attachment = _locked(attachment)
    demand(rules.obstacles_to_removing(attachment, by, on=on))
    attachment.removed_by, attachment.removed_at, attachment.removal_reason = by, timezone.now(), reason
    attachment.keep(by=by)
    _remember(events.REMOVED, attachment, by, text=reason)
    return attachment


@transaction.atomic
def put_back(attachment: Attachment, *, by: Person, on: date) -> Attachment:
    """Undoes a removal; the history keeps both."""
    attachment = _locked(attachment)
    demand(rules.obstacles_to_putting_back(attachment, by, on=on))
    attachment.removed_by, attachment.removed_at, attachment.removal_reason = None, None, ""
    attachment.keep(by=by)
    _remember(events.PUT_BACK, attachment, by)
    if Rendering.objects.filter(attachment=attachment, state=Rendering.State.WAITING).exists():
        transaction.on_commit(lambda: ask_for_pages(attachment), robust=True)
    return attachment


def _locked(attachment: Attachment) -> Attachment:
    petition = locked(attachment.petition)
    found = Attachment.objects.select_for_update(of=("self",)).select_related("note").get(pk=attachment.pk)
    found.petition = petition
    return found


def _remember(event, attachment: Attachment, by: Person, *, text: str = "", **facts) -> None:
    petition = attachment.petition
    facts = {"number": petition.number, "attachment": str(attachment.pk), **facts}
    record(event, actor=by, subject=petition, dossier_id=petition.pk, facts=facts, text=text)


def _note_refusal(petition: Petition, problem: Problem, by: Person) -> None:
    facts = {"number": petition.number, "problem": problem.code}
    record(events.NOT_TAKEN, actor=by, subject=petition, dossier_id=petition.pk, result=Result.DENIED, reason=problem.code, facts=facts)
