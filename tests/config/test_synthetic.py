"""A made-up past: believable, repeatable, by the same actions, and never passed off as true."""

import json
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.inspection.measuring import measure
from audit.inspection.models import Report
from audit.inspection.quarters import Quarter, stretch_of
from audit.trail.models import Entry
from audit.trail.sealing import seal_settled
from audit.trail.verifying import verify_trail
from classification.models import Grading
from config.synthetic.days import spread
from config.synthetic.past import Past
from config.synthetic.writing import Pen
from custody.models import BorrowSlip
from personnel.actions import add_person
from petitions import identity_numbers, phones
from petitions.models import Petition
from petitions.texts import forbidden_characters
from tests import cast
from vault import clock

FIRST, LAST = date(2025, 1, 2), date(2026, 3, 31)
ENDS = datetime(2026, 4, 1, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def letters(seed: int, count: int = 400) -> list:
    pen = Pen(seed)
    return [pen.petition(FIRST) for _ in range(count)]


# ------------------------------------------------------------------ what is written
def test_the_same_seed_writes_the_same_and_another_something_else():
    assert letters(3) == letters(3)
    assert letters(3)[0] != letters(4)[0]


def test_id_numbers_are_rightly_formed_and_nobodys():
    found = [letter.data.petitioner_id_number for letter in letters(1) if letter.data.petitioner_id_number]
    assert len(found) > 100
    assert [identity_numbers.faults(number, on=FIRST) for number in found] == [[]] * len(found)
    assert not any(identity_numbers.is_known_area(number[:6]) for number in found)


def test_phones_are_rightly_formed_and_nobodys():
    found = [letter.data.petitioner_phone for letter in letters(1) if letter.data.petitioner_phone]
    assert len(found) > 100
    assert all(phones.faults(phone) == [] and phones.is_mobile(phone) and phone[:3] in ("164", "169") for phone in found)


def test_petitions_differ_and_hold_no_gap_and_no_forbidden_character():
    texts = [f"{letter.data.subject}\n{letter.data.body}" for letter in letters(1)]
    assert len(set(texts)) > 380
    assert not any("{" in text or "}" in text or forbidden_characters(text) for text in texts)


def test_somebody_who_writes_again_names_the_earlier_petition():
    found = letters(1)
    again = [letter for letter in found if letter.again]
    assert 20 < len(again) < 80
    for letter in again:
        earlier = found[int(letter.again) - 1]
        assert (earlier.writer, earlier.topic) == (letter.writer, letter.topic)
        assert letter.data.subject.startswith("再次")
        assert not letter.data.subject.startswith("再次再次")


def test_days_are_working_days_and_add_up():
    days = spread(Random(1), 500, first=FIRST, last=LAST)
    assert sum(days.values()) == 500
    assert all(day.weekday() < 5 and FIRST <= day <= LAST for day in days)
    assert list(days) == sorted(days)


# ------------------------------------------------------------------ the clock
def test_the_clock_is_told_in_a_demonstration_only(settings):
    settings.DEMO = False
    with pytest.raises(RuntimeError), clock.telling(ENDS):
        pass
    assert not clock.is_told()


def test_the_clock_is_never_told_the_future(demo):
    with pytest.raises(ValueError, match="behind"), clock.telling(timezone.now() + timedelta(minutes=1)):
        pass


# ------------------------------------------------------------------ the past
@pytest.fixture
def played(transactional_db, demo):
    """Forty-five petitions over fifteen months; who they are does not matter."""
    house = cast.make()
    return Past(house, seed=11, count=45, first=FIRST, last=LAST), timezone.now()


@pytest.mark.prove  # years of slips
@pytest.mark.django_db(transaction=True)
def test_a_made_up_past_says_so_in_every_entry_fits_and_counts_in_its_quarters(played):
    past, began = played
    done = past.play(lambda past, on: None)
    assert done["registered"] == Petition.objects.count() == 45
    assert min(done["assign"], done["close"], done["decide"]) > 15
    told = Entry.objects.filter(at__lt=ENDS)
    assert told.count() > 200
    for entry in told:
        assert datetime.fromisoformat(entry.facts["written_at"]) >= began.replace(microsecond=0)
        assert (
            f"（演示虚构，实际写入于 {timezone.localtime(datetime.fromisoformat(entry.facts['written_at'])):%Y-%m-%d %H:%M}。）"
            in entry.sentence
        )
    assert not Entry.objects.filter(facts__has_key="written_at", at__gte=ENDS).exists()
    _is_told_everywhere(began)
    seal_settled()
    assert verify_trail().first_bad is None
    _counts_in_its_quarters()


def _is_told_everywhere(began):
    """No state of a petition, grading or slip claims to have come about at the machine's time."""
    for model in (Petition, Grading, BorrowSlip):
        assert not model.history.filter(history_date__gte=ENDS).exists(), model
    for petition in Petition.objects.all():
        assert timezone.localdate(petition.registered_at) == petition.received_on
        assert petition.number.startswith(("XF", "JK")) and petition.number[3:7] == str(petition.received_on.year)
        assert petition.source == "synthetic-11"
    assert not BorrowSlip.objects.filter(returned_at__gte=began).exists()


def _counts_in_its_quarters():
    quarters = [Quarter(2025, number) for number in (1, 2, 3, 4)] + [Quarter(2026, 1)]
    measured = [measure(stretch_of(quarter, now=timezone.now())) for quarter in quarters]
    assert sum(len(figures["petitions.registered"]) for figures in measured) == 45
    assert len(measured[-1]["petitions.stock"]) == 45 - sum(len(figures["destruction.records"]) for figures in measured)


@pytest.mark.django_db(transaction=True)
def test_the_command_makes_the_house_the_past_and_its_reports_and_ends_with_json(demo, capsys):
    since = (timezone.localdate() - timedelta(days=120)).isoformat()
    call_command("load_synthetic", "--petitions", "8", "--plain", "--since", since)
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (said["petitions"], said["seed"]) == (8, 1)
    assert Petition.objects.filter(source="synthetic-1").count() == 8
    assert Report.objects.filter(interim=False).exists()
    with pytest.raises(CommandError, match="another --seed"):
        call_command("load_synthetic", "--petitions", "8", "--plain")


@pytest.mark.django_db
def test_nothing_is_made_up_outside_a_demonstration(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_synthetic", "--petitions", "1")
    assert not Petition.objects.exists()


@pytest.mark.django_db
def test_nothing_is_made_up_beside_real_people(demo):
    cast.make()
    add_person(username="somebody", name="Somebody", by=None)
    with pytest.raises(CommandError, match="real ones"):
        call_command("load_synthetic", "--petitions", "1")
    assert not Petition.objects.exists()


@pytest.mark.django_db
def test_fewer_than_one_petition_is_a_sentence(demo):
    with pytest.raises(CommandError, match="at least 1"):
        call_command("load_synthetic", "--petitions", "0")


@pytest.mark.django_db
@pytest.mark.parametrize("since", ["2023-12-31", "2099-01-01"])
def test_a_past_before_the_house_or_in_the_future_is_a_sentence(demo, since):
    with pytest.raises(CommandError, match="--since"):
        call_command("load_synthetic", "--petitions", "1", "--since", since)
