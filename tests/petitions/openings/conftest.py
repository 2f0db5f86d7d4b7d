from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from config.demonstration.founding import House
from petitions.models import Petition
from tests import cast
from tests.petitions.openings import stage


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def petition(house: House) -> Petition:
    return stage.petition(house)


@pytest.fixture
def li(house: House) -> Client:
    return cast.signed_in(house.li)


@pytest.fixture
def wang(house: House) -> Client:
    return cast.signed_in(house.wang)
