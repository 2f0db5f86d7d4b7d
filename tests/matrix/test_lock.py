"""The second lock never takes away what `visible_to` gives: in the world of the matrix, for everybody in it."""

from classification.business import business_of
from personnel.models import Person
from petitions.attachments.querysets import attachments_of
from petitions.models import Petition
from petitions.querysets import visible_petitions
from vault import lock


def test_everybody_sees_with_the_lock_what_they_see_without_it(world):
    seen = {}
    for person in Person.objects.all():
        without = set(visible_petitions(person, world.on).values_list("pk", flat=True))
        with lock.as_seen_by(Person.objects.get(pk=person.pk)):
            fresh = Person.objects.get(pk=person.pk)
            assert set(visible_petitions(fresh, world.on).values_list("pk", flat=True)) == without, person.username
            assert {p.pk for p in Petition.objects.all() if p.petitioners.exists()} >= without, person.username
            assert sum(len(attachments_of(p)) for p in visible_petitions(fresh, world.on)) >= 0
        seen[person.username] = len(without)
    assert seen["wang"] > 10
    assert seen["li"] > 10
    assert seen["qian"] < seen["wang"], "neither everything nor nothing is seen"


def test_the_lock_keeps_something_away(world):
    """Whoever has no business with the owning unit finds no petition, however they ask."""
    stranger = Person.objects.get(username="dang")
    units = set(Petition.objects.values_list("record__unit", flat=True))
    assert not units & set(business_of(stranger).split(","))
    with lock.as_seen_by(stranger):
        assert not Petition.objects.exists()
