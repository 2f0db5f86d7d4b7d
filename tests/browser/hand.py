"""A hand behind a product that runs: a process beside its services that does what it is told, line by line, by the product's own actions.

`python -m tests.browser.hand` under `config.supervisor exec`; each line is a name and its arguments, each answer one line.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

PROJECT = Path(__file__).resolve().parents[2]
SIZE = 120 * 2**20  # bytes of the file that is downloaded


class Hand:
    """The other end of the line."""

    def __init__(self, var: Path, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "config.supervisor", "exec", "--", sys.executable, "-m", "tests.browser.hand"]
        self.process = subprocess.Popen(
            command, cwd=PROJECT, env={**environment, "VAR": str(var)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, name: str, *arguments: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, arguments]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the hand ended at {name}"
        return json.loads(answer)

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self.process.stdin.close()  # type: ignore[union-attr]
        self.process.wait(60)


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what anything prints is no answer
    django.setup()
    from vault import keys, lock

    lock._at_rest = lock.EVERYTHING
    for line in sys.stdin:
        name, arguments = json.loads(line)
        with keys.key_scope():
            answers.write(json.dumps(DOES[name](*arguments)) + "\n")
        answers.flush()


def stand(how: str) -> dict[str, str]:
    """A petition with a large file, and somebody who reads it from an enrolled device: what their browser holds, where they look."""
    from django.conf import settings
    from django.urls import reverse

    from personnel.models import Person
    from tests import cast, revoking
    from tests.custody import stage as custody

    house = cast.make() if not Person.objects.filter(username="li").exists() else cast.there()
    petition = custody.graded(house)
    file = _attach(petition, house.li)
    account = revoking.TAKEN_AWAY[how][0]
    if account == "chen":
        custody.lent(house, petition, kinds=("electronic",))
    else:
        account = _head(house, f"reader-{how}").username
    token = revoking.enrolled(account)
    session = cast.signed_in(revoking.person(account)).cookies[settings.SESSION_COOKIE_NAME].value
    places = {name: reverse(f"petitions:{name}", args=[file]) for name in ("attachment", "attachment_file")}
    cookies = {settings.SESSION_COOKIE_NAME: session, settings.DEVICE_COOKIE_NAME: token}
    return {"account": account, "petition": str(petition.pk), "cookies": "; ".join(f"{k}={v}" for k, v in cookies.items()), **places}


def take_away(how: str, account: str, petition: str) -> float:
    """The moment, in seconds of the machine's clock, at which it was done."""
    from uuid import UUID

    from tests import revoking

    revoking.TAKEN_AWAY[how][1](account, UUID(petition))
    return time.time()


def _attach(petition: Any, by: Any) -> Any:
    from django.utils import timezone

    from petitions.attachments.actions import attach
    from vault import files
    from vault.uploads import SealedUpload

    with files.writing(petition.pk) as writer:
        writer.write(b"ID3" + bytes(2**20 - 3))
        for _ in range(SIZE // 2**20 - 1):
            writer.write(os.urandom(2**20))
    return attach(petition, SealedUpload("录音.mp3", "", SIZE, writer.written, ""), note=None, by=by, on=timezone.localdate()).pk


def _head(house: Any, account: str) -> Any:
    """One more head of the petition office, cleared, with a password that is in order."""
    from django.db.models import QuerySet
    from django.utils import timezone

    from classification.actions import clear
    from classification.models import SecrecyLevel
    from personnel.actions import add_person, appoint
    from personnel.models import Person

    since = timezone.localdate() - timedelta(days=30)
    made = add_person(username=account, name="读者", by=None)
    appoint(made, unit=house.units["petition_office"], office="unit_head", since=since, by=None)
    clear(made, level=SecrecyLevel.objects.get(pk="core"), since=since, by=None)
    QuerySet(Person).filter(pk=made.pk).update(password=house.li.password, password_changed_at=datetime(2100, 1, 1, tzinfo=UTC))
    return made


DOES = {"stand": stand, "take_away": take_away}

if __name__ == "__main__":
    main()
