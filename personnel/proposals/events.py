"""What is remembered of proposals."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

PROPOSED = Event("proposal.made", Kind.CHANGE, _("Proposed: %(proposal)s (%(account)s)."), ("proposal", "account"))
CONFIRMED = Event("proposal.confirmed", Kind.CHANGE, _("Confirmed the proposal: %(proposal)s (%(account)s)."), ("proposal", "account"))
REFUSED = Event("proposal.refused", Kind.CHANGE, _("Refused the proposal: %(proposal)s (%(account)s)."), ("proposal", "account"))
WITHDRAWN = Event("proposal.withdrawn", Kind.CHANGE, _("Withdrew the proposal: %(proposal)s (%(account)s)."), ("proposal", "account"))
LISTED = Event("proposal.listed", Kind.LIST, _("Opened the list of proposals (%(count)s)."), ("count",))
READ = Event("proposal.read", Kind.READ, _("Opened the proposal: %(proposal)s (%(account)s)."), ("proposal", "account"))
