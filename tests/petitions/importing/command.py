"""Runs `import_petitions` as its caller sees it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from petitions.models import Petition


class Heard(StringIO):
    """A stream that may claim to be a terminal."""

    def __init__(self, *, terminal: bool = False):
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def bring_in(path: Path, *, by: str = "li", **options: Any) -> dict[str, int]:
    """The object in the last line of standard output."""
    out = StringIO()
    call_command("import_petitions", str(path), by=by, stdout=out, stderr=options.pop("stderr", Heard()), **options)
    answer: dict[str, int] = json.loads(out.getvalue().splitlines()[-1])
    return answer


def refused(path: Path, **options: Any) -> str:
    """The sentence of a run that ends with status 1; nothing may have been registered."""
    before = Petition.objects.count()
    with pytest.raises(SystemExit) as left:
        bring_in(path, **options)
    assert Petition.objects.count() == before
    assert isinstance(left.value.code, str), "sys.exit with a sentence prints it and ends with status 1"
    return left.value.code


def counts(rows: int, registered: int, duplicates: int = 0, rejected: int = 0) -> dict[str, int]:
    return {"rows": rows, "registered": registered, "duplicates": duplicates, "rejected": rejected}
