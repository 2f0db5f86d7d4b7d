"""Is every string of the interface in every offered catalogue, and well written? `python -m tests.translations` says what is not."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator

import django
import polib
from django.conf import settings
from django.utils.translation import to_locale

from tests import catalogue

SOURCE_LANGUAGE = "en"
PLACEHOLDER = re.compile(r"%\(\w+\)[0-9]*[sd]|%[sd]|\{\w+\}")
HAN = "\u4e00-\u9fff"
# A Latin comma, colon or quotation mark beside a Chinese character is a slip of the keyboard.
LATIN_MARK = re.compile(rf"[{HAN}][.,;:?!\"']|[,;:?!\"'][{HAN}]")
ENDS = {".": ("。", "."), "?": ("？", "?"), ":": ("：", ":")}


def missing(language: str) -> list[str]:
    """Source strings that have no translation, or one that nobody has confirmed."""
    held = {(entry.msgctxt, entry.msgid): entry for entry in catalogue.catalogue(to_locale(language))}
    return [message for context, message, _ in catalogue.source_strings() if not _stands(held.get((context, message)))]


def _stands(entry: polib.POEntry | None) -> bool:
    return entry is not None and entry.translated() and not entry.fuzzy and not entry.obsolete


def faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    """What is wrong with the wording of one entry, apart from its being missing."""
    for message, said in _pairs(entry):
        if _placeholders(message) != _placeholders(said):
            yield "other placeholders"
        if message[-1:] in ENDS and not said.endswith(ENDS[message[-1]]):
            yield "another end"
        if message[:1].isspace() != said[:1].isspace() and message.strip() != ",":
            yield "another beginning"
        yield from _slips(said, language)


def _pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Source and translation; of the forms of a plural each against the plural source, which names the figure."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)] if entry.msgstr else []
    return [(entry.msgid_plural, said) for said in entry.msgstr_plural.values() if said]


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def _slips(said: str, language: str) -> Iterator[str]:
    if language.startswith("zh"):
        if LATIN_MARK.search(PLACEHOLDER.sub("", said)) and "{" not in said:
            yield "a Latin mark beside Chinese"
    elif language == "es":
        if said.count("?") != said.count("¿") or said.count("!") != said.count("¡"):
            yield "a question or an exclamation that is not opened"
        if ('"' in said and "{" not in said) or "“" in said:
            yield "quotation marks that are not « »"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    found = []
    for language in (code for code in settings.UI_LANGUAGES if code != SOURCE_LANGUAGE):
        found += [f"{language} lacks: {message!r}" for message in missing(language)]
        found += [
            f"{language}, {fault}: {entry.msgid!r}"
            for entry in catalogue.catalogue(to_locale(language))
            for fault in faults(entry, language)
        ]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
