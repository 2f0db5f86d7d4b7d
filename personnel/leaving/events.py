"""What is remembered of departures: whose, how many things; never why."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

OPENED = Event("departure.opened", Kind.CHANGE, _("Opened the departure of %(account)s."), ("account",))
WITHDRAWN = Event("departure.withdrawn", Kind.CHANGE, _("Withdrew the departure of %(account)s."), ("account",))
TALKED = Event("departure.talked", Kind.CHANGE, _("Recorded the reminder talk with %(account)s."), ("account",))
PLEDGED = Event("departure.pledged", Kind.CHANGE, _("Signed the leaving pledge %(number)s."), ("number",))
ENDED = Event("departure.ended", Kind.CHANGE, _("Access of %(account)s ended; %(count)s things are still open."), ("account", "count"))
WRITTEN_OFF = Event("departure.written_off", Kind.CHANGE, _("Wrote off for the departure of %(account)s: %(hold)s."), ("account", "hold"))
FINISHED = Event("departure.finished", Kind.CHANGE, _("Finished the departure of %(account)s."), ("account",))
READ = Event(
    "departure.read", Kind.READ, _("Opened the departure of %(account)s; %(count)s things stand in the way."), ("account", "count")
)
LISTED = Event("departure.listed", Kind.LIST, _("Opened the list of departures (%(count)s)."), ("count",))
PLEDGE_READ = Event("departure.pledge_read", Kind.READ, _("Opened the leaving pledge %(number)s."), ("number",))
PERIOD_SET = Event(
    "departure.period_set", Kind.CHANGE, _("Set the cooling-off of %(level)s: %(before)s → %(after)s months."), ("level", "before", "after")
)
PERIODS_READ = Event("departure.periods_read", Kind.LIST, _("Opened the periods of cooling-off."))
