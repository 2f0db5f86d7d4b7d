"""The projection anew: the same as record by record, whatever was wrong is mended, what was right stays. Basis: DESIGN §3."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from classification import admissions
from classification.models import Admission, GradedRecord
from classification.rebuilding import rebuild
from classification.scoping.models import ScopeChange
from tests.classification.organisations import Organisation, organisation
from tests.classification.test_t70_visibility import record_of

pytestmark = pytest.mark.django_db


def lived_in(seed: int) -> Organisation:
    """Records of every kind: graded or not, with proposals and requests about scopes that wait, with grants for a time."""
    house = organisation(seed)
    house.records = [record_of(house) for _ in range(12)]
    for record in house.records[::2]:
        person, unit = house.luck.choice(house.people), house.luck.choice(house.units)
        admissions.let_know(record, person, until=house.today + timedelta(days=house.luck.randrange(-1, 9)))
        admissions.let_know(record, unit, until=house.today)
        admissions.let_handle(record, person)  # of two grants the one without an end
        asked = ScopeChange(record=record, person=person, kind="remove", proposer=house.luck.choice(house.people))
        asked.reason = "理由"
        asked.keep(by=None)
        admissions.project(record)
    return house


def rows() -> set[tuple]:
    return set(Admission.objects.values_list("principal", "record_id", "source", "registered_at", "unit_id", "until"))


@pytest.mark.parametrize("seed", [20, 21])
def test_the_projection_is_what_grants_and_duties_say_after_any_history(seed):
    house = lived_in(seed)
    kept, ids = rows(), set(Admission.objects.values_list("pk", flat=True))
    nothing_wrong = rebuild()
    assert (nothing_wrong.records, nothing_wrong.taken_away, nothing_wrong.added) == (len(house.records), 0, 0)
    assert set(Admission.objects.values_list("pk", flat=True)) == ids, "what stands rightly is not written anew"
    Admission.objects.all().delete()
    assert rebuild().added == len(kept)
    assert rows() == kept
    Admission.objects.all().delete()
    for record in GradedRecord.objects.all():
        admissions.project(record)
    assert rows() == kept


def test_t70_who_was_let_in_without_a_grant_is_out_again_and_the_command_says_so(capsys):
    house = lived_in(22)
    kept, record = rows(), house.records[0]
    fixed = {"record": record, "unit_id": record.unit_id, "registered_at": record.registered_at}
    Admission.objects.create(principal=record.pk, source=Admission.Source.GRANT, **fixed)
    Admission.objects.filter(record=house.records[2], source=Admission.Source.GRANT).update(until=house.today - timedelta(days=99))
    assert rows() != kept
    call_command("rebuild_projection")
    said = json.loads(capsys.readouterr().out)
    assert said["records"] == 12
    assert said["taken_away"] == said["added"] + 1
    assert said["added"] > 0
    assert rows() == kept
