"""What is remembered of slips. The facts name the slip's number, never what it is about."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

SLIP_FILED = Event("slip.filed", Kind.CHANGE, _("Filed the slip %(number)s."), ("number",))
SLIP_SIGNED = Event("slip.signed", Kind.CHANGE, _("Signed step %(step)s of the slip %(number)s."), ("number", "step"))
SLIP_REFUSED = Event("slip.refused", Kind.CHANGE, _("Refused the slip %(number)s."), ("number",))
SLIP_WITHDRAWN = Event("slip.withdrawn", Kind.CHANGE, _("Withdrew the slip %(number)s."), ("number",))
SLIP_LAPSED = Event("slip.lapsed", Kind.SYSTEM, _("The slip %(number)s lapsed."), ("number",))
SLIP_READ = Event("slip.read", Kind.READ, _("Opened the slip %(number)s."), ("number",))
SLIPS_LISTED = Event("slips.listed", Kind.LIST, _("Opened a list of slips (%(count)s)."), ("count",))
SLIP_PRINTED = Event("slip.printed", Kind.PRINT, _("Opened the print page of the slip %(number)s."), ("number",))
DOCUMENT_ASKED = Event("document.asked", Kind.PRINT, _("Asked for a document about %(number)s (%(format)s)."), ("number", "format"))
DOCUMENT_WATCHED = Event("document.watched", Kind.READ, _("Looked how far the document about %(number)s is."), ("number",))
SLIP_DOWNLOADED = Event(
    "slip.downloaded", Kind.DOWNLOAD, _("Downloaded the slip %(number)s (%(format)s, copy %(copy)s)."), ("number", "format", "copy")
)
LEAVING_PLEDGE_DOWNLOADED = Event(
    "leaving_pledge.downloaded",
    Kind.DOWNLOAD,
    _("Downloaded the leaving pledge %(number)s (%(format)s, copy %(copy)s)."),
    ("number", "format", "copy"),
)
PLEDGE_DOWNLOADED = Event(
    "pledge.downloaded", Kind.DOWNLOAD, _("Downloaded the pledge %(number)s (%(format)s, copy %(copy)s)."), ("number", "format", "copy")
)
AGREEMENT_DOWNLOADED = Event(
    "agreement.downloaded",
    Kind.DOWNLOAD,
    _("Downloaded the agreement %(number)s (%(format)s, copy %(copy)s)."),
    ("number", "format", "copy"),
)
CLOSING_DOWNLOADED = Event(
    "partner_end.downloaded",
    Kind.DOWNLOAD,
    _("Downloaded the closing statement %(number)s (%(format)s, copy %(copy)s)."),
    ("number", "format", "copy"),
)
