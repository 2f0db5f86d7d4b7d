"""What a grading by the guide, and a derived one, may not say. Basis: DOMAIN §3.1 (派生定密), §3.2."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.guide.models import GuideItem
from classification.models import GradedRecord, Grading, SecrecyLevel
from classification.periods import Period
from classification.protection import claimed
from classification.schemes.mapping import is_below
from classification.walls.querysets import derived_from

NOT_AS_THE_GUIDE = Obstacle("NOT_AS_THE_GUIDE", _("The guide gives this matter another level; choose that level, or leave the matter out."))
ITEM_ENDED = Obstacle("ITEM_ENDED", _("This matter no longer stands in the guide; choose another."))
NO_SOURCE = Obstacle("NO_SOURCE", _("Only a record that is graded and not declassified passes its grading on."))
OTHER_SOURCE = Obstacle(
    "OTHER_SOURCE",
    _("So far it is derived from another petition: say that it no longer is, and why, or leave the number empty."),
)
IN_A_CIRCLE = Obstacle("IN_A_CIRCLE", _("That petition is itself derived from this one; leave the number empty."))
BELOW_SOURCE = Obstacle(
    "BELOW_SOURCE", _("A derived grading is never below its source: keep its scheme and level, or choose a higher one.")
)
SHORTER_THAN_SOURCE = Obstacle("SHORTER_THAN_SOURCE", _("A derived grading lasts at least as long as its source; choose its last day."))


def obstacles_to_item(item: GuideItem | None, level: SecrecyLevel) -> Iterator[Obstacle]:
    if item is None:
        return
    if item.ended_on is not None:
        yield ITEM_ENDED
    elif item.level_id != level.pk:
        yield NOT_AS_THE_GUIDE


def obstacles_to_naming(record: GradedRecord, named: GradedRecord | None, *, freed: bool) -> Iterator[Obstacle]:
    """Of a source that is not the present one: nothing loses what it was derived from unsaid, nor protects itself by a circle."""
    present = record.grading.source_id if record.grading else None
    if named is None or named.pk == present:
        return
    if present is not None and not freed:
        yield OTHER_SOURCE
    if named.pk in derived_from([record.pk])[record.pk]:
        yield IN_A_CIRCLE


def obstacles_to_deriving(
    source: GradedRecord | None, level: SecrecyLevel, period: Period, *, before: Grading | None
) -> Iterator[Obstacle]:
    """`before`: what is in force. What was derived from that source already stays so when the source is no secret any more."""
    if source is None:
        return
    stands = source.grading
    if stands is None or source.declassified_on is not None or source.destroyed_on is not None:
        yield from [NO_SOURCE] if before is None or before.source_id != source.pk else []
        return
    if level.scheme_id != stands.level.scheme_id or any(is_below(level, claim) for claim in [stands.level, *claimed(source)]):
        yield BELOW_SOURCE
    if _ends_before(period, stands.secret_until):
        yield SHORTER_THAN_SOURCE


def _ends_before(period: Period, until) -> bool:
    """Long-term ends after everything."""
    return period.until is not None and (until is None or period.until < until)
