"""What is remembered of petitions."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

REGISTERED = Event("petition.registered", Kind.CHANGE, _("Registered %(number)s."), ("number",))
EDITED = Event("petition.edited", Kind.CHANGE, _("Corrected %(number)s."), ("number", "fields"))
ASSIGNED = Event("petition.assigned", Kind.CHANGE, _("Assigned %(number)s to %(officer)s."), ("number", "officer"))
LINKED = Event("petition.linked", Kind.CHANGE, _("Linked %(number)s as a repeat of %(earlier)s."), ("number", "earlier"))
UNLINKED = Event("petition.unlinked", Kind.CHANGE, _("No longer calls %(number)s a repeat of %(earlier)s."), ("number", "earlier"))
HINTED = Event("petition.hinted", Kind.SEARCH, _("Was told what a new petition may repeat (%(count)s)."), ("count",))
REPEATS_LISTED = Event("petition.repeats_listed", Kind.LIST, _("Listed petitions like %(number)s (%(count)s)."), ("count", "number"))
NOTED = Event("petition.noted", Kind.CHANGE, _("Added a note to %(number)s."), ("number",))
CLOSED = Event("petition.closed", Kind.CHANGE, _("Closed %(number)s."), ("number", "result"))
REOPENED = Event("petition.reopened", Kind.CHANGE, _("Reopened %(number)s."), ("number",))
WITHDRAWN = Event("petition.withdrawn", Kind.CHANGE, _("Withdrew %(number)s, which had been registered by mistake."), ("number",))
DESTROYED = Event("petition.destroyed", Kind.CHANGE, _("%(number)s was destroyed."), ("number",))
CARD_READ = Event("petition.card_read", Kind.READ, _("Opened the card of %(number)s."), ("number",))
CONTENT_READ = Event("petition.content_read", Kind.READ, _("Read %(number)s."), ("number",))
TOMBSTONE_READ = Event("petition.tombstone_read", Kind.READ, _("Looked up %(number)s, which is destroyed."), ("number",))
KNOWERS_READ = Event("petition.knowers_read", Kind.READ, _("Looked who can see %(number)s (%(count)s)."), ("number", "count"))
SIGHT_READ = Event("person.sight_read", Kind.LIST, _("Looked what %(account)s can see (%(count)s)."), ("account", "count"))
HANDING_OVER_READ = Event(
    "petition.handing_over_read", Kind.LIST, _("Opened the handing over of %(account)s's cases (%(count)s)."), ("account", "count")
)
FORM_READ = Event("petition.form_read", Kind.READ, _("Opened a form of %(number)s."), ("number", "form"))
SOURCE_READ = Event("petition.source_read", Kind.READ, _("Read its grading to derive that of %(number)s from it."), ("number",))
SOURCE_MISSED = Event("petition.source_missed", Kind.DENIAL, _("Named a source for the grading of %(number)s in vain."), ("number",))
LISTED = Event("petition.listed", Kind.LIST, _("Listed petitions (%(count)s)."), ("count",))
SEARCHED = Event("petition.searched", Kind.SEARCH, _("Searched for petitions (found: %(count)s)."), ("count",))
REVEALED = Event("petition.revealed", Kind.REVEAL, _("Had %(field)s of %(number)s shown in full."), ("number", "field"))
