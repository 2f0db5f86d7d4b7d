"""What is remembered of second factors; never a code, never a secret."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

SET_UP = Event("factor.set_up", Kind.CHANGE, _("Set up the own second factor: %(factor)s."), ("factor",))
USED = Event("factor.used", Kind.SIGN_IN, _("Proved identity with the second factor: %(factor)s."), ("factor",))
FAILED = Event("factor.failed", Kind.DENIAL, _("Gave a wrong code after the right password."))
CODES_MADE = Event("factor.codes_made", Kind.CHANGE, _("Was shown new recovery codes; the earlier ones no longer work."))
KEY_REMOVED = Event("factor.key_removed", Kind.CHANGE, _("Removed a security key of their own."))
REMOVED = Event("factor.removed", Kind.CHANGE, _("Removed the own second factor."))
RESET = Event("factor.reset", Kind.CHANGE, _("Took away the lost second factor of %(account)s."), ("account",))
