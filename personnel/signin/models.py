"""The one row that says what sign-in asks for in this installation."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from personnel.signin.profiles import FACTOR_FLOORS, FIGURES, FLOORS, Profile
from vault.history import Remembered


def _within(profile: Profile) -> models.Q:
    """Each figure between the profile's own and the strictest one that makes sense; a second factor of all whom the profile names."""
    found = models.Q(profile=profile.value)
    if FACTOR_FLOORS[profile]:
        found &= models.Q(second_factor_for__contains=sorted(FACTOR_FLOORS[profile]))
    for name, floor in FLOORS[profile].items():
        low, high = sorted((floor, FIGURES[name].strictest))
        found &= models.Q(**{f"{name}__gte": low, f"{name}__lte": high})
    return found


class SigninPolicy(Remembered):
    """Which profile binds and the figures in force. Without a row the internal profile binds as it stands (`policy.in_force`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    profile = models.CharField(_("profile"), max_length=16, choices=Profile.choices, default=Profile.INTERNAL)
    shortest = models.PositiveSmallIntegerField()
    kinds = models.PositiveSmallIntegerField()
    remembered = models.PositiveSmallIntegerField()
    rotation_days = models.PositiveSmallIntegerField()
    tries = models.PositiveSmallIntegerField()
    idle_minutes = models.PositiveSmallIntegerField()
    session_hours = models.PositiveSmallIntegerField()
    sessions = models.PositiveSmallIntegerField()
    second_factor_for = ArrayField(models.CharField(max_length=24), default=list, blank=True)  # codes of offices, in order

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="sign_in_has_one_policy"),
            # Never below the profile, whoever writes it. Basis: DOMAIN §4.4.
            models.CheckConstraint(
                condition=_within(Profile.INTERNAL) | _within(Profile.SECRET) | _within(Profile.CONFIDENTIAL),
                name="sign_in_is_never_looser_than_its_profile",
            ),
        ]

    def __str__(self) -> str:
        return self.get_profile_display()

    def get_absolute_url(self) -> str:
        return reverse("personnel:signin_policy")

    @property
    def factor_floor(self) -> frozenset[str]:
        """Offices of which the profile demands a second factor."""
        return FACTOR_FLOORS[Profile(self.profile)]

    @property
    def floor(self) -> dict[str, int]:
        """The figures of the profile."""
        return FLOORS[Profile(self.profile)]


class KnownPlace(models.Model):
    """Where an account has signed in from, as a digest: there its own password gets in whoever guesses elsewhere."""

    digest = models.CharField(primary_key=True, max_length=64, editable=False)
    at = models.DateTimeField(db_index=True)
