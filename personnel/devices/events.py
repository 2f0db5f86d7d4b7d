"""What is remembered of devices."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

REQUESTED = Event("device.requested", Kind.CHANGE, _("Asked to have a device enrolled."))
ENROLLED = Event("device.enrolled", Kind.CHANGE, _("Enrolled a device of %(account)s up to %(level)s."), ("account", "level"))
REFUSED = Event("device.refused", Kind.CHANGE, _("Did not enrol a device of %(account)s."), ("account",))
REVOKED = Event("device.revoked", Kind.CHANGE, _("Revoked a device of %(account)s."), ("account",))
UNKNOWN = Event("device.unknown", Kind.DENIAL, _("Tried to work from a device that is not enrolled: %(page)s."), ("page",))
LISTED = Event("device.listed", Kind.LIST, _("Opened the list of devices (%(count)s)."), ("count",))
READ = Event("device.read", Kind.READ, _("Opened a device of %(account)s."), ("account",))
