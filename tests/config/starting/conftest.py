"""A product that runs, and folders for more of them."""

import sys

import pytest

from tests.browser.conftest import serve
from tests.config.starting.products import a_room, copy, supervisor


@pytest.fixture(scope="session")
def prepared():
    """A VAR whose tables stand, to be copied: making them is the slow part of a start."""
    with a_room() as folder:
        made = supervisor("exec", "--", sys.executable, "manage.py", "migrate", "--verbosity", "0", VAR=str(folder / "var"))
        assert made.returncode == 0, made.stderr
        yield folder / "var"


@pytest.fixture(scope="session")
def served(prepared):
    """One running product for the tests that only look."""
    with a_room() as folder:
        copy(prepared, folder / "var")
        yield from serve(folder / "var", demo="0")


@pytest.fixture
def var(room, prepared):
    """A VAR of its own whose tables stand."""
    copy(prepared, room / "var")
    return room / "var"


@pytest.fixture
def room():
    with a_room() as folder:
        yield folder
