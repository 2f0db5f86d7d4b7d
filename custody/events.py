"""What is remembered of carriers and loans. The facts name numbers, never what a carrier is about."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

CARRIERS_ENTERED = Event("carriers.entered", Kind.CHANGE, _("Entered the carriers %(numbers)s in the ledger."), ("numbers",))
CARRIERS_LISTED = Event("carriers.listed", Kind.LIST, _("Opened the ledger (carriers: %(count)s)."), ("count",))
CARRIER_READ = Event("carrier.read", Kind.READ, _("Opened the carrier %(number)s."), ("number",))
CARRIER_REGISTERED = Event(
    "carrier.registered", Kind.CHANGE, _("Entered the carrier %(number)s (%(level)s) in the ledger without content."), ("number", "level")
)
EXPORT_KEPT = Event("carrier.export_kept", Kind.CHANGE, _("Entered a file taken out as the carrier %(number)s."), ("number",))
CARRIER_DESCRIBED = Event("carrier.described", Kind.CHANGE, _("Changed the ledger line of the carrier %(number)s."), ("number",))
KEEPER_CHANGED = Event(
    "carrier.keeper_changed", Kind.CHANGE, _("Gave the carrier %(number)s into the keeping of %(officer)s."), ("number", "officer")
)
KEEPING_READ = Event(
    "carriers.keeping_read", Kind.LIST, _("Opened the handing over of %(account)s's carriers (%(count)s)."), ("account", "count")
)
CARRIER_DESTROYED = Event("carrier.destroyed", Kind.CHANGE, _("Noted the carrier %(number)s as destroyed."), ("number",))
HANDED_OVER = Event("loan.handed_over", Kind.CHANGE, _("Handed over what the slip %(number)s lists."), ("number",))
TAKEN_BACK = Event("loan.taken_back", Kind.CHANGE, _("Took back what the slip %(number)s lists."), ("number",))
PAGES_DIFFERED = Event(
    "loan.pages_differed",
    Kind.CHANGE,
    _("Noted on the slip %(number)s: pages that came back %(returned)s, pages listed %(expected)s."),
    ("number", "expected", "returned"),
)
RECALLED = Event(
    "loan.recalled",
    Kind.CHANGE,
    _("Called back the loan on the slip %(number)s, because the borrower leaves: due %(day)s."),
    ("number", "day"),
)
RECALL_GIVEN_UP = Event(
    "loan.recall_given_up", Kind.CHANGE, _("The borrower stays: the loan on the slip %(number)s is due %(day)s again."), ("number", "day")
)
OVERDUE_NOTED = Event("loan.overdue", Kind.SYSTEM, _("Noted that the loan on the slip %(number)s is overdue."), ("number",))
