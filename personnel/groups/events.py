"""What is remembered of working groups: which group, whose account, how; never what it is for."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

MADE = Event("group.made", Kind.CHANGE, _("Set up the working group %(group)s."), ("group",))
CHANGED = Event(
    "group.changed", Kind.CHANGE, _("Changed the working group %(group)s: until %(until)s, %(account)s."), ("group", "until", "account")
)
DISSOLVED = Event("group.dissolved", Kind.CHANGE, _("Dissolved the working group %(group)s."), ("group",))
JOINED = Event("group.joined", Kind.CHANGE, _("Put %(account)s into the working group %(group)s."), ("group", "account"))
PROLONGED = Event(
    "group.prolonged",
    Kind.CHANGE,
    _("%(account)s stays in the working group %(group)s until %(until)s."),
    ("group", "account", "until"),
)
LEFT = Event(
    "group.left", Kind.CHANGE, _("%(account)s is no longer in the working group %(group)s: %(how_left)s."), ("group", "account", "how_left")
)
LISTED = Event("group.listed", Kind.LIST, _("Opened the list of working groups (%(count)s)."), ("count",))
READ = Event("group.read", Kind.READ, _("Opened the working group %(group)s."), ("group",))
