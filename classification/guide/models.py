"""An item of the guide."""

from typing import Any

from django.db import models

from vault.history import Remembered
from vault.identity import uuid7


class GuideItem(Remembered):
    """A matter (事项) with level, period, scope and basis. A grading remembers the item it was proposed by; an item never changes:
    it ends, and another takes its place. Basis: REQUIREMENTS G6, DOMAIN §3.1 (BMT 13, 15).

    `scope`: units (`scopes`); empty where the proposer names who needs to know.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(max_length=80)
    level = models.ForeignKey("classification.SecrecyLevel", models.PROTECT, related_name="+")
    period_kind = models.CharField(max_length=8)
    period_value = models.PositiveSmallIntegerField(null=True)
    basis = models.CharField(max_length=300)
    scope = models.JSONField(default=list, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        app_label = "classification"
        ordering = ["level__scheme__position", "-level__rank", "title"]
        constraints = [
            models.UniqueConstraint(fields=["title"], condition=models.Q(ended_on__isnull=True), name="a_matter_stands_once_in_the_guide"),
            models.CheckConstraint(
                condition=models.Q(period_kind="long", period_value__isnull=True)
                | models.Q(period_kind__in=["years", "months"], period_value__gte=1),
                name="the_guide_counts_periods",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period_words(self) -> str:
        """In the reader's language; the grading form understands it."""
        return _as_grading(self).period_words


def _as_grading(item: GuideItem) -> Any:
    from classification.models import Grading  # which itself points here

    return Grading(period_kind=item.period_kind, period_value=item.period_value)
