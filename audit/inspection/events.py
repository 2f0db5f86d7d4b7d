"""What is remembered of reports, and of reading the trail."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

REPORT_MADE = Event("report.made", Kind.SYSTEM, _("Made the self-inspection report %(number)s."), ("number", "hash"))
REPORT_WORDED = Event("report.worded", Kind.CHANGE, _("Worded the self-inspection report %(number)s."), ("number",))
REPORT_SIGNED = Event("report.signed", Kind.CHANGE, _("Signed the self-inspection report %(number)s."), ("number",))
REPORT_READ = Event("report.read", Kind.READ, _("Opened the self-inspection report %(number)s."), ("number",))
REPORTS_LISTED = Event("report.listed", Kind.LIST, _("Listed self-inspection reports (%(count)s)."), ("count",))
ROWS_READ = Event("report.rows_read", Kind.LIST, _("Opened the rows of %(figure)s in %(number)s."), ("number", "figure", "count"))
REPORT_PRINTED = Event("report.printed", Kind.PRINT, _("Opened the print page of the self-inspection report %(number)s."), ("number",))
REPORT_DOWNLOADED = Event(
    "report.downloaded", Kind.DOWNLOAD, _("Downloaded the self-inspection report %(number)s (%(format)s)."), ("number", "format")
)
