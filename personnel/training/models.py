"""Courses with their bank of questions, who attended, tests taken, results."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.history import Remembered
from vault.identity import uuid7


class Course(Remembered):
    """A course (课程). Without questions to ask, attending it is enough."""

    class Topic(models.TextChoices):
        LAW = "law", _("Laws and regulations")
        RULES = "rules", _("Rules of the house")
        DUTIES = "duties", _("Duties")
        SKILLS = "skills", _("Protective skills")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("title"), max_length=80)
    topic = models.CharField(_("topic"), max_length=8, choices=Topic.choices)
    material = models.TextField(_("material"), blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"), validators=[MinValueValidator(1), MaxValueValidator(200)])
    valid_months = models.PositiveSmallIntegerField(_("valid for months"), validators=[MinValueValidator(1), MaxValueValidator(60)])
    asked = models.PositiveSmallIntegerField(_("questions in a test"), validators=[MaxValueValidator(50)])
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), validators=[MinValueValidator(1), MaxValueValidator(100)])
    tries = models.PositiveSmallIntegerField(_("tries"), validators=[MinValueValidator(1), MaxValueValidator(10)])
    demanded = models.BooleanField(_("demanded of everybody"), default=False)
    open = models.BooleanField(_("open"), default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-demanded", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:course", args=[self.pk])


class Question(Remembered):
    """One question of a course's bank (题库). It is never changed: it is retired and another one is added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="questions")
    text = models.CharField(_("question"), max_length=400)
    options = models.JSONField(_("answers"))
    right = models.PositiveSmallIntegerField(_("right answer"))  # place in `options`
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]


class Lesson(Remembered):
    """A course held for people who were there (保密培训记录)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="lessons")
    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    lecturer = models.CharField(_("lecturer"), max_length=60, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-held_on", "-recorded_at"]


class Attendance(Remembered):
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lesson", "person"], name="attended_once_a_lesson")]


class Attempt(Remembered):
    """One try at a test. `asked`: the questions with their answers in the order shown; `given`: the place chosen in each."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    course = models.ForeignKey(Course, models.PROTECT, related_name="attempts")
    asked = models.JSONField()
    given = models.JSONField(null=True)
    score = models.PositiveSmallIntegerField(null=True)
    begun_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"], condition=models.Q(finished_at__isnull=True), name="one_open_try_per_course"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("training:attempt", args=[self.pk])


class TrainingResult(Remembered):
    """A course done (合格记录): by its test, or by attending where it has none; until it runs out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="training_results")
    course = models.ForeignKey(Course, models.PROTECT, related_name="results")
    done_on = models.DateField(_("done on"))
    until = models.DateField(_("until"))
    hours = models.PositiveSmallIntegerField(_("hours"))
    score = models.PositiveSmallIntegerField(_("score"), null=True)

    class Meta:
        ordering = ["-done_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("done_on")), name="a_result_runs_out_after_it_was_reached")
        ]
