"""People, units and the dated appointments that join them."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, Group, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from personnel.accounts.models import Activation  # noqa: F401 - Django looks for models here
from personnel.bulletins.models import Bulletin, BulletinReceipt  # noqa: F401 - Django looks for models here
from personnel.devices.here import Here
from personnel.devices.models import Device  # noqa: F401 - Django looks for models here
from personnel.file.models import FileEntry  # noqa: F401 - Django looks for models here
from personnel.gate.models import BackgroundCheck, GateCondition, Pledge, PledgeText  # noqa: F401 - Django looks for models here
from personnel.groups.models import GroupMember, WorkingGroup  # noqa: F401 - Django looks for models here
from personnel.leaving.models import CoolingOff, Departure, LeavingPledge, WriteOff  # noqa: F401 - Django looks for models here
from personnel.offices import ADMINISTRATORS, LEADING, Office
from personnel.partners.breaches.models import Breach  # noqa: F401 - Django looks for models here
from personnel.partners.ending.models import Ending, FirmWriteOff, HandBack  # noqa: F401 - Django looks for models here
from personnel.partners.models import Agreement, Membership, Partner  # noqa: F401 - Django looks for models here
from personnel.proposals.models import Proposal  # noqa: F401 - Django looks for models here
from personnel.signin.models import KnownPlace, SigninPolicy  # noqa: F401 - Django looks for models here
from personnel.training.models import (  # noqa: F401 - and here
    Attempt,
    Attendance,
    Course,
    Lesson,
    Question,
    TrainingResult,
)
from personnel.unitfile.models import UnitReward  # noqa: F401 - and here
from vault.fields import SealedTextField
from vault.history import ClosedQuerySet, Remembered
from vault.identity import uuid7


class Unit(Remembered):
    """An organisational unit (单位/部门) in the tree. Its auth group is what need-to-know grants name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("name"), max_length=80, unique=True)
    group = models.OneToOneField(Group, models.PROTECT, related_name="unit")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="a_unit_is_not_above_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def above(self) -> list["Unit"]:
        """The units above this one, nearest first."""
        found, unit = [], self
        while unit.parent is not None and unit.parent not in found:
            unit = unit.parent
            found.append(unit)
        return found

    def is_within(self, other: "Unit") -> bool:
        """Whether this unit is the other one or below it."""
        return self.pk == other.pk or any(unit.pk == other.pk for unit in self.above())


class PersonManager(BaseUserManager.from_queryset(ClosedQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username):
        return self.get(username=username)

    def create_superuser(self, username, password, name):
        """What `createsuperuser` makes: a system administrator, who sees no record. There is no super-user. Basis: REQUIREMENTS H8."""
        from personnel.founding import found_system_administrator  # stands above the models

        return found_system_administrator(username=username, name=name, password=password)


class Person(AbstractBaseUser, PermissionsMixin, Remembered):
    """A person with exactly one account. Birthday and phone are sealed by the person's own record key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(_("account"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=60)
    birthday = SealedTextField(dossier="id")
    phone = SealedTextField(dossier="id")
    language = models.CharField(max_length=12, blank=True, default="")
    is_active = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(default=timezone.now)
    last_login = None

    here: Here | None = None  # where a request of theirs comes from; None: no request, as in a task

    unremembered = ("password",)
    objects = PersonManager()  # type: ignore[misc]

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["username"]
        constraints = [
            # Need-to-know has no superuser (STYLE: seeing and acting).
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="nobody_is_a_superuser"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("personnel:person", args=[self.pk])

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def appointments_now(self) -> list["Appointment"]:
        """Appointments in force today, read once per request."""
        from personnel.told import appointments_told  # stands above the models

        return appointments_told(self, on=timezone.localdate())

    @cached_property
    def worked_out(self) -> dict:
        """What apps above have worked out about this person, once per request (`forget` after a change)."""
        return {}

    def forget(self) -> None:
        """Offices and what follows from them are read anew."""
        self.__dict__.pop("appointments_now", None)
        self.__dict__.pop("worked_out", None)

    def office_codes(self) -> set[str]:
        """The offices held today."""
        return {appointment.office for appointment in self.appointments_now} if self.is_active else set()

    @property
    def is_suspended(self) -> bool:
        """Whether something that access demands is missing today. Basis: REQUIREMENTS H1–H3."""
        from personnel.gate.rules import is_suspended  # stands above the models

        return is_suspended(self, on=timezone.localdate())

    def holds(self, office: Office, *, unit: "Unit | None" = None) -> bool:
        """Whether the person may act in this office today, and (if a unit is named) for that unit: not while access is suspended."""
        return self.is_appointed(office, unit=unit) and not self.is_suspended

    def is_appointed(self, office: Office, *, unit: "Unit | None" = None) -> bool:
        """Whether the person has been given this office for today, suspended or not."""
        return self.is_active and any(
            appointment.office == office and (unit is None or appointment.covers(unit)) for appointment in self.appointments_now
        )

    def units_now(self) -> list["Unit"]:
        """The units the person sits in today."""
        return list({held.unit_id: held.unit for held in self.appointments_now}.values()) if self.is_active else []

    @property
    def main_unit(self) -> "Unit | None":
        """The unit printed beside the name: that of the oldest appointment in force."""
        return self.appointments_now[0].unit if self.appointments_now else None


# Whose side an office is on: each administrator's is a side of its own, everything else is business.
_SIDE = models.Case(
    *(models.When(office=office.value, then=models.Value(office.value)) for office in sorted(ADMINISTRATORS)),
    default=models.Value("business"),
    output_field=models.CharField(),
)
_DAYS = models.Func("since", "until", models.Value("[]"), function="daterange", output_field=DateRangeField())


class Appointment(Remembered):
    """An office held from one day to another. A leader's appointment names the units led."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments")
    office = models.CharField(_("office"), max_length=24, choices=Office.choices)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    led_units = models.ManyToManyField(Unit, blank=True, related_name="leaders")

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="an_appointment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "office"],
                condition=models.Q(until__isnull=True),
                name="one_open_appointment_per_office",
            ),
            # Three administrators who exclude each other and every business office on every day. Basis: REQUIREMENTS H8.
            ExclusionConstraint(
                name="administrators_are_kept_apart",
                expressions=[("person", "="), (_SIDE, "<>"), (_DAYS, "&&")],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_office_display()}"

    def covers(self, unit: Unit) -> bool:
        """Whether the office is held for this unit: one that is led, or the unit of the appointment unless it is held for others only."""
        own = self.unit_id == unit.pk and self.office not in LEADING
        return own or any(led.pk == unit.pk for led in self.led_units.all())


class PasswordRecord(models.Model):
    """Hash of a password used before, so that it is not used again (DOMAIN §4.4)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    hashed = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)


class CalendarYear(models.Model):
    """A year whose public holidays are known. A year without a row is not guessed (DESIGN §6)."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=120)


class CalendarDay(models.Model):
    """A day that differs from Monday-to-Friday: a holiday, or a weekend day worked in exchange (调休)."""

    day = models.DateField(primary_key=True)
    year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days")
    works = models.BooleanField()
    name = models.CharField(max_length=40)
