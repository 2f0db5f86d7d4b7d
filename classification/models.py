"""Schemes and levels, graded records, gradings, clearances, need-to-know."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from classification.authority.models import GradingLimit  # noqa: F401 - Django looks for models here
from classification.gradings.models import GradingNotice  # noqa: F401 - and here
from classification.guide.models import GuideItem
from classification.ranges.models import AddressRange  # noqa: F401 - and here
from classification.schemes.models import Exporting, HandlingPolicy, Scheme, SecrecyLevel, in_language  # noqa: F401 - and here
from classification.scoping.models import ScopeChange, ScopeNotice  # noqa: F401 - and here
from classification.walls.models import Wall  # noqa: F401 - and here
from personnel.models import Unit
from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7

DECLASSIFIED = "解密"  # at the mark's place (DOMAIN §3.2)


@dataclass(frozen=True)
class Mark:
    """What stands top left on everything about a record: the text, the colour's name, the level in the reader's words.

    The text is a legal one and stays Chinese in every language. `struck`: the mark it took the place of, shown struck out beside it.
    """

    text: str
    level: str
    title: str = ""
    struck: str = ""


class PeriodKind(models.TextChoices):
    YEARS = "years", _("Years")
    MONTHS = "months", _("Months")
    UNTIL = "until", _("Until a day")
    LONG = "long", _("Long-term")


class GradedRecord(Remembered):
    """The dossier (卷宗): root of everything that is graded, granted and sealed together.

    Ungraded counts as the highest level of the petition scheme. `claims`: codes of levels that what waits for a decision claims;
    they protect besides the level in force (`protection`). Once declassified the level tells what it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("owning unit"))
    registered_on = models.DateField()
    registered_at = models.DateTimeField()
    level = models.ForeignKey(SecrecyLevel, models.PROTECT, null=True, related_name="+")
    grading = models.OneToOneField("Grading", models.PROTECT, null=True, related_name="+")
    claims = ArrayField(models.SlugField(), default=list, blank=True)
    declassified_on = models.DateField(null=True)
    destroyed_on = models.DateField(null=True)

    class Meta:
        permissions = [
            ("know_gradedrecord", "Is in the need-to-know scope"),
            ("handle_gradedrecord", "Handles the record"),
        ]

    @property
    def mark(self) -> Mark:
        return Mark("", "ungraded") if self.grading is None else self.grading.mark


