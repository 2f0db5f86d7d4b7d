"""What is remembered of the register: how many lines, narrowed by what; never whom they name."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

READ = Event("register.read", Kind.LIST, _("Opened the register of who knows secrets (lines: %(count)s)."), ("count",))
PRINTED = Event(
    "register.printed", Kind.PRINT, _("Opened the print page of the register of who knows secrets (lines: %(count)s)."), ("count",)
)
DOWNLOADED = Event("register.downloaded", Kind.DOWNLOAD, _("Downloaded the register of who knows secrets (lines: %(count)s)."), ("count",))
