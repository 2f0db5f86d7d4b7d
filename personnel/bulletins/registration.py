"""What notices and cases hand to the rest of this app when the program starts."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.bulletins.models import Bulletin
from personnel.bulletins.querysets import unread
from personnel.models import Person
from personnel.registry import FilePart, register_file_part
from personnel.worklist import WorkItem, register_source


def register() -> None:
    """Called in `ready()`."""
    register_source(to_read)
    register_file_part(FilePart(_("Notices and cases read"), (_("Title"), _("Kind"), _("Acknowledged on")), file_rows))


def to_read(person: Person, on: date) -> Iterator[WorkItem]:
    for bulletin in unread(person):
        reminded = bulletin.reminded_at is not None
        since = timezone.localdate(bulletin.reminded_at or bulletin.published_at)
        label = _("Reminded: read and acknowledge") if reminded else _("Read and acknowledge")
        yield WorkItem("duty", label, bulletin.title, bulletin.get_absolute_url(), since, overdue=reminded)


def file_rows(person: Person, on: date) -> list[tuple]:
    """By number where it was withdrawn since."""
    found = person.bulletin_receipts.select_related("bulletin")
    return [(_name(one.bulletin), one.bulletin.get_kind_display(), timezone.localdate(one.read_at)) for one in found]


def _name(bulletin: Bulletin) -> str:
    return bulletin.number if bulletin.withdrawn_at else bulletin.title