class Grading(Remembered):
    """A grading (定密) as a decision: proposed by one person, decided by another. Basis: REQUIREMENTS G6.

    A change or declassification (变更、解密) is a decision of its own with a reason; `former_mark` is the mark it strikes out.
    `terms`: what the level said when it was decided (`schemes.terms`); a level changed later changes no decision.
    `item`: the matter of the guide it was proposed by; `source`: the record it was derived from (派生定密).
    """

    class Kind(models.TextChoices):
        GRADING = "grading", _("Grading")
        CHANGE = "change", _("Change")
        DECLASSIFICATION = "declassified", _("Declassification")
        EXPIRY = "expired", _("Declassified by itself: the period is over")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for the grading authority")
        CONFIRMED = "confirmed", _("Confirmed")
        REPLACED = "replaced", _("Replaced")
        DECLINED = "declined", _("Declined")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(GradedRecord, models.PROTECT, related_name="gradings")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.GRADING)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PROPOSED)
    level = models.ForeignKey(SecrecyLevel, models.PROTECT, related_name="+")
    period_kind = models.CharField(max_length=8, choices=PeriodKind.choices)
    period_value = models.PositiveSmallIntegerField(null=True)
    secret_until = models.DateField(null=True)
    basis = SealedTextField(dossier="record_id")
    reason = SealedTextField(dossier="record_id")
    refusal = SealedTextField(dossier="record_id")
    former_mark = models.CharField(max_length=160, blank=True)
    scope = models.JSONField(default=list)
    owner = models.CharField(max_length=60, blank=True)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    amended = models.BooleanField(default=False)
    review_on = models.DateField(null=True)
    terms = models.JSONField(default=dict, blank=True)
    item = models.ForeignKey(GuideItem, models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(GradedRecord, models.PROTECT, null=True, related_name="derived")

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposer")),
                name="a_grading_is_decided_by_someone_else",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["grading", "expired"]) | models.Q(reason__isnull=False), name="a_change_of_a_grading_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="expired", proposer__isnull=True) | ~models.Q(kind="expired") & models.Q(proposer__isnull=False),
                name="only_the_end_of_a_period_has_no_proposer",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="declined") | models.Q(refusal__isnull=False, decided_by__isnull=False),
                name="a_declined_proposal_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="confirmed") | ~models.Q(terms={}), name="a_decision_keeps_what_its_level_said"
            ),
            models.UniqueConstraint(fields=["record"], condition=models.Q(status="proposed"), name="one_open_proposal_per_record"),
        ]

    @property
    def period_text(self) -> str:
        """As it stands in the mark: Arabic digits, Chinese units (DOMAIN §3.2)."""
        if self.period_kind == PeriodKind.LONG:
            return "长期"
        if self.period_kind == PeriodKind.UNTIL:
            return f"至{self.secret_until:%Y-%m-%d}"
        return f"{self.period_value}{'年' if self.period_kind == PeriodKind.YEARS else '个月'}"

    @property
    def period_words(self) -> str:
        """The period in the reader's language; the form understands it."""
        if self.period_kind == PeriodKind.LONG:
            return gettext("Long-term")
        if self.period_kind == PeriodKind.UNTIL:
            return f"{self.secret_until:%Y-%m-%d}"
        if self.period_kind == PeriodKind.MONTHS:
            return ngettext("%(months)s month", "%(months)s months", self.period_value or 0) % {"months": self.period_value}
        return ngettext("%(years)s year", "%(years)s years", self.period_value or 0) % {"years": self.period_value}

    @property
    def waits(self) -> bool:
        return self.status == self.Status.PROPOSED

    @property
    def declassifies(self) -> bool:
        return self.kind in (self.Kind.DECLASSIFICATION, self.Kind.EXPIRY)

    @property
    def level_words(self) -> str:
        """The level's name as decided, in the reader's language."""
        return in_language(self.terms["names"]) if self.terms else str(self.level)

    @property
    def mark(self) -> Mark:
        if self.declassifies:
            return Mark(DECLASSIFIED, "declassified", gettext("Declassified"), self.former_mark)
        if self.terms:
            return Mark(self.terms["mark"], self.terms["colour"], self.level_words, self.former_mark)
        return Mark(self.mark_text, self.level.colour, str(self.level), self.former_mark)

    @property
    def mark_text(self) -> str:
        if self.declassifies:
            return DECLASSIFIED
        if self.terms:
            return self.terms["mark"]
        return self.level.scheme.mark.format(
            owner=self.owner or settings.ORGANISATION_NAME, level=self.level.names["zh"], period=self.period_text
        )


class Clearance(Remembered):
    """Up to which level of a scheme a person is cleared, from one day to another (涉密等级)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="clearances")
    level = models.ForeignKey(SecrecyLevel, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)


class RecordUserGrant(UserObjectPermissionBase):
    """django-guardian: a person let in to a record, where `until` is set up to the end of that day."""

    content_object = models.ForeignKey(GradedRecord, models.CASCADE)
    until = models.DateField(null=True)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class RecordGroupGrant(GroupObjectPermissionBase):
    """django-guardian: a unit or a working group (its group) let in to a record, where `until` is set up to the end of that day."""

    content_object = models.ForeignKey(GradedRecord, models.CASCADE)
    until = models.DateField(null=True)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


class Admission(models.Model):
    """Projection of grants and duties, written in the same transaction: drives every list page.

    `principal` is a person, a unit, a working group, or an office of a unit (`principals.office_of`). `until`: the last day it lets in,
    None without end. By unit it also tells whose business a unit is (`business`).
    """

    class Source(models.TextChoices):
        GRANT = "grant", _("Need-to-know scope")
        DUTY = "duty", _("By office")

    principal = models.UUIDField()
    registered_at = models.DateTimeField()
    record = models.ForeignKey(GradedRecord, models.CASCADE, related_name="admissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)  # the record's owner
    source = models.CharField(max_length=5, choices=Source.choices)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["principal", "record", "source"], name="one_admission_per_principal_and_source")]
        indexes = [
            models.Index(fields=["principal", "-registered_at", "record", "until"], name="admission_by_principal"),
            models.Index(fields=["principal", "unit"], name="admission_by_unit"),
        ]
