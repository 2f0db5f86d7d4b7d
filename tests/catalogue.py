"""The strings of the interface: what the sources say, what the catalogues hold. `python -m tests.catalogue` merges.

Needs no gettext tools: Python sources are read by Babel, templates through Django's own templatize.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "config" / "locale"
PACKAGES = ("config", "audit", "destruction", "custody", "petitions", "classification", "approvals", "personnel", "vault")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_CALL = re.compile(r"(?<![\w.])(_|gettext|ngettext|pgettext|npgettext)\(")

Key = tuple[str | None, str, str | None]  # context, message, plural


def source_strings() -> dict[Key, set[str]]:
    """Every translatable string with the files it stands in."""
    found: dict[Key, set[str]] = {}
    for path in _python_files():
        _collect(found, path, _of_python(path))
    for path in sorted((ROOT / "templates").rglob("*.html")):
        _collect(found, path, _of_template(path))
    return found


def _collect(found: dict[Key, set[str]], path: Path, keys: Iterator[Key]) -> None:
    for key in keys:
        found.setdefault(key, set()).add(str(path.relative_to(ROOT)))


def _python_files() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")) if "migrations" not in path.parts]


def _of_python(path: Path) -> Iterator[Key]:
    with path.open("rb") as file:
        for _line, message, _comments, context in extract("python", file, keywords=KEYWORDS):
            parts = message if isinstance(message, tuple) else (message,)
            if context is not None:
                parts = tuple(part for part in parts if part != context) or parts
            yield context, parts[0], parts[1] if len(parts) > 1 else None


def _of_template(path: Path) -> Iterator[Key]:
    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for match in _CALL.finditer(text):
        call = _call_at(text, match.start())
        if call is not None:
            yield _key_of(match[1], [ast.literal_eval(argument) for argument in call.args if isinstance(argument, ast.Constant)])


def _call_at(text: str, start: int) -> ast.Call | None:
    for end in (m.end() for m in re.finditer(r"\)", text[start : start + 5000])):
        try:
            node = ast.parse(text[start : start + end].strip(), mode="eval").body
        except SyntaxError:
            continue
        return node if isinstance(node, ast.Call) else None
    return None


def _key_of(function: str, arguments: list[str]) -> Key:
    context = arguments.pop(0) if "pgettext" in function else None
    return context, arguments[0], arguments[1] if function.startswith("n") else None


def catalogue(language: str) -> polib.POFile:
    """The catalogue of a language ("zh_Hans", "es"), empty where there is none yet."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=120)
    fresh = polib.POFile(wrapwidth=120)
    plural = "nplurals=1; plural=0;" if language.startswith("zh") else "nplurals=2; plural=(n != 1);"
    fresh.metadata = {"Language": language, "Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plural}
    return fresh


def merge(language: str) -> list[polib.POEntry]:
    """Brings a catalogue up to date: new strings empty, strings no source has any more dropped. Answers the empty ones."""
    held = {(entry.msgctxt, entry.msgid): entry for entry in catalogue(language)}
    merged = catalogue(language)
    merged.clear()
    for key, files in sorted(source_strings().items(), key=lambda item: (min(item[1]), item[0][1])):
        merged.append(_entry(held.get(key[:2]), key, files, merged.metadata["Plural-Forms"]))
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    merged.save(str(path))
    return [entry for entry in merged if not entry.translated()]


def _entry(held: polib.POEntry | None, key: Key, files: set[str], plural_forms: str) -> polib.POEntry:
    context, message, plural = key
    entry = polib.POEntry(msgctxt=context, msgid=message, occurrences=[(name, "") for name in sorted(files)])
    entry.msgstr = held.msgstr if held else ""
    if "%(" in message or "%s" in message:
        entry.flags = ["python-format"]
    if plural:
        entry.msgid_plural = plural
        forms = 1 if "nplurals=1" in plural_forms else 2
        entry.msgstr_plural = held.msgstr_plural if held and held.msgstr_plural else dict.fromkeys(range(forms), "")
        entry.msgstr = ""
    return entry


if __name__ == "__main__":
    import sys

    languages = sys.argv[1:] or ["zh_Hans"]
    for name in languages:
        for empty in merge(name):
            sys.stdout.write(f"{name}: {empty.msgid!r}\n")
