"""What is remembered of destructions. Filing and signing are remembered by `approvals`."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

OPENED = Event("destruction.opened", Kind.CHANGE, _("Opened the execution of the destruction slip %(number)s."), ("number",))
WITNESSED = Event("destruction.witnessed", Kind.CHANGE, _("Witnessed the destruction slip %(number)s."), ("number",))
UNWITNESSED = Event(
    "destruction.unwitnessed", Kind.SYSTEM, _("The execution of %(number)s was closed: not witnessed in time."), ("number",)
)
STOPPED = Event(
    "destruction.stopped", Kind.SYSTEM, _("The execution of %(number)s was stopped before anything was destroyed."), ("number",)
)
DECIDED = Event("destruction.decided", Kind.CHANGE, _("The destruction %(number)s can no longer be taken back."), ("number",))
DESTROYED = Event(
    "destruction.destroyed",
    Kind.CHANGE,
    _("Destroyed what the slip %(number)s lists (records: %(records)s, carriers: %(carriers)s)."),
    ("number", "records", "carriers"),
)
NOT_DUE = Event("destruction.not_due", Kind.DENIAL, _("A message asked for a destruction that is not due."))
CERTIFICATE_READ = Event("certificate.read", Kind.READ, _("Opened the certificate of the destruction %(number)s."), ("number",))
CERTIFICATE_PRINTED = Event("certificate.printed", Kind.PRINT, _("Opened the print page of the certificate of %(number)s."), ("number",))
CERTIFICATE_DOWNLOADED = Event(
    "certificate.downloaded",
    Kind.DOWNLOAD,
    _("Downloaded the certificate of %(number)s (%(format)s, copy %(copy)s)."),
    ("number", "format", "copy"),
)
