"""What is worth remembering: a code, a sentence, the facts it needs.

Entries store codes and facts; the sentence is made when somebody reads, in the reader's language.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How an entry counts in reports and filters."""

    READ = "read", _("Read")
    LIST = "list", _("Listed")
    SEARCH = "search", _("Searched")
    REVEAL = "reveal", _("Revealed")
    PRINT = "print", _("Printed")
    DOWNLOAD = "download", _("Downloaded")
    CHANGE = "change", _("Changed")
    DENIAL = "denial", _("Denied")
    SIGN_IN = "sign_in", _("Signed in")
    SIGN_OUT = "sign_out", _("Signed out")
    SYSTEM = "system", _("System")


@dataclass(frozen=True)
class Event:
    """One thing that can happen. `sentence` may hold %(fact)s placeholders for the facts named."""

    code: str
    kind: Kind
    sentence: object
    facts: tuple[str, ...] = ()

    def __post_init__(self):
        if self.code in _EVENTS:
            raise ValueError(f"event {self.code} is defined twice")
        _EVENTS[self.code] = self


_EVENTS: dict[str, Event] = {}


def by_code(code: str) -> Event | None:
    return _EVENTS.get(code)


def all_events() -> list[Event]:
    return sorted(_EVENTS.values(), key=lambda event: event.code)


PAGE_READ = Event("page.read", Kind.READ, _("Opened the page %(page)s."), ("page",))
ABSENT = Event("page.absent", Kind.DENIAL, _("Asked for something not open to them: %(page)s."), ("page",))
REFUSED = Event("action.refused", Kind.DENIAL, _("Was refused: %(page)s."), ("page",))
SIGNED_IN = Event("session.opened", Kind.SIGN_IN, _("Signed in."))
SIGN_IN_FAILED = Event("session.failed", Kind.DENIAL, _("A sign-in failed."))
SIGNED_OUT = Event("session.closed", Kind.SIGN_OUT, _("Signed out."))
PROOF_FAILED = Event("session.proof_failed", Kind.DENIAL, _("Gave a wrong password when asked to prove identity."))
TRAIL_READ = Event("trail.read", Kind.LIST, _("Read trail entries (%(count)s)."), ("count",))
TRAIL_VERIFIED = Event("trail.verified", Kind.SYSTEM, _("The trail was verified: %(entries)s entries."), ("entries",))
CLOCK_SET_BACK = Event("clock.set_back", Kind.SYSTEM, _("The clock was set back by %(seconds)s seconds."), ("seconds",))
