"""What is remembered of imports; every petition has its own entry beside."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

IMPORTED = Event(
    "petition.imported",
    Kind.CHANGE,
    _("Imported a table of %(rows)s rows: %(registered)s registered, %(duplicates)s already here, %(rejected)s refused."),
    ("rows", "registered", "duplicates", "rejected"),
)
GIVEN = Event("import.given", Kind.CHANGE, _("Uploaded a table of %(size)s bytes to import."), ("size",))
MAPPED = Event("import.mapped", Kind.CHANGE, _("Changed which column of a table to import is which."))
BEGUN = Event("import.begun", Kind.CHANGE, _("Began to import a table of %(rows)s rows."), ("rows",))
STOPPED = Event("import.stopped", Kind.SYSTEM, _("An import stopped after %(rows)s rows."), ("rows",))
DISCARDED = Event("import.discarded", Kind.CHANGE, _("Discarded an uploaded table."))
UNDOING = Event("import.undoing", Kind.CHANGE, _("Had an import undone (petitions: %(registered)s)."), ("registered",))
UNDONE = Event(
    "import.undone", Kind.SYSTEM, _("Undid an import (petitions withdrawn: %(withdrawn)s, kept: %(kept)s)."), ("withdrawn", "kept")
)
CLEARED = Event("import.cleared", Kind.CHANGE, _("Removed %(rejected)s refused rows of an import."), ("rejected",))
ERRORS_READ = Event("import.errors_read", Kind.DOWNLOAD, _("Downloaded %(rejected)s refused rows of an import."), ("rejected",))
READ = Event("import.read", Kind.READ, _("Opened an import of %(rows)s rows."), ("rows",))
LISTED = Event("import.listed", Kind.LIST, _("Listed imports (%(count)s)."), ("count",))
REPEATS_READ = Event("import.repeats_read", Kind.LIST, _("Listed possible repeats of an import (%(count)s)."), ("count",))
