"""What is remembered of units' files: which unit, which kind of reward; never what for."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

READ = Event("unit_file.read", Kind.READ, _("Opened the file of the unit %(unit)s."), ("unit",))
REWARDED = Event("unit_file.rewarded", Kind.CHANGE, _("Entered a reward of the unit %(unit)s: %(entry)s."), ("unit", "entry"))
