"""What is remembered of opening by two: who with whom, never what was read."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

ASKED = Event(
    "opening.asked", Kind.CHANGE, _("Asked to open %(number)s together with %(companion_account)s."), ("number", "companion_account")
)
SIGNED = Event("opening.signed", Kind.CHANGE, _("Signed for opening %(number)s by two, as %(seat)s."), ("number", "seat", "reader_account"))
OPENED = Event(
    "opening.opened",
    Kind.CHANGE,
    _("%(number)s was opened by %(reader_account)s and %(companion_account)s together."),
    ("number", "reader_account", "companion_account", "minutes"),
)
READ = Event("opening.read", Kind.READ, _("Read %(number)s together with %(companion_account)s."), ("number", "companion_account"))
FILE_READ = Event(
    "opening.file_read",
    Kind.READ,
    _("Looked at a file of %(number)s together with %(companion_account)s."),
    ("number", "companion_account", "attachment"),
)
PAGE_VIEWED = Event(
    "opening.page_viewed",
    Kind.READ,
    _("Viewed page %(page_number)s of a file of %(number)s together with %(companion_account)s."),
    ("number", "companion_account", "attachment", "page_number"),
)
ENDED = Event(
    "opening.ended", Kind.CHANGE, _("The opening of %(number)s by two is over: %(ending)s"), ("number", "ending", "reader_account")
)
NOT_OPENED = Event(
    "opening.not_opened", Kind.CHANGE, _("%(number)s was not opened by two: %(ending)s"), ("number", "ending", "reader_account")
)
LOOKED_AT = Event("opening.looked_at", Kind.READ, _("Looked how the opening of %(number)s by two stands."), ("number",))
