"""What is remembered of people's files: whose, which kind; never what stands in them."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

FILE_READ = Event("file.read", Kind.READ, _("Opened the confidentiality file of %(account)s."), ("account",))
ENTRY_ADDED = Event("file.entry_added", Kind.CHANGE, _("Entered into the file of %(account)s: %(entry)s."), ("account", "entry"))
LOSS_ASSESSED = Event("file.loss_assessed", Kind.CHANGE, _("Entered what a violation of %(account)s cost."), ("account",))
APPEALED = Event("file.appealed", Kind.CHANGE, _("Appealed against an entry in their own file."))
APPEAL_ANSWERED = Event("file.appeal_answered", Kind.CHANGE, _("Answered an appeal of %(account)s."), ("account",))
