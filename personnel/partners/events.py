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
AGREEMENT_ENDED = Event("agreement.ended", Kind.CHANGE, _("Ended the agreement %(number)s early."), ("number",))
BREACH_RECORDED = Event("breach.recorded", Kind.CHANGE, _("Recorded the breach %(number)s: %(measure)s."), ("number", "measure"))
MEASURE_PROPOSED = Event(
    "breach.measure_proposed", Kind.CHANGE, _("Proposed another measure for the breach %(number)s: %(measure)s."), ("number", "measure")
)
LOSS_ASSESSED = Event(
    "breach.loss_assessed", Kind.CHANGE, _("Entered what the breach %(number)s cost: %(measure)s."), ("number", "measure")
)
MEASURE_TAKEN = Event(
    "breach.measure_taken", Kind.CHANGE, _("Took the measure for the breach %(number)s: %(measure)s."), ("number", "measure")
)
OBJECTED = Event("breach.objected", Kind.CHANGE, _("Entered the firm's objection to %(number)s: %(measure)s."), ("number", "measure"))
OBJECTION_ANSWERED = Event(
    "breach.objection_answered", Kind.CHANGE, _("Answered the firm's objection to %(number)s: %(measure)s."), ("number", "measure")
)
END_OPENED = Event("partner_end.opened", Kind.CHANGE, _("Opened the end of the partner firm %(number)s."), ("number",))
END_WITHDRAWN = Event("partner_end.withdrawn", Kind.CHANGE, _("Withdrew the end of the partner firm %(number)s."), ("number",))
END_READ = Event(
    "partner_end.read",
    Kind.READ,
    _("Opened the end of the partner firm %(number)s; %(count)s things stand in the way."),
    ("number", "count"),
)
HANDED_BACK = Event(
    "partner_end.handed_back", Kind.CHANGE, _("Recorded what the partner firm %(number)s handed back: %(proof)s."), ("number", "proof")
)
WRITTEN_OFF = Event("partner_end.written_off", Kind.CHANGE, _("Wrote off for the partner firm %(number)s: %(hold)s."), ("number", "hold"))
END_FINISHED = Event("partner_end.finished", Kind.CHANGE, _("Finished the end of the partner firm %(number)s."), ("number",))
