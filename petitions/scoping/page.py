"""The scope on the page "who can see this": who is in it, until when, what is asked for, and the way to change it."""

from datetime import date

from classification.scoping.querysets import scope_of, waiting_changes
from personnel.models import Person
from petitions.models import Petition
from petitions.scoping import rules


def scope_shown(petition: Petition, person: Person, *, on: date) -> dict:
    return {
        "graded": petition.record.level_id is not None,
        "scope": scope_of(petition.record, on=on),
        "scope_waits": list(waiting_changes(petition.record)),
        "adds_to_scope": not any(rules.obstacles_to_asking_in(petition, person, on=on)),
        "takes_out_of_scope": not any(rules.obstacles_to_asking_out(petition, person, on=on)),
    }
