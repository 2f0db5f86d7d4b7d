"""What is remembered of accounts."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

OPENED = Event("account.opened", Kind.CHANGE, _("Let the owner of %(account)s choose a password."), ("account",))
HALF_GIVEN = Event("account.half_given", Kind.CHANGE, _("Handed out a half of the code for %(account)s."), ("account", "half"))
ACTIVATED = Event("account.activated", Kind.CHANGE, _("Chose a password with both halves of the code."))
NOT_ACTIVATED = Event("account.not_activated", Kind.DENIAL, _("Tried to choose a password without the right code."))
REOPENED = Event("account.reopened", Kind.CHANGE, _("Opened the account %(account)s again."), ("account",))
