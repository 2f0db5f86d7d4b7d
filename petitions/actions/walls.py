"""Keep somebody out of a petition, and let them in again."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from audit.trail.actions import record
from audit.trail.refusals import Refused, demand
from classification import admissions, events
from classification.walls.models import Ground, Wall
from classification.walls.querysets import standing
from personnel.models import Person
from petitions import walling
from petitions.actions.handling import locked
from petitions.matching import accused_in
from petitions.models import Petition
from vault import clock

MATCHED = gettext_noop("Matched by name and unit in the text of the petition.")


@transaction.atomic
def raise_wall(petition: Petition, *, person: Person, ground: str, reason: str, by: Person, on: date) -> Wall:
    """From now on the person sees nothing of it; refused where nobody would be left who reads it."""
    petition = locked(petition)
    demand(walling.obstacles_to_raising(petition, person, by, on=on))
    wall = Wall(record_id=petition.pk, person=person, ground=ground, reason=reason, raised_by=by, raised_at=clock.now())
    wall.keep(by=by)
    person.forget()
    demand(walling.obstacles_to_standing(petition, on=on))
    admissions.project(petition.record)
    facts = {"account": person.username, "ground": str(ground)}
    record(events.WALL_RAISED, actor=by, subject=petition, dossier_id=petition.pk, facts=facts)
    return wall


def keep_out_accused(petitions: Iterable[Petition], *, by: Person, on: date) -> None:
    """Whom an accusation names is kept out by itself, until somebody who may says it is not the same person (`lift_wall`).

    In the transaction that registers or corrects it. Where nobody else would be left who reads it, the accused alone is kept out; also
    where they alone read it, and then those above find it on their worklist.
    """
    for petition, people in accused_in(petitions, on=on).items():
        for person in people:
            stays_away = standing().filter(record=petition.pk, person=person).first()
            raised = _keep_out(petition, stays_away or _wall(petition, person, by), Ground.ACCUSED, by, on)
            if not raised and stays_away is None:
                _keep_out(petition, _wall(petition, person, by), Ground.RECUSED, by, on, anyway=True)


def _wall(petition: Petition, person: Person, by: Person) -> Wall:
    return Wall(record_id=petition.pk, person=person, reason=gettext(MATCHED), raised_by=by, raised_at=clock.now())


def _keep_out(petition: Petition, wall: Wall, ground: Ground, by: Person, on: date, *, anyway: bool = False) -> bool:
    """Whether the wall stands, on this ground from now on; where nobody would be left only `anyway`."""
    wall.ground, wall.matched = ground, True
    try:
        with transaction.atomic():
            wall.keep(by=by)
            wall.left_nobody = anyway and any(walling.obstacles_to_standing(petition, on=on))
            if wall.left_nobody:
                wall.keep(by=by)
            demand([] if anyway else walling.obstacles_to_standing(petition, on=on))
    except Refused:
        return False
    by.forget()
    admissions.project(petition.record)
    facts = {"account": wall.person.username, "ground": str(ground)}
    record(events.WALL_MATCHED, actor=by, subject=petition, dossier_id=petition.pk, facts=facts)
    return True


@transaction.atomic
def lift_wall(wall: Wall, petition: Petition, *, by: Person, on: date) -> Wall:
    """By somebody else than whoever raised it, and than whom it keeps out."""
    petition = locked(petition)
    wall = Wall.objects.select_for_update(of=("self",)).select_related("person").get(pk=wall.pk)
    demand(walling.obstacles_to_lifting(wall, petition, by, on=on))
    wall.lifted_by, wall.lifted_at = by, clock.now()
    wall.keep(by=by)
    admissions.project(petition.record)
    record(events.WALL_LIFTED, actor=by, subject=petition, dossier_id=petition.pk, facts={"account": wall.person.username})
    return wall
