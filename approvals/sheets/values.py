"""Values as documents print them: the same everywhere, in Shanghai, with a dash where there is none."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from approvals.sheets.parts import SignatureLine, Signatures

STATES = ("signed", "refused", "void")


def moment(value: datetime | None) -> str:
    """2026-11-21 14:05; empty where there is none."""
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def text(value: object) -> str:
    """A nought is a value; nothing is empty."""
    return "" if value is None else str(value)


def closing() -> str:
    """What stands at the end of every document."""
    return _("The record in the system decides; this sheet shows it as it stood when it was made.")


def halved(digest: str) -> str:
    """A hash over two lines: nothing else would break it."""
    return f"{digest[:32]}\n{digest[32:]}"


def signatures(steps: list[dict], title: str) -> Signatures:
    """Steps as pages show them (`<c-signatures>`) as the table of signatures."""
    return Signatures(title, [_("Step"), _("Opinion"), _("Signature"), _("Date")], [_line(step) for step in steps])


def _line(step: dict) -> SignatureLine:
    if step["state"] not in STATES:
        return SignatureLine(text(step["label"]), text(step.get("waiting_for")) or _("After the one before."))
    return SignatureLine(
        label=text(step["label"]),
        said=_opinion(step),
        name=text(step.get("name")),
        office=text(step.get("office")),
        at=moment(step.get("at")),
        note=text(step.get("reason")),
    )


def _opinion(step: dict) -> str:
    if step["state"] == "refused":
        return _("Refused")
    if step["state"] == "void":
        return _("No longer counts: the slip was changed afterwards.")
    return text(step.get("said")) or _("Approved, signed in the system")
