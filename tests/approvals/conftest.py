import pytest

from tests import cast


@pytest.fixture
def house(db):
    return cast.make()
