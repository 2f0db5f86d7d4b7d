"""What of a scheme, a level, a handling policy can be changed by proposal: each part in values that a proposal may hold, and in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from approvals.steps import Step
from classification.models import Exporting, HandlingPolicy, Scheme, SecrecyLevel
from classification.schemes.floors import READERS
from personnel.offices import Office

NOTES = {"zh": _("Note in Chinese"), "en": _("Note in English"), "es": _("Note in Spanish")}
COLOURS = {"red": _("Red"), "orange": _("Orange"), "blue": _("Blue"), "slate": _("Grey")}
LANGUAGES = {"zh": _("Name in Chinese"), "en": _("Name in English"), "es": _("Name in Spanish")}


@dataclass(frozen=True)
class Part:
    """`read` answers the value as a proposal holds it, `put` sets it, `words` says it to people."""

    label: object
    read: Callable[[Any], Any]
    put: Callable[[Any, Any], None]
    words: Callable[[Any], str]


def _plain(name: str, label: object, words: Callable[[Any], str] = str) -> Part:
    return Part(label, lambda thing: getattr(thing, name), lambda thing, value: setattr(thing, name, value), words)


def _name(language: str) -> Part:
    def put(thing, value):
        thing.names = {**thing.names, language: value}

    return Part(LANGUAGES[language], lambda thing: thing.names.get(language, ""), put, str)


def _note(language: str) -> Part:
    def put(scheme, value):
        scheme.note = {**scheme.note, language: value}

    return Part(NOTES[language], lambda scheme: scheme.note.get(language, ""), put, lambda text: text or "–")


def _offices(codes: list[str]) -> str:
    return gettext(", ").join(str(Office(code).label) for code in codes)


def _steps(codes: list[str]) -> str:
    return " → ".join(str(Step(code).label) for code in codes)


def _yes_or_no(on: bool) -> str:
    return gettext("Yes") if on else gettext("No")


def _level(code: str) -> str:
    found = SecrecyLevel.objects.select_related("scheme").filter(pk=code).first()
    return f"{found.scheme} · {found}" if found else "–"


def _years(count: int) -> str:
    return ngettext("%(years)s year", "%(years)s years", count) % {"years": count}


def _months(count: int) -> str:
    return ngettext("%(months)s month", "%(months)s months", count) % {"months": count} if count else "–"


def _days(count: int) -> str:
    return ngettext("%(days)s working day", "%(days)s working days", count) % {"days": count}


_NAMES = {f"name_{language}": _name(language) for language in LANGUAGES}
_READERS = Part(
    _("Who reads without a loan"),
    lambda level: [code for code in READERS if code in level.reader_offices],
    lambda level, value: setattr(level, "reader_offices", value),
    _offices,
)
PARTS: dict[type[models.Model], dict[str, Part]] = {
    Scheme: _NAMES
    | {
        "mark": _plain("mark", _("Wording of the mark")),
        **{f"note_{language}": _note(language) for language in NOTES},
        "on": _plain("on", _("In use"), _yes_or_no),
    },
    SecrecyLevel: _NAMES
    | {
        "colour": _plain("colour", _("Colour"), lambda code: str(COLOURS.get(code, code))),
        "shortest_months": _plain("shortest_months", _("Shortest period"), _months),
        "longest_years": _plain("longest_years", _("Longest period"), _years),
        "policy": _plain("policy_id", _("Handling policy"), lambda code: str(HandlingPolicy(pk=code))),
        "reader_offices": _READERS,
        "opened_by_two": _plain("opened_by_two", _("Only by two together"), _yes_or_no),
        "second_factor": _plain("second_factor", _("Signing in with two factors"), _yes_or_no),
        "exporting": _plain("exporting", _("Files are taken out by"), lambda code: str(Exporting(code).label)),
        "exports_kept": _plain("exports_kept", _("Files taken out become carriers"), _yes_or_no),
        "equal_to": _plain("equal_to_id", _("Equal to"), _level),
        "on": _plain("on", _("In use"), _yes_or_no),
    },
    HandlingPolicy: {
        "steps": _plain("steps", _("Signatures"), _steps),
        "working_days": _plain("working_days", _("Longest loan"), _days),
        "place": _plain("place", _("Where it is read"), lambda code: str(HandlingPolicy.Place(code).label)),
    },
}


def read(thing: models.Model) -> dict:
    """Every part as it stands."""
    return {name: part.read(thing) for name, part in PARTS[type(thing)].items()}


def put(thing: models.Model, values: dict) -> None:
    for name, value in values.items():
        PARTS[type(thing)][name].put(thing, value)


def names_of_parts() -> dict[str, str]:
    """What the trail calls each part."""
    return {name: str(part.label) for parts in PARTS.values() for name, part in parts.items()}
