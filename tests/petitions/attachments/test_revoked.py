"""Whatever is taken away is gone with the next request, and a download under way breaks off. Basis: THREATS T09, T10; DESIGN §3.

How long it takes on a product that runs is proved in tests/browser/test_revocation.py.
"""

import pytest

from config.demonstration.founding import House
from tests import cast, revoking
from tests.custody import stage as custody
from tests.petitions.attachments import stage
from vault.files import opening

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("how", sorted(revoking.TAKEN_AWAY))
def test_t09_t10_the_next_request_is_refused_and_the_download_under_way_breaks_off(house: House, settings, monkeypatch, how: str) -> None:
    monkeypatch.setattr(opening, "SECONDS_BETWEEN_LOOKS", 0.0)
    petition = custody.graded(house)
    made = stage.attached(petition, house.li, "录音.mp3", b"ID3" + bytes(600_000), prepared=False)
    custody.lent(house, petition, kinds=("electronic",))
    settings.DEVICES_DEMANDED = True
    reader, take_away = revoking.TAKEN_AWAY[how]
    client = cast.signed_in(house.people[reader])
    client.cookies[settings.DEVICE_COOKIE_NAME] = revoking.enrolled(reader)
    pieces = iter(stage.get(client, "attachment_file", made).streaming_content)
    assert next(pieces)
    assert next(pieces)
    take_away(reader, petition.pk)
    assert stage.get(client, "attachment", made).status_code in (302, 404)
    with pytest.raises(opening.BrokenOff):
        list(pieces)
