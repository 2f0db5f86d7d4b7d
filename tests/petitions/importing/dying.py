"""A run that is killed: `python -m tests.petitions.importing.dying FILE|IMPORT N DATABASE KEYSTORE`.

The process imports the file, or goes on with the import as the worker does, in the named databases, and sends itself SIGKILL
before its N-th statement, on whichever of the two.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import django


def main(path: str, limit: int, databases: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.management import call_command  # the registry must be ready
    from django.db import connections
    from django.utils import timezone

    from petitions.importing import run, running

    run.BATCH = 3
    left = iter(range(limit))

    def count(execute: Any, *arguments: Any) -> Any:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    for connection, name in zip((connections["default"], connections["keystore"]), databases, strict=True):
        connection.settings_dict["NAME"] = name
        connection.execute_wrappers.append(count)
    if Path(path).exists():
        call_command("import_petitions", path, by="li")
    else:
        while running.carry_on(path, on=timezone.localdate()):
            pass


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
