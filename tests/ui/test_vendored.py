"""What others wrote lies here unchanged, with its licence, and nothing fetches from outside."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

VENDORED = settings.BASE_DIR / "static/vendor"
FOLDERS = [
    VENDORED / "tabler-1.6.1",
    VENDORED / "echarts-6.1.0",
    settings.BASE_DIR / "templates/icons",
    settings.BASE_DIR / "tests/ui/vendor/axe-core-4.10.3",
]
LICENCES = ("MIT License", "Mozilla Public License", "Apache License")
OURS = [*(settings.BASE_DIR / "static/css").glob("*.css"), *(settings.BASE_DIR / "static/js").glob("*.js")]


def listed(folder: Path) -> dict[str, str]:
    pairs = re.findall(r"^([0-9a-f]{64})  (\S+)$", (folder / "VENDOR").read_text(encoding="utf-8"), re.MULTILINE)
    return {name: digest for digest, name in pairs}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_vendored_files_are_those_that_were_looked_at(folder):
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name not in {"VENDOR", "LICENSE"}
    }
    assert found == listed(folder)
    licence = (folder / "LICENSE").read_text(encoding="utf-8")
    assert any(name in licence[:200] for name in LICENCES)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_vendor_notes_name_no_host(folder):
    assert "://" not in (folder / "VENDOR").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*OURS, FOLDERS[0] / "tabler.min.css"], ids=lambda path: path.name)
def test_stylesheets_and_scripts_fetch_nothing_from_elsewhere(path):
    text = path.read_text(encoding="utf-8")
    assert "@import" not in text
    assert re.findall(r"url\(\s*[\"']?(?:https?:)?//", text) == []
    assert "sourceMappingURL" not in text
