"""The languages, and the compiled form of their catalogues: `python -m config.catalogues`."""

import os
from pathlib import Path

LANGUAGE_NAMES = {"zh-hans": "中文", "en": "English", "es": "Español"}
LOCALE = Path(__file__).resolve().parent / "locale"


def compile_stale() -> int:
    """Writes a .mo beside every .po that is newer; needs no gettext tools. Returns how many were written."""
    stale = [source for source in LOCALE.glob("*/LC_MESSAGES/*.po") if _is_stale(source)]
    for source in stale:
        _compile(source)
    return len(stale)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    import polib  # settings import this module before anything is compiled

    unfinished = source.with_suffix(f".mo.{os.getpid()}.part")  # two that start at once do not take each other's
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    unfinished.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    compile_stale()
