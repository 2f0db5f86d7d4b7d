"""Closed lists of a petition. Basis: DOMAIN §2.2, §2.8; REQUIREMENTS G1."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """How a petition came in (信访形式)."""

    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")
    ONLINE = "online", _("Online")
    PHONE = "phone", _("Telephone")
    FAX = "fax", _("Fax")
    OTHER = "other", _("Other")


class Category(models.TextChoices):
    """The three legal kinds (信访类别)."""

    SUGGESTION = "suggestion", _("Suggestion")
    ACCUSATION = "accusation", _("Accusation")
    CLAIM = "claim", _("Claim")


class InformationCategory(models.TextChoices):
    """What kind of information it holds (信息类别)."""

    PRIVACY = "privacy", _("Personal privacy")
    COMPANY = "company", _("Company-sensitive")
    GENERAL = "general", _("General")


class Status(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    IN_HAND = "in_hand", _("In hand")
    CLOSED = "closed", _("Closed")
    DESTROYED = "destroyed", pgettext_lazy("petition", "Destroyed")
    WITHDRAWN = "withdrawn", _("Withdrawn as a mistake")  # 作废: the number stays used


NEXT: dict[str, set[str]] = {
    Status.REGISTERED: {Status.IN_HAND, Status.WITHDRAWN},
    Status.IN_HAND: {Status.CLOSED},
    Status.CLOSED: {Status.IN_HAND, Status.DESTROYED},
    Status.DESTROYED: set(),
    Status.WITHDRAWN: {Status.DESTROYED},
}
OVER = (Status.CLOSED, Status.WITHDRAWN)  # nothing more is done with it: it may go onto a destruction slip


TONES: dict[str, str] = {
    Status.REGISTERED: "waiting",
    Status.IN_HAND: "active",
    Status.CLOSED: "done",
    Status.DESTROYED: "bad",
    Status.WITHDRAWN: "done",
}


class Result(models.TextChoices):
    """How a case ended; which results fit depends on its kind (`RESULTS_OF`)."""

    SUPPORTED = "supported", _("Supported")
    EXPLAINED = "explained", _("Reasonable but without basis: explained")
    NOT_SUPPORTED = "not_supported", _("Not supported")
    ADOPTED = "adopted", _("Adopted")
    PARTLY_ADOPTED = "partly_adopted", _("Adopted in part")
    NOT_ADOPTED = "not_adopted", _("Not adopted")
    TRUE = "true", _("Found true")
    PARTLY_TRUE = "partly_true", _("Found true in part")
    UNTRUE = "untrue", _("Found untrue")
    UNVERIFIABLE = "unverifiable", _("Cannot be verified")


RESULTS_OF: dict[str, tuple[Result, ...]] = {
    Category.CLAIM: (Result.SUPPORTED, Result.EXPLAINED, Result.NOT_SUPPORTED),
    Category.SUGGESTION: (Result.ADOPTED, Result.PARTLY_ADOPTED, Result.NOT_ADOPTED),
    Category.ACCUSATION: (Result.TRUE, Result.PARTLY_TRUE, Result.UNTRUE, Result.UNVERIFIABLE),
}

SERIES_OF: dict[str, str] = {Category.ACCUSATION: "JK"}
DEFAULT_SERIES = "XF"


def series_of(category: str) -> str:
    """The number series: accusations (检举控告) have one of their own. Basis: DESIGN §3."""
    return SERIES_OF.get(category, DEFAULT_SERIES)
