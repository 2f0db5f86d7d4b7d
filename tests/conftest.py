"""Real servers, real roles: the owner makes the test databases, the tests then work as the runtime role."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from django.test import TransactionTestCase
from django.test.utils import override_settings, teardown_databases

from tests import databases, roles
from vault import lock

ALIASES = ("default", "keystore")
# How long an example takes says something about the machine, not about the product.
hypothesis.settings.register_profile("xinmi", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("xinmi")
# The same algorithm, cheaper: hundreds of tests sign in or prove who they are, and none of them proves Argon2.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 1024, 1
# What tests look at by themselves is everything; requests and tasks of theirs declare what they see (vault.lock).
lock._at_rest = lock.EVERYTHING


def pytest_collection_finish() -> None:
    """What has been loaded by now stays to the end: the collector need not go through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for a database gets both: a sealed value needs its key."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and "databases" not in mark.kwargs:
            item.add_marker(pytest.mark.django_db(*mark.args, **{**mark.kwargs, "databases": list(ALIASES)}), append=False)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    keep = bool(request.config.getoption("reuse_db")) and not request.config.getoption("create_db")
    with django_db_blocker.unblock():
        made = databases.make(keep=keep)
    TransactionTestCase._fixture_teardown = lambda self: roles.empty_tables()  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        if not keep:
            roles.become("owner")
            teardown_databases(made, verbosity=0)
        for connection in connections.all():
            connection.close()


@pytest.fixture(autouse=True)
def clear_cache_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rate limits live in the cache; one test's failures must not lock out the next one's people."""
    yield
    if request.node.get_closest_marker("django_db"):
        from django.core.cache import cache

        cache.clear()


@pytest.fixture(autouse=True)
def what_a_request_left_declared_ends_with_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """An answer that nobody read to its end has not finished."""
    yield
    if request.node.get_closest_marker("django_db"):
        lock.rest()


@pytest.fixture(scope="session")
def _checkpoint_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("checkpoints")


@pytest.fixture(autouse=True)
def checkpoints_lie_in_a_folder_of_this_test(_checkpoint_folders: Path) -> Iterator[None]:
    """Every test has an empty database; a folder that remembers another one would rightly be called a contradiction."""
    with override_settings(CHECKPOINT_DIR=_checkpoint_folders / uuid4().hex):
        yield


@pytest.fixture
def owner_sql() -> Iterator[Any]:
    """Runs a statement as the owner role: what an administrator of the database could do."""
    yield roles.run_as_owner
