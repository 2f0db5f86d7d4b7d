"""Attachments on loan: open for the borrower of the electronic original, for as long as the loan runs. Basis: DESIGN §3, §4."""

import pytest

from config.demonstration.founding import House
from custody.actions import take_back
from tests import cast
from tests.custody import stage as custody
from tests.petitions.attachments import samples, stage

pytestmark = pytest.mark.django_db


def answers(house: House, attachment, account: str) -> list[int]:
    client = cast.signed_in(house.people[account])
    asked = (("attachment", ()), ("attachment_page", (1,)), ("attachment_file", ()))
    return [stage.get(client, name, attachment, *more).status_code for name, more in asked]


def test_during_the_loan_the_borrower_reads_and_downloads_before_and_after_nothing_is_there(house: House) -> None:
    petition = custody.graded(house)
    made = stage.attached(petition, house.li, "来信.pdf", samples.pdf())
    assert answers(house, made, "chen") == [404, 404, 404]
    slip = custody.lent(house, petition, kinds=("electronic",))
    assert answers(house, made, "chen") == [200, 200, 200]
    assert answers(house, made, "he") == [404, 404, 404], "whoever signed the slip is not lent anything"
    take_back(slip, pages=2, condition="完好", by=house.zhao)
    assert answers(house, made, "chen") == [404, 404, 404]


def test_a_loan_of_the_paper_alone_opens_nothing_here(house: House) -> None:
    petition = custody.graded(house)
    made = stage.attached(petition, house.li, "来信.pdf", samples.pdf())
    custody.lent(house, petition, kinds=("paper",))
    assert answers(house, made, "chen") == [404, 404, 404]


def test_t09_a_download_that_runs_breaks_off_when_the_loan_ends(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from vault.files import opening

    monkeypatch.setattr(opening, "SECONDS_BETWEEN_LOOKS", 0.0)
    petition = custody.graded(house)
    made = stage.attached(petition, house.li, "录音.mp3", b"ID3" + bytes(600_000))
    slip = custody.lent(house, petition, kinds=("electronic",))
    answer = stage.get(cast.signed_in(house.chen), "attachment_file", made)
    pieces = iter(answer.streaming_content)
    assert next(pieces)
    assert next(pieces)
    take_back(slip, pages=2, condition="完好", by=house.zhao)
    with pytest.raises(opening.BrokenOff):
        list(pieces)


@pytest.mark.parametrize("how", ["signed out", "closed"])
def test_t09_a_download_breaks_off_for_whoever_is_no_longer_there(house: House, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    from vault.files import opening

    monkeypatch.setattr(opening, "SECONDS_BETWEEN_LOOKS", 0.0)
    petition = custody.graded(house)
    made = stage.attached(petition, house.li, "录音.mp3", b"ID3" + bytes(600_000))
    client = cast.signed_in(house.wang)
    pieces = iter(stage.get(client, "attachment_file", made).streaming_content)
    assert next(pieces)
    if how == "signed out":
        client.post("/logout/")
    else:
        wang = cast.fresh(house.wang)
        wang.is_active = False
        wang.keep(by=None)
    with pytest.raises(opening.BrokenOff):
        list(pieces)


def test_at_the_levels_of_the_reading_room_a_borrower_has_the_screen_only(house: House) -> None:
    """He is cleared for the highest level here; the policy of the level is what stands in the way."""
    from classification.models import Clearance, SecrecyLevel

    petition = custody.graded(house, level="core")
    made = stage.attached(petition, house.li, "来信.pdf", samples.pdf())
    level = SecrecyLevel.objects.get(pk="core")
    for account in ("chen", "he"):
        Clearance(person=house.people[account], level=level, since=custody.today()).keep(by=None)
    slip = custody.filed(house, petition, kinds=("electronic",), days=1)
    from approvals.actions import sign
    from custody.actions import hand_over

    sign(slip, by=house.wang, on=custody.today())
    sign(slip, by=house.liu, on=custody.today())
    hand_over(slip, by=house.zhao, on=custody.today())
    assert answers(house, made, "chen") == [200, 200, 403]
    assert answers(house, made, "li") == [200, 200, 200]
    assert "/file/" not in stage.get(cast.signed_in(house.chen), "attachment", made).content.decode()
