"""What is remembered of gradings."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

GRADING_PROPOSED = Event("grading.proposed", Kind.CHANGE, _("Proposed the level %(level)s."), ("level",))
GRADING_CONFIRMED = Event("grading.confirmed", Kind.CHANGE, _("Confirmed the level %(level)s."), ("level",))
GRADING_AMENDED = Event("grading.amended", Kind.CHANGE, _("Decided the level %(level)s instead of %(proposed)s."), ("level", "proposed"))
CHANGE_PROPOSED = Event("grading.change_proposed", Kind.CHANGE, _("Proposed to change the level to %(level)s."), ("level",))
CHANGED = Event("grading.changed", Kind.CHANGE, _("Changed the level from %(former)s to %(level)s."), ("level", "former", "proposed"))
DECLASSIFICATION_PROPOSED = Event("grading.declassification_proposed", Kind.CHANGE, _("Proposed to declassify it."), ("former",))
DECLASSIFIED = Event("grading.declassified", Kind.CHANGE, _("Declassified it; it was %(former)s."), ("former",))
EXPIRED = Event("grading.expired", Kind.SYSTEM, _("The period is over; it declassified itself and was %(former)s."), ("former",))
SOURCE_RAISED = Event("grading.source_raised", Kind.SYSTEM, _("What it was derived from was raised to %(level)s."), ("level",))
SOURCE_PERIOD_CHANGED = Event(
    "grading.source_period_changed", Kind.SYSTEM, _("What it was derived from is secret until %(until)s now."), ("until",)
)
REVIEWED = Event("grading.reviewed", Kind.CHANGE, _("Reviewed the grading: %(level)s stays as it is."), ("level",))
DUE_READ = Event("grading.due_read", Kind.LIST, _("Listed periods that end and reviews that are due (%(count)s)."), ("count", "numbers"))
DECLINED = Event("grading.declined", Kind.CHANGE, _("Declined the proposed level %(level)s; what stood before stays."), ("level", "kind"))
NOTIFIED = Event("grading.notified", Kind.SYSTEM, _("Told %(count)s people of the decision."), ("count", "people"))
NOTICES_READ = Event("grading.notices_read", Kind.LIST, _("Listed notices of changed levels (%(count)s)."), ("count", "numbers"))
ACKNOWLEDGED = Event("grading.acknowledged", Kind.CHANGE, _("Acknowledged the notice: the level is %(level)s."), ("level", "kind"))
ADMITTED = Event("record.admitted", Kind.CHANGE, _("Let the handling officer in to the record."))
SCHEME_ADDED = Event("scheme.added", Kind.CHANGE, _("Added the scheme %(scheme)s."), ("scheme",))
LEVEL_ADDED = Event("level.added", Kind.CHANGE, _("Added the level of secrecy %(level)s."), ("level",))
SCHEME_CHANGED = Event("scheme.changed", Kind.CHANGE, _("Changed the scheme %(scheme)s: %(part)s."), ("scheme", "part"))
LEVEL_CHANGED = Event("level.changed", Kind.CHANGE, _("Changed the level of secrecy %(level)s: %(part)s."), ("level", "part"))
POLICY_CHANGED = Event("policy.changed", Kind.CHANGE, _("Changed the handling policy %(policy)s: %(part)s."), ("policy", "part"))
GUIDE_ENTERED = Event("guide.entered", Kind.CHANGE, _("Entered a matter of the level %(level)s into the guide."), ("level",))
GUIDE_REMOVED = Event("guide.removed", Kind.CHANGE, _("Took a matter of the level %(level)s out of the guide."), ("level",))
GUIDE_READ = Event("guide.read", Kind.LIST, _("Opened the guide (matters: %(count)s)."), ("count",))
SCHEMES_READ = Event("schemes.read", Kind.READ, _("Opened the schemes."))
CLEARED = Event("person.cleared", Kind.CHANGE, _("Cleared %(account)s up to %(level)s."), ("account", "level"))
CLEARANCE_ENDED = Event("person.clearance_ended", Kind.CHANGE, _("Ended the clearance of %(account)s for %(level)s."), ("account", "level"))
AUTHORITY_LIMITED = Event(
    "authority.limited", Kind.CHANGE, _("Let %(account)s decide gradings up to %(level)s only."), ("account", "level")
)
AUTHORITY_WIDENED = Event(
    "authority.widened", Kind.CHANGE, _("No longer limited the gradings %(account)s decides to %(level)s."), ("account", "level")
)
RANGE_ADDED = Event("range.added", Kind.CHANGE, _("Showed %(level)s from %(network)s."), ("level", "network"))
RANGE_REMOVED = Event("range.removed", Kind.CHANGE, _("No longer showed %(level)s from %(network)s."), ("level", "network"))
WALL_RAISED = Event("wall.raised", Kind.CHANGE, _("Kept %(account)s out of the record."), ("account", "ground"))
WALL_MATCHED = Event("wall.matched", Kind.SYSTEM, _("%(account)s is named in it and was kept out of the record."), ("account", "ground"))
WALL_LIFTED = Event("wall.lifted", Kind.CHANGE, _("No longer kept %(account)s out of the record."), ("account",))
