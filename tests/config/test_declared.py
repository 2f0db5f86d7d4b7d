"""Every task and every command says what of the petitions it sees; one that says nothing sees nothing. Basis: DESIGN §3."""

from importlib import import_module

import pytest
from django.core.management import get_commands
from django.db import connection

from config.celery import app
from tests import cast
from tests.petitions.cases import register
from vault import lock


def test_every_task_says_what_it_declares():
    app.loader.import_default_modules()
    ours = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}
    assert len(ours) >= 15
    assert {name for name, task in ours.items() if not isinstance(getattr(task.run, "declares", None), lock.Declared)} == set()


def test_every_command_of_ours_says_what_it_declares():
    apps = ("config", "audit.", "vault", "personnel", "approvals", "classification", "petitions", "custody", "destruction")
    ours = {name: where for name, where in get_commands().items() if isinstance(where, str) and where.startswith(apps)}
    assert len(ours) >= 10
    silent = {
        name for name, where in ours.items() if not hasattr(import_module(f"{where}.management.commands.{name}").Command.handle, "declares")
    }
    assert silent == set()


@pytest.mark.django_db
def test_a_task_that_declares_nothing_sees_nothing():
    """Also where whoever calls it sees everything."""

    @app.task(name="tests.count", shared=False)
    def count():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM petitions_petition")
            return cursor.fetchone()[0]

    try:
        register(cast.make())
        assert lock.declared() == lock.EVERYTHING
        assert count() == 0
    finally:
        app.tasks.unregister("tests.count")
