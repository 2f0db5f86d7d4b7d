"""What is remembered of changes of a scope: who, until when; never why."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

_FACTS = ("who", "until", "change")

ADDING_PROPOSED = Event("scope.adding_proposed", Kind.CHANGE, _("Asked to add %(who)s to the scope until %(until)s."), _FACTS)
REMOVAL_PROPOSED = Event("scope.removal_proposed", Kind.CHANGE, _("Asked to take %(who)s out of the scope."), _FACTS)
ADDED = Event("scope.added", Kind.CHANGE, _("Added %(who)s to the scope until %(until)s."), _FACTS)
REMOVED = Event("scope.removed", Kind.CHANGE, _("Took %(who)s out of the scope."), _FACTS)
DECLINED = Event("scope.declined", Kind.CHANGE, _("Declined to change the scope: %(who)s."), _FACTS)
WITHDRAWN = Event("scope.withdrawn", Kind.CHANGE, _("Withdrew the request to change the scope: %(who)s."), _FACTS)
LAPSED = Event("scope.lapsed", Kind.SYSTEM, _("With the new grading the request to change the scope lapsed: %(who)s."), _FACTS)
EXPIRED = Event("scope.expired", Kind.SYSTEM, _("Nobody decided in time about the request to change the scope: %(who)s."), _FACTS)
ENDED = Event("scope.ended", Kind.SYSTEM, _("%(who)s is no longer in the scope: the day came."), _FACTS)
TOLD = Event("scope.told", Kind.SYSTEM, _("Told %(count)s people of the scope."), ("count", "people"))
READ = Event("scope.read", Kind.READ, _("Opened a request to change the scope of %(number)s."), ("number",))
ACKNOWLEDGED = Event("scope.acknowledged", Kind.CHANGE, _("Acknowledged a notice about the scope."), ("said",))
