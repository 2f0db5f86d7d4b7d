"""What is remembered of gradings."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

GRADING_PROPOSED = Event("grading.proposed", Kind.CHANGE, _("Proposed the level %(level)s."), ("level",))
GRADING_CONFIRMED = Event("grading.confirmed", Kind.CHANGE, _("Confirmed the level %(level)s."), ("level",))
GRADING_AMENDED = Event("grading.amended", Kind.CHANGE, _("Decided the level %(level)s instead of %(proposed)s."), ("level", "proposed"))
ADMITTED = Event("record.admitted", Kind.CHANGE, _("Let the handling officer in to the record."))
SCHEMES_READ = Event("schemes.read", Kind.READ, _("Opened the schemes."))
CLEARED = Event("person.cleared", Kind.CHANGE, _("Cleared %(account)s up to %(level)s."), ("account", "level"))
CLEARANCE_ENDED = Event("person.clearance_ended", Kind.CHANGE, _("Ended the clearance of %(account)s for %(level)s."), ("account", "level"))
