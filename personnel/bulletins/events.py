"""What is remembered of notices and cases."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

PUBLISHED = Event("bulletin.published", Kind.CHANGE, _("Published to everybody: %(number)s."), ("number",))
REMINDED = Event("bulletin.reminded", Kind.CHANGE, _("Reminded who has not read %(number)s (%(count)s)."), ("number", "count"))
WITHDRAWN = Event("bulletin.withdrawn", Kind.CHANGE, _("Withdrew what was published to everybody: %(number)s."), ("number",))
ACKNOWLEDGED = Event("bulletin.acknowledged", Kind.CHANGE, _("Acknowledged: %(number)s."), ("number",))
READ = Event("bulletin.read", Kind.READ, _("Read what was published to everybody: %(number)s."), ("number",))
LISTED = Event("bulletin.listed", Kind.LIST, _("Opened notices and cases (%(count)s)."), ("count",))
