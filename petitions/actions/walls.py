"""Keep somebody out of a petition, and let them in again."""

from datetime import date

from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from classification import events
from classification.walls.models import Wall
from personnel.models import Person
from petitions import walling
from petitions.actions.handling import locked
from petitions.models import Petition
from vault import clock


@transaction.atomic
def raise_wall(petition: Petition, *, person: Person, ground: str, reason: str, by: Person, on: date) -> Wall:
    """From now on the person sees nothing of it; refused where nobody would be left who reads it."""
    petition = locked(petition)
    demand(walling.obstacles_to_raising(petition, person, by, on=on))
    wall = Wall(record_id=petition.pk, person=person, ground=ground, reason=reason, raised_by=by, raised_at=clock.now())
    wall.keep(by=by)
    demand(walling.obstacles_to_standing(petition, on=on))
    facts = {"account": person.username, "ground": str(ground)}
    record(events.WALL_RAISED, actor=by, subject=petition, dossier_id=petition.pk, facts=facts)
    return wall


@transaction.atomic
def lift_wall(wall: Wall, petition: Petition, *, by: Person, on: date) -> Wall:
    """By somebody else than whoever raised it, and than whom it keeps out."""
    petition = locked(petition)
    wall = Wall.objects.select_for_update(of=("self",)).select_related("person").get(pk=wall.pk)
    demand(walling.obstacles_to_lifting(wall, petition, by, on=on))
    wall.lifted_by, wall.lifted_at = by, clock.now()
    wall.keep(by=by)
    record(events.WALL_LIFTED, actor=by, subject=petition, dossier_id=petition.pk, facts={"account": wall.person.username})
    return wall
