"""Schemes with their levels, and how things of a level are handled: data of the house."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from classification.schemes import floors
from vault.history import Remembered


def in_language(names: dict) -> str:
    """The name in the reader's language, Chinese where it has none."""
    return names.get((get_language() or "zh")[:2]) or names.get("zh", "")


class HandlingPolicy(Remembered):
    """How things of a level are lent: who signs, for how long, where they are read. Basis: DESIGN §4.

    `position`: 1 is the strictest.
    """

    class Place(models.TextChoices):
        READING_ROOM = "reading_room", _("Reading room, with the clerk; never leaves")
        TAKE_OUT_SLIP = "take_out_slip", _("Leaves only on a take-out slip")
        OFFICE = "office", _("In the office")

    code = models.SlugField(primary_key=True)
    steps = models.JSONField()
    working_days = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=16, choices=Place.choices)
    position = models.PositiveSmallIntegerField(default=9)

    class Meta:
        ordering = ["position"]
        constraints = floors.POLICY

    def __str__(self) -> str:
        return str(_POLICY_NAMES.get(self.pk, self.pk))


_POLICY_NAMES = {
    "top": _("Strict handling"),
    "middle": _("Controlled handling"),
    "low": _("Basic handling"),
    "destruction": _("Handling of destruction"),
}


class Scheme(Remembered):
    """A family of levels (定密方案). Schemes are compared only by an explicit mapping (`SecrecyLevel.equal_to`)."""

    class Family(models.TextChoices):
        PETITION = "petition", _("Petition")
        COMPANY = "company", _("Company-internal")
        COMMERCIAL = "commercial", _("Commercial secret")
        STATE = "state", _("State secret")

    code = models.SlugField(primary_key=True)
    family = models.CharField(max_length=12, choices=Family.choices)
    position = models.PositiveSmallIntegerField()
    on = models.BooleanField(default=True)
    mark = models.CharField(max_length=60)
    names = models.JSONField()
    note = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=models.Q(family="state") | ~models.Q(mark__contains="★"), name="the_star_is_the_state_mark"),
            *floors.SCHEME,
        ]

    def __str__(self) -> str:
        return in_language(self.names)

    @property
    def note_text(self) -> str:
        return in_language(self.note)


class Exporting(models.TextChoices):
    """Who takes files of a level out, to a disk."""

    READERS = "readers", _("Whoever reads the content")
    DUTY = "duty", _("Whoever reads by office or handles the case, never on a loan")
    NOBODY = "nobody", _("Nobody: on the screen only")


class SecrecyLevel(Remembered):
    """A level (密级) within its scheme: rank, colour, shortest and longest period, policy, reader offices. Never deleted: one that is
    not `on` is retired, takes no new grading and keeps what was graded.

    `reader_offices`: who reads content at this level without a loan. `opened_by_two`: nobody reads it alone.
    `second_factor`: whoever is cleared for it, or for a higher one, signs in with two factors.
    `exporting`: who takes files out; `exports_kept`: what is taken out becomes a carrier in the ledger.
    `equal_to`: the level of the petition scheme it is compared as; only those of that scheme itself name none (`mapping`).
    Basis: REQUIREMENTS G2, G3, G8, H6, P11.
    """

    code = models.SlugField(primary_key=True)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="levels")
    rank = models.PositiveSmallIntegerField()
    colour = models.CharField(max_length=12)
    longest_years = models.PositiveSmallIntegerField()
    shortest_months = models.PositiveSmallIntegerField(default=0)
    on = models.BooleanField(default=True)
    policy = models.ForeignKey(HandlingPolicy, models.PROTECT, related_name="+")
    reader_offices = models.JSONField(default=list)
    opened_by_two = models.BooleanField(default=False)
    second_factor = models.BooleanField(default=False)
    exporting = models.CharField(max_length=8, choices=Exporting.choices, default=Exporting.READERS)
    exports_kept = models.BooleanField(default=False)
    equal_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    names = models.JSONField()

    class Meta:
        ordering = ["scheme__position", "-rank"]
        constraints = [models.UniqueConstraint(fields=["scheme", "rank"], name="one_level_per_rank_and_scheme"), *floors.LEVEL]

    def __str__(self) -> str:
        return in_language(self.names)
