"""What the page of a file shows of each entry, and what its reader may do with it."""

from personnel.file.models import EntryKind
from personnel.file.rules import obstacles_to_answering, obstacles_to_appealing, obstacles_to_having_a_loss
from personnel.models import Person

TONES = {EntryKind.VIOLATION: "bad", EntryKind.REWARD: "good", EntryKind.TRAVEL: "neutral"}


def entries_of(person: Person, reader: Person) -> list[dict]:
    return [
        {
            "entry": entry,
            "tone": TONES[EntryKind(entry.kind)],
            "may_assess": not any(obstacles_to_having_a_loss(entry, reader)),
            "may_appeal": not any(obstacles_to_appealing(entry, reader)),
            "may_answer": not any(obstacles_to_answering(entry, reader)),
        }
        for entry in person.file_entries.select_related("recorded_by", "person")
    ]
