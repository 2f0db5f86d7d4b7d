"""What is remembered of partner firms: which firm, which agreement, whose account; never what was agreed."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

ENTERED = Event("partner.entered", Kind.CHANGE, _("Entered the partner firm %(number)s."), ("number",))
CORRECTED = Event("partner.corrected", Kind.CHANGE, _("Corrected the partner firm %(number)s."), ("number",))
LISTED = Event("partner.listed", Kind.LIST, _("Opened the list of partner firms (%(count)s)."), ("count",))
READ = Event("partner.read", Kind.READ, _("Opened the partner firm %(number)s."), ("number",))
JOINED = Event("partner.joined", Kind.CHANGE, _("Entered %(account)s as belonging to the partner firm %(number)s."), ("account", "number"))
LEFT = Event("partner.left", Kind.CHANGE, _("Took %(account)s out of the partner firm %(number)s."), ("account", "number"))
DRAFTED = Event("agreement.drafted", Kind.CHANGE, _("Drew up the agreement %(number)s."), ("number",))
DISCARDED = Event("agreement.discarded", Kind.CHANGE, _("Discarded the agreement %(number)s."), ("number",))
FIRM_SIGNED = Event("agreement.firm_signed", Kind.CHANGE, _("Recorded the firm's signature of the agreement %(number)s."), ("number",))
SIGNED = Event("agreement.signed", Kind.CHANGE, _("Signed the agreement %(number)s."), ("number",))
AGREEMENT_READ = Event("agreement.read", Kind.READ, _("Opened the agreement %(number)s."), ("number",))
