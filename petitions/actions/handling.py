"""Assign, note, close, reopen."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from classification import actions as classification
from classification.models import GradedRecord
from personnel.models import Person, Unit
from petitions import events, rules
from petitions.choices import Status
from petitions.models import Note, Petition
from vault import clock


@transaction.atomic
def assign(petition: Petition, *, officer: Person, unit: Unit, by: Person, on: date) -> Petition:
    """Puts the case into an officer's hands, or from one officer's into another's; the officer is let in, the former one out."""
    petition = locked(petition)
    demand(rules.obstacles_to_assigning(petition, by, on=on))
    demand(rules.obstacles_to_officer(petition, officer, unit, on=on))
    if petition.status == Status.IN_HAND and (petition.handling_officer_id, petition.handling_unit_id) == (officer.pk, unit.pk):
        return petition  # the form was sent twice
    facts = {"handling_officer": officer, "handling_unit": unit, "assigned_at": clock.now()}
    if petition.status == Status.IN_HAND:
        _hand_on(petition, facts, by)
    else:
        petition.move_to(Status.IN_HAND, by=by, **facts)
    classification.let_handle(petition.record, officer=officer, by=by)
    remember(events.ASSIGNED, petition, by, officer=officer.username)
    return petition


@transaction.atomic
def hand_over(petitions: Iterable[Petition], *, officer: Person, unit: Unit, by: Person, on: date) -> list[Petition]:
    """All of these cases into an officer's hands, or none."""
    return [assign(petition, officer=officer, unit=unit, by=by, on=on) for petition in all_locked(petitions)]


def _hand_on(petition: Petition, facts: dict, by: Person) -> None:
    for name, value in facts.items():
        setattr(petition, name, value)
    petition.keep(by=by)


@transaction.atomic
def add_note(petition: Petition, *, text: str, by: Person, on: date) -> Note:
    """A note on the case (办理记录)."""
    petition = locked(petition)
    demand(rules.obstacles_to_noting(petition, by, on=on))
    note = Note(petition=petition, text=text, written_by=by, written_at=clock.now())
    note.keep(by=by)
    remember(events.NOTED, petition, by)
    return note


@transaction.atomic
def close(petition: Petition, *, result: str, reply: str, closed_on: date, by: Person, on: date) -> Petition:
    """Ends the case with its result, the reply and the day (办结)."""
    petition = locked(petition)
    demand(rules.obstacles_to_closing(petition, by, on=on))
    demand(rules.obstacles_to_result(petition, result, closed_on, on=on))
    petition.move_to(Status.CLOSED, by=by, result=result, reply=reply, closed_on=closed_on, closed_by=by)
    remember(events.CLOSED, petition, by, result=result)
    return petition


@transaction.atomic
def reopen(petition: Petition, *, reason: str, by: Person, on: date) -> Petition:
    """Takes a closed case up again; the reply stays in the form until it is closed anew, the history keeps both."""
    petition = locked(petition)
    demand(rules.obstacles_to_reopening(petition, by, on=on))
    petition.move_to(Status.IN_HAND, by=by, result="", closed_on=None, closed_by=None)
    record(events.REOPENED, actor=by, subject=petition, dossier_id=petition.pk, facts={"number": petition.number}, text=reason)
    return petition


def remember(event, petition: Petition, by: Person | None, **facts) -> None:
    record(event, actor=by, subject=petition, dossier_id=petition.pk, facts={"number": petition.number, **facts})


def locked(petition: Petition) -> Petition:
    """The petition as it stands now, its dossier locked first: the order every app keeps. Basis: THREATS T68."""
    [found] = all_locked([petition])
    return found


def all_locked(petitions: Iterable[Petition]) -> list[Petition]:
    """As `locked`, for many, in the order of their keys."""
    wanted = [petition.pk for petition in petitions]
    list(GradedRecord.objects.filter(pk__in=wanted).order_by("pk").select_for_update().values_list("pk", flat=True))
    found = Petition.objects.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",))
    petitions = list(found.select_related("record__unit", "record__level"))
    for petition in petitions:
        petition.is_locked = True
    return petitions
