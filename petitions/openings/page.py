"""What the pages of an opening show: to the two how it stands, to the reader the content while it is open."""

from datetime import datetime
from math import ceil

from django.conf import settings
from django.utils.translation import gettext

from audit.trail import context
from personnel.models import Person
from petitions import masking
from petitions.models import Attachment, Petition
from petitions.openings.models import Opening
from petitions.openings.rules import obstacles_to_looking
from petitions.page import contacts, further_columns
from vault import clock


def screen_now() -> str:
    """Tells the session of this request from others; it cannot be used as one."""
    here = context.origin.get()
    return here.device if here else ""


def seconds_left(opening: Opening) -> int:
    """Until it closes by itself; 0 where it is not open."""
    left = (opening.ends_at - clock.now()).total_seconds() if opening.is_open and opening.ends_at else 0
    return max(ceil(left), 0)


def _left(opening: Opening) -> dict:
    left = seconds_left(opening)
    return {"left": left, "left_words": f"{left // 60}:{left % 60:02d}"}


def stands(opening: Opening, person: Person) -> dict:
    """How it stands, to one of the two: seats, who is to sign next, what is left."""
    petition, reads = opening.petition, person.pk == opening.reader_id
    signed = opening.reader_signed_at if reads else opening.companion_signed_at
    return {
        "opening": opening,
        "petition": petition,
        "mark": petition.mark,
        "subject": masking.mask_numbers(petition.subject),
        "is_reader": reads,
        "may_sign": opening.is_asked and signed is None,
        "companion_may_sign_here": opening.is_asked and reads and opening.companion_signed_at is None,
        "may_look": not any(obstacles_to_looking(opening, person, screen_now())),
        "other_screen": opening.is_open and reads and opening.screen != screen_now(),
        "seats": _seats(opening),
        "window": settings.OPENING_SIGNATURES_MINUTES,
        "minutes": settings.OPENING_MINUTES,
        "token": token_of(opening),
        **_left(opening),
    }


def _seats(opening: Opening) -> list[dict]:
    reader, companion = gettext("Reader"), gettext("Companion")
    return [
        _seat(opening, reader, opening.reader, opening.reader_signed_at),
        _seat(opening, companion, opening.companion, opening.companion_signed_at),
    ]


def _seat(opening: Opening, label: str, person: Person, at: datetime | None) -> dict:
    if at is not None:
        return {"label": label, "state": "signed", "name": person.name, "at": at, "said": gettext("Has signed")}
    waiting = {"label": label, "state": "waiting", "waiting_for": person.name}
    return waiting if opening.is_asked else waiting | {"state": "later"}


def token_of(opening: Opening) -> str:
    """Tells whether something happened since a page was drawn."""
    return f"{opening.state}-{int(opening.reader_signed_at is not None)}{int(opening.companion_signed_at is not None)}"


def shown(opening: Opening) -> dict:
    """The content, as far as it may be looked at: contacts stay masked, nothing is offered to print, download or write."""
    petition = opening.petition
    return _frame(opening) | {
        "contacts": contacts(petition),
        "extra": further_columns(petition),
        "notes": petition.notes.select_related("written_by"),
        "files": [_file(attachment) for attachment in _files(petition)],
    }


def file_shown(opening: Opening, found: Attachment, number: int) -> dict:
    made = found.rendered.count()
    return _frame(opening) | {"found": found, "number": number, "made": made, "pages": range(1, made + 1)}


def file_of(opening: Opening, pk) -> Attachment | None:
    return _files(opening.petition).filter(pk=pk).first()


def _files(petition: Petition):
    return petition.attachments.filter(removed_at__isnull=True).select_related("rendering", "added_by")


def _file(attachment: Attachment) -> dict:
    return {"attachment": attachment, "pages": attachment.rendered.count()}


def _frame(opening: Opening) -> dict:
    """Both names and the time, over everything."""
    return {
        "opening": opening,
        "petition": opening.petition,
        "mark": opening.petition.mark,
        "subject": masking.mask_numbers(opening.petition.subject),
        "token": token_of(opening),
        **_left(opening),
    }
