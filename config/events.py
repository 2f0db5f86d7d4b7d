"""What is remembered of the pages of the roof."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

WORKLIST_READ = Event("worklist.read", Kind.LIST, _("Opened the worklist (waiting: %(count)s)."), ("count",))
TASK_FAILED = Event("task.failed", Kind.SYSTEM, _("The task %(task)s failed (%(problem)s)."), ("task", "problem"))
OPERATIONS_READ = Event("operations.read", Kind.LIST, _("Looked at the state of the parts: %(failed)s tasks had failed."), ("failed",))
OVERVIEW_READ = Event("overview.read", Kind.LIST, _("Read the overview (petitions: %(count)s)."), ("count",))
SYNTHETIC_LOADED = Event(
    "synthetic.loaded",
    Kind.SYSTEM,
    _("A made-up past of %(petitions)s petitions was loaded (seed %(seed)s)."),
    ("petitions", "seed"),
)
