"""What is remembered of the gate."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

DUTIES_READ = Event("gate.duties_read", Kind.READ, _("Opened the page of their own duties."))
GATE_READ = Event("gate.read", Kind.LIST, _("Opened the conditions of access; %(suspended)s people are suspended."), ("suspended",))
CONDITION_CHANGED = Event(
    "gate.condition_changed", Kind.CHANGE, _("Set what access demands: %(demand)s, %(demanded)s."), ("demand", "demanded")
)
CHECK_RECORDED = Event(
    "gate.check_recorded", Kind.CHANGE, _("Recorded a background check of %(account)s: %(found)s."), ("account", "found")
)
TEXT_PUBLISHED = Event("gate.text_published", Kind.CHANGE, _("Published version %(version)s of a text that is signed."), ("version",))
TEXTS_LISTED = Event("gate.texts_listed", Kind.LIST, _("Opened the texts that are signed."))
PLEDGE_SIGNED = Event("gate.pledge_signed", Kind.CHANGE, _("Signed the pledge %(number)s."), ("number",))
PLEDGE_READ = Event("gate.pledge_read", Kind.READ, _("Opened the pledge %(number)s."), ("number",))
