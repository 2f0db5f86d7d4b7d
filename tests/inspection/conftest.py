"""A house whose third quarter of 2026 is over, with everything the report counts having happened in it."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests import cast
from tests.inspection import stage


@pytest.fixture
def house(db):
    with time_machine.travel(stage.moment(2026, 7, 1), tick=True):
        return cast.make()


@pytest.fixture
def at():
    """Moves the clock for a while: `with at(2026, 8, 10): …` (noon in Shanghai)."""

    def travel(year, month, day):
        return time_machine.travel(stage.moment(year, month, day), tick=True)

    return travel


@pytest.fixture
def in_october(at):
    """The fourth quarter has just begun."""
    with at(2026, 10, 2):
        yield datetime.now(tz=UTC)
