"""What the page of a petition shows this person: the card, and the content where it is open to them. Basis: DESIGN §3."""

import json
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from audit.trail.models import Result
from audit.trail.querysets import about
from classification import scopes
from classification.gradings.querysets import declined_last, receipts, waiting_proposal
from classification.protection import claimed, demands_two
from classification.scoping.querysets import scope_of
from personnel.models import Person
from personnel.offices import Office
from petitions import identity_numbers, masking, registry, rules, walling
from petitions.acts import acts_of
from petitions.attachments import page as attachments
from petitions.chain import chain_of_hands
from petitions.choices import Category
from petitions.forms import NoteForm
from petitions.models import Petition, Petitioner
from petitions.past import changes
from petitions.querysets import visible_petitions
from petitions.revealing import LABELS

SHOWN_ENTRIES, MOST_ENTRIES = 8, 50


@dataclass(frozen=True)
class Contact:
    """One personal value of a petitioner as shown: masked, or in full once, in answer to a reveal."""

    field: str
    label: object
    masked: str
    present: bool
    revealed: str = ""


def card(petition: Petition, person: Person, *, on: date) -> dict:
    """What everybody sees who sees the petition."""
    return {
        "petition": petition,
        "mark": petition.mark,
        "subject": masking.mask_numbers(petition.subject),
        "acts": acts_of(petition, person, on=on),
        "hands": chain_of_hands(petition),
        "panels": registry.panels(petition, person, on),
        "repeats": _repeats(petition, person, on),
        "contacts": contacts(petition),
        "changes": changes(petition, in_words=False),
        "recuses": not any(walling.obstacles_to_recusing(petition, person, on=on)),
        "asks_who": not any(rules.obstacles_to_asking_who(petition, person)),
        **grading_of(petition),
        **(_by_two(petition, person, on) if demands_two(petition.record) else {}),
    }


def _by_two(petition: Petition, person: Person, on: date) -> dict:
    """Where nobody reads alone, its trail still stands on the card, for those who answer for it."""
    reads = rules.is_reader(petition, person, on)
    return {"by_two": reads, **(_trail_of(petition) if reads and rules.reads_trail(petition, person) else {})}


def tombstone(petition: Petition, person: Person, *, on: date) -> dict:
    """What remains of a destroyed petition: nothing that was sealed is touched."""
    return {
        "petition": petition,
        "mark": petition.mark,
        "acts": acts_of(petition, person, on=on),
        "hands": chain_of_hands(petition),
        "panels": registry.panels(petition, person, on),
        "attachment_count": petition.attachments.count(),
    }


def content(petition: Petition, person: Person, *, on: date) -> dict:
    """What only readers of the content see besides."""
    may_note = not any(rules.obstacles_to_noting(petition, person, on=on))
    number = petition.petitioners.all()[0].id_number
    return {
        "reads_content": True,
        "changes": changes(petition, in_words=True),
        "notes": petition.notes.select_related("written_by"),
        "note_form": NoteForm() if may_note else None,
        "attached": attachments.shown(petition, person, on=on, may_note=may_note),
        "extra": further_columns(petition),
        "id_warnings": identity_numbers.warnings(number),
        **(_trail_of(petition) if rules.reads_trail(petition, person) else {}),
    }


def further_columns(petition: Petition) -> list[tuple[str, str]]:
    """Columns of an import that nobody mapped: kept, sealed, shown to readers of the content."""
    return list(json.loads(petition.extra).items()) if petition.extra else []


def contacts(petition: Petition, *, revealed: str = "") -> list[Contact]:
    """The first petitioner's values by the one rule table; `revealed` names the one that was asked for."""
    petitioner = petition.petitioners.all()[0]
    return [_contact(petition, petitioner, field, revealed) for field in LABELS]


def _contact(petition: Petition, petitioner: Petitioner, field: str, revealed: str) -> Contact:
    value = value_of(petitioner, field)
    masked = masked_name(petition, petitioner) if field == "petitioner_name" else masking.RULES[field](value)
    return Contact(field, LABELS[field], masked, bool(value), value if field == revealed else "")


def value_of(petitioner: Petitioner, field: str) -> str:
    return getattr(petitioner, field.removeprefix("petitioner_"))


def masked_name(petition: Petition, petitioner: Petitioner) -> str:
    """An accuser is named by a code only. Basis: DOMAIN §6.1."""
    if petition.category == Category.ACCUSATION:
        return masking.code_of_accuser(petitioner.position)
    return masking.mask_name(petitioner.name)


def grading_of(petition: Petition) -> dict:
    """The grading in force, the one that waits, and the names of the scope."""
    record, today = petition.record, timezone.localdate()
    waiting = waiting_proposal(record)
    return {
        "grading": record.grading,
        "scope_names": [str(one) for one in scope_of(record, on=today)] if record.grading else [],
        "proposal": waiting,
        "proposed_scope_names": scopes.names(waiting.scope) if waiting else [],
        "claimed": [str(level) for level in claimed(record)],
        "declined": None if waiting else declined_last(record),
        "receipts": receipts(record.grading),
    }


def _repeats(petition: Petition, person: Person, on: date) -> dict:
    """Reposts, both ways; only those this person sees too."""
    seen = visible_petitions(person, on)
    return {
        "of": seen.filter(pk=petition.repeat_of_id).first() if petition.repeat_of_id else None,
        "by": list(seen.filter(repeat_of=petition).order_by("number")[:20]),
    }


def _trail_of(petition: Petition) -> dict:
    """The newest entries at once, the earlier ones folded away."""
    found = entries_about(petition)
    return {"entries": found[:SHOWN_ENTRIES], "earlier": found[SHOWN_ENTRIES:]}


def entries_about(petition: Petition) -> list[dict]:
    """The record's own trail, newest first, offices and results in words."""
    return [
        {
            "at": entry.at,
            "actor": entry.actor,
            "office": _in_words(entry.office),
            "sentence": entry.sentence,
            "result": entry.get_result_display(),
            "tone": "done" if entry.result == Result.DONE else "bad",
        }
        for entry in about(petition.pk)[:MOST_ENTRIES]
    ]


def _in_words(offices: str) -> str:
    return gettext(", ").join(str(Office(code).label) for code in offices.split(",") if code in Office.values)
