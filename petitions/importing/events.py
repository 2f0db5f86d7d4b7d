"""What is remembered of an import as a whole; every petition has its own entry beside."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

IMPORTED = Event(
    "petition.imported",
    Kind.CHANGE,
    _("Imported a table of %(rows)s rows: %(registered)s registered, %(duplicates)s already here, %(rejected)s refused."),
    ("rows", "registered", "duplicates", "rejected"),
)
