"""Is every string of the interface in every catalogue that is offered? `python -m tests.translations` says which are not."""

import os
import sys

import django
from django.conf import settings
from django.utils.translation import to_locale

from tests import catalogue

SOURCE_LANGUAGE = "en"


def missing(language: str) -> list[str]:
    """Source strings that have no translation, or one that nobody has confirmed."""
    held = {(entry.msgctxt, entry.msgid): entry for entry in catalogue.catalogue(to_locale(language))}
    return [message for context, message, _ in catalogue.source_strings() if not _stands(held.get((context, message)))]


def _stands(entry: object) -> bool:
    return entry is not None and entry.translated() and not entry.fuzzy and not entry.obsolete  # type: ignore[attr-defined]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    found = [(language, message) for language in settings.UI_LANGUAGES if language != SOURCE_LANGUAGE for message in missing(language)]
    for language, message in found:
        print(f"{language} lacks: {message!r}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
