"""What is remembered of the pages of the roof."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

WORKLIST_READ = Event("worklist.read", Kind.LIST, _("Opened the worklist: %(count)s things were waiting."), ("count",))
