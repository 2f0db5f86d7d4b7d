"""Which levels protect a record now: the one in force and every one claimed by what waits for a decision.

A proposal lowers nothing before it is decided, and protects at once where it asks for more. Basis: BMT 26, DESIGN §5.
"""

from datetime import date

from classification.models import GradedRecord, Grading, SecrecyLevel
from classification.querysets import cleared_levels, highest_petition_level
from classification.schemes.mapping import standing
from classification.schemes.terms import Lending, as_decided, exporting, fewest, lending, stricter, with_all_signatures
from personnel.models import Person


def in_force(record: GradedRecord) -> SecrecyLevel:
    """The level decided last; not graded yet counts as the highest petition level."""
    return record.level or highest_petition_level()


def claimed(record: GradedRecord) -> list[SecrecyLevel]:
    if not record.claims:
        return []
    return list(SecrecyLevel.objects.filter(pk__in=record.claims).select_related("scheme", "policy"))


def protecting(record: GradedRecord) -> list[SecrecyLevel]:
    """Levels for each of which whoever sees the record is cleared; none once it is declassified."""
    return ([] if record.declassified_on else [in_force(record)]) + claimed(record)


def at_stake(grading: Grading) -> list[SecrecyLevel]:
    """The levels a decision is about: the one proposed, the one in force, those claimed. Who decides has authority for all of them."""
    record = grading.record
    in_force = [record.level] if record.level and record.declassified_on is None else []
    return [grading.level, *in_force, *claimed(record)]


def is_cleared_to_see(person: Person, record: GradedRecord, *, on: date) -> bool:
    known = cleared_levels(person, on=on)
    return all(level.code in known for level in protecting(record))


def demands_two(record: GradedRecord) -> bool:
    """Whether nobody reads it alone: by the level decided last or one that is claimed, never by want of a grading (DESIGN §3, H6).

    What was decided while its level demanded two stays so, whatever the level says later.
    """
    graded = [record.level] if record.level and record.declassified_on is None else []
    if graded and terms_in_force(record).get("by_two"):
        return True
    return any(level.opened_by_two for level in graded + claimed(record))


def strictness(level: SecrecyLevel) -> tuple[int, int, int]:
    """Sorts levels of all schemes, highest first, by the mapping (DESIGN §5)."""
    return (-standing(level), level.scheme.position, -level.rank)


def _handled(level: SecrecyLevel) -> tuple[int, ...]:
    """Sorts levels by how strictly they are lent, strictest first."""
    return (level.policy.position, *strictness(level))


def strictest(record: GradedRecord) -> SecrecyLevel:
    """Under whose policy the record is lent. What is declassified is still lent as it was: it is open to its scope, not to the public."""
    return min([in_force(record), *claimed(record)], key=_handled)


def terms_in_force(record: GradedRecord) -> dict:
    """What the level said when the grading in force was decided; nothing where nothing was."""
    return record.grading.terms if record.grading is not None else {}


def lent_under(record: GradedRecord) -> Lending:
    """Who signs for a loan of the record, for how long, where: the strictest level's policy, never looser than the decision found it."""
    level, given = strictest(record), terms_in_force(record)
    present = lending(level.policy)
    if not given:
        return present
    merged = stricter if level == in_force(record) else with_all_signatures
    return merged(as_decided(given), present)


def exported_by(record: GradedRecord) -> str:
    """Who takes files of the record out (`Exporting`): the fewest of then and now, of the level in force and any claimed."""
    return fewest([exporting(terms_in_force(record)), *(level.exporting for level in [in_force(record), *claimed(record)])])


def keeps_exports(record: GradedRecord) -> bool:
    """Whether what is taken out is entered in the ledger: where the decision, its level today or a claim demands it."""
    return bool(terms_in_force(record).get("exports_kept")) or any(level.exports_kept for level in [in_force(record), *claimed(record)])


def claims_with(record: GradedRecord, level: SecrecyLevel) -> list[str]:
    """The claims once this level is claimed as well: all since the last decision that the level in force does not cover."""
    return sorted({*record.claims, level.code} - _covered(record))


def _covered(record: GradedRecord) -> set[str]:
    if record.declassified_on:
        return set()
    present = in_force(record)
    return set(present.scheme.levels.filter(rank__lte=present.rank).values_list("code", flat=True))
