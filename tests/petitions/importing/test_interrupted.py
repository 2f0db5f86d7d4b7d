"""Killed at any statement, or run twice at once: every row is registered exactly once, with everything that belongs to it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections

from audit.trail.models import Entry
from classification.models import Admission, GradedRecord
from custody.models import Carrier
from petitions import places
from petitions.importing import run
from petitions.models import Petition, Petitioner
from tests import cast
from tests.petitions.importing.command import bring_in
from tests.petitions.importing.files import row, write_csv
from vault import keys
from vault.models import BigramEntry, EqualityEntry

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 8


def rows() -> list[list[object]]:
    return [row(n, text=f"第{n % 6}条") for n in range(1, ROWS + 1)]


def killed_before(statement: int, path: Path) -> int:
    """The exit status of a run that was to die before this statement."""
    names = [connections[alias].settings_dict["NAME"] for alias in ("default", "keystore")]
    command = [sys.executable, "-m", "tests.petitions.importing.dying", str(path), str(statement), *names]
    return subprocess.run(command, capture_output=True, check=False).returncode


def assert_whole(expected: int) -> None:
    """As many petitions as expected, none of them half: numbers without a gap, keys, history, index, trail, carrier."""
    petitions = list(Petition.objects.order_by("number"))
    assert [int(petition.number.rsplit("-")[-1]) for petition in petitions] == list(range(1, expected + 1))
    assert len({petition.source_number for petition in petitions}) == expected
    ids = [petition.pk for petition in petitions]
    assert keys.alive(ids) == set(ids)
    assert all(petition.body and petition.petitioners.get().name for petition in petitions)
    for model in (Petition.history.model, Petitioner, Petitioner.history.model, GradedRecord, GradedRecord.history.model, Carrier):
        assert model.objects.count() == expected, model
    assert EqualityEntry.objects.filter(place=places.TEXT).count() == expected
    assert BigramEntry.objects.filter(place=places.SUBJECT).count() == expected
    assert Admission.objects.count() == 3 * expected
    assert Entry.objects.filter(event="petition.registered").count() == expected


def assert_killed_and_run_again(statement: int, path: Path) -> bool:
    """Whether the run was killed at all; after every death nothing is half, and the next run brings the rest."""
    status = killed_before(statement, path)
    brought = Petition.objects.count()
    assert brought in (0, 3, 6, ROWS)
    assert_whole(brought)
    answer = bring_in(path)
    assert (answer["registered"], answer["duplicates"]) == (ROWS - brought, brought)
    assert_whole(ROWS)
    assert Petition.objects.filter(repeat_of__isnull=False).count() == 2
    return status != 0


@pytest.mark.parametrize("statement", [12, 25, 38])
def test_a_run_killed_half_way_is_finished_by_the_next(tmp_path: Path, statement: int) -> None:
    cast.make()
    assert assert_killed_and_run_again(statement, write_csv(tmp_path / "a.csv", rows()))


@pytest.mark.prove
def test_t66_a_run_killed_at_any_statement_is_finished_by_the_next(tmp_path: Path) -> None:
    from tests import roles

    path, statement = write_csv(tmp_path / "a.csv", rows()), 1
    while True:
        cast.make()
        if not assert_killed_and_run_again(statement, path):
            break
        roles.empty_tables()
        statement += 1
    assert statement > 35


def test_two_runs_at_once_register_every_row_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    cast.make()
    path, start = write_csv(tmp_path / "a.csv", rows()), Barrier(3)

    def compete(_: int) -> dict[str, int]:
        try:
            start.wait()
            return bring_in(path)
        finally:
            connection.close()
            connections["keystore"].close()

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(compete, range(3)))
    assert sum(answer["registered"] for answer in answers) == ROWS
    assert sum(answer["duplicates"] for answer in answers) == 2 * ROWS
    assert_whole(ROWS)
