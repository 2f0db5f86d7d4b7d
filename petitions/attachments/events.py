"""What is remembered of attachments: ids, kinds, sizes, pages; never a name."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

ATTACHED = Event("attachment.added", Kind.CHANGE, _("Attached a file to %(number)s."), ("number", "attachment", "kind", "bytes"))
NOT_TAKEN = Event("attachment.not_taken", Kind.DENIAL, _("A file for %(number)s was not taken: %(problem)s"), ("number", "problem"))
REMOVED = Event("attachment.removed", Kind.CHANGE, _("Removed a file from %(number)s."), ("number", "attachment"))
PUT_BACK = Event("attachment.put_back", Kind.CHANGE, _("Put a file back to %(number)s."), ("number", "attachment"))
OPENED = Event("attachment.opened", Kind.READ, _("Opened a file of %(number)s."), ("number", "attachment"))
PAGE_VIEWED = Event(
    "attachment.page_viewed", Kind.READ, _("Viewed page %(page_number)s of a file of %(number)s."), ("number", "attachment", "page_number")
)
DOWNLOADED = Event("attachment.downloaded", Kind.DOWNLOAD, _("Downloaded a file of %(number)s."), ("number", "attachment", "bytes"))
PAGES_MADE = Event(
    "attachment.pages_made",
    Kind.SYSTEM,
    _("Prepared the pages of a file of %(number)s (%(pages)s)."),
    ("number", "attachment", "pages", "state"),
)
