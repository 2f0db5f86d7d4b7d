"""Correct what was registered; every state is kept in the history."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from audit.trail.refusals import demand
from personnel.models import Person
from petitions import events, indexes, rules
from petitions.actions.handling import locked, remember
from petitions.actions.walls import keep_out_accused
from petitions.models import Petition, Petitioner
from petitions.phones import normalise_phone


@dataclass(frozen=True)
class Correction:
    """The whole form as it should stand now."""

    channel: str
    received_on: date
    subject: str
    body: str
    category: str
    information_category: str
    petitioner_name: str = ""
    petitioner_id_number: str = ""
    petitioner_phone: str = ""
    petitioner_address: str = ""


@transaction.atomic
def edit(petition: Petition, data: Correction, *, by: Person, on: date) -> list[str]:
    """Corrects the petition; answers the names of the fields that changed. Nothing changed: nothing is written."""
    petition = locked(petition)
    demand(rules.obstacles_to_editing(petition, by, on=on))
    demand(rules.obstacles_to_received_on(data.received_on, on=on))
    petitioner = petition.petitioners.get(position=1)
    values = asdict(data)
    own = _set(petition, {name: value for name, value in values.items() if not name.startswith("petitioner_")})
    theirs = _set(petitioner, {name.removeprefix("petitioner_"): v for name, v in values.items() if name.startswith("petitioner_")})
    if own:
        petition.keep(by=by)
    if theirs:
        petitioner.phone_normalised = normalise_phone(petitioner.phone)
        petitioner.keep(by=by)
    changed = own + [f"petitioner_{name}" for name in theirs]
    if changed:
        indexes.renew(petition, petitioner)
        remember(events.EDITED, petition, by, fields=",".join(changed))
        keep_out_accused([petition], by=by, on=on)
    return changed


def _set(thing: Petition | Petitioner, values: dict) -> list[str]:
    """Assigns what differs, so that an untouched sealed value keeps its ciphertext; answers the names."""
    changed = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, values[name])
    return changed
