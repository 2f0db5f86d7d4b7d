"""What the security administrator fills in: each form shows the thing as it stands and answers what would change."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from approvals.steps import Step
from audit.trail.refusals import Obstacle
from classification.models import Exporting, HandlingPolicy, Scheme, SecrecyLevel
from classification.schemes import floors, parts
from classification.schemes.changes import values_of
from classification.schemes.rules import obstacles_to
from personnel.forms import refuse_hidden_characters
from personnel.offices import Office
from personnel.proposals.forms import CHOOSE, ReasonedForm

WHOLE = {"invalid": _("Enter a whole number."), "min_value": _("Enter a number of at least 1.")}
NONE = {"invalid": _("Enter a whole number."), "min_value": _("Enter 0 or more.")}


class ChangeForm(ReasonedForm):
    """A change of one thing. What the thing may not become stands beside its field."""

    FIELD_OF: ClassVar[dict[str, str]] = {}
    wide: tuple[str, ...] = ("reason",)

    def __init__(self, thing: models.Model, data=None):
        super().__init__(None, data)
        self.thing = thing
        self.initial = self.shown(parts.read(thing))

    def shown(self, values: dict) -> dict:
        return values

    def wanted(self) -> dict:
        return {name: self.cleaned_data[name] for name in parts.PARTS[type(self.thing)] if name in self.cleaned_data}

    def clean(self):
        values = super().clean()
        if not self.errors:
            for obstacle in self.in_the_way():
                self.add_error(self.FIELD_OF.get(obstacle.code), str(obstacle))
        return values

    def in_the_way(self) -> Iterable[Obstacle]:
        candidate = type(self.thing).objects.get(pk=self.thing.pk)
        parts.put(candidate, self.wanted())
        return obstacles_to(candidate)

    def values(self) -> dict:
        return values_of(self.thing, self.wanted())


class NamedForm(ChangeForm):
    """Names in three languages; the Chinese one is the legal one."""

    name_zh = forms.CharField(label=parts.LANGUAGES["zh"], max_length=20, validators=[refuse_hidden_characters])
    name_en = forms.CharField(label=parts.LANGUAGES["en"], max_length=60, validators=[refuse_hidden_characters])
    name_es = forms.CharField(label=parts.LANGUAGES["es"], max_length=60, validators=[refuse_hidden_characters])


_TRIANGLE = ("TRIANGLE_ELSEWHERE", "NO_TRIANGLE")


def _note(language: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=parts.NOTES[language], max_length=300, required=False, widget=widget, validators=[refuse_hidden_characters]
    )


class SchemeForm(NamedForm):
    """A scheme's names, the wording of its mark, and whether new gradings may use it."""

    FIELD_OF: ClassVar[dict[str, str]] = (
        dict.fromkeys(("STATE_MARK", "STAR_ELSEWHERE", "WRONG_MARK", "NO_OWNER", *_TRIANGLE), "mark")
        | dict.fromkeys(("PETITIONS_STAY", "NO_LEVELS"), "on")
        | {"SCHEME_NAMED": "name_zh"}
    )
    mark = forms.CharField(
        label=_("Wording of the mark"),
        max_length=60,
        validators=[refuse_hidden_characters],
        help_text=_("{level} and {period} stand for the level and the period, {owner} for the name of the organisation."),
    )
    on = forms.BooleanField(
        label=_("In use"),
        required=False,
        help_text=_("A scheme that is ended takes no new grading; what was graded keeps its mark and its period."),
    )
    note_zh, note_en, note_es = _note("zh"), _note("en"), _note("es")
    field_order = ["name_zh", "name_en", "name_es", "mark", "note_zh", "note_en", "note_es", "on", "reason"]
    wide = ("note_zh", "note_en", "note_es", "reason")


class LevelForm(NamedForm):
    """A level's names, colour, longest period, handling policy and readers, and whether nobody reads it alone."""

    FIELD_OF: ClassVar[dict[str, str]] = (
        dict.fromkeys(("STATE_NAME", "NAME_OF_STATE", "NAME_TAKEN", "NAME_WITH_SIGNS"), "name_zh")
        | {
            "LONGER_THAN_LAW": "longest_years",
            "SHORTEST_ABOVE_LONGEST": "shortest_months",
            "LAXER_ABOVE": "policy",
            "LEGAL_LEVELS": "on",
            "HIGHEST_STAYS": "on",
        }
        | dict.fromkeys(("NO_EQUAL", "EQUAL_LOWERED", "EQUAL_CROSSES"), "equal_to")
    )
    colour = forms.ChoiceField(label=_("Colour"), choices=list(parts.COLOURS.items()), error_messages=CHOOSE)
    longest_years = forms.IntegerField(label=_("Longest period"), min_value=1, max_value=99, help_text=_("In years."), error_messages=WHOLE)
    shortest_months = forms.IntegerField(
        label=_("Shortest period"), min_value=0, max_value=1200, help_text=_("In months; 0 where none is demanded."), error_messages=NONE
    )
    equal_to = forms.ChoiceField(
        label=_("Equal to"),
        help_text=_(
            "Levels of different schemes are compared by this alone: on devices, in registers, where one thing is derived from another."
        ),
        error_messages=CHOOSE,
    )
    policy = forms.ChoiceField(label=_("Handling policy"), error_messages=CHOOSE)
    reader_offices = forms.MultipleChoiceField(
        label=_("Who reads without a loan"),
        choices=[(code, Office(code).label) for code in floors.READERS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Fewer readers hold at once for everything at this level; more hold for what is graded from then on."),
        error_messages=CHOOSE | {"required": _("Choose at least one office.")},
    )
    opened_by_two = forms.BooleanField(
        label=_("Only by two together"),
        required=False,
        help_text=_("Nobody reads alone: holds at once for everything at this level. Ended, it holds on for what was graded under it."),
    )
    second_factor = forms.BooleanField(
        label=_("Signing in with two factors"),
        required=False,
        help_text=_("Whoever is cleared for this level or a higher one sets up a second factor before anything else is open to them."),
    )
    exporting = forms.ChoiceField(
        label=_("Files are taken out by"),
        choices=Exporting.choices,
        help_text=_("Fewer hold at once for everything at this level; more hold for what is graded from then on."),
        error_messages=CHOOSE,
    )
    exports_kept = forms.BooleanField(
        label=_("Files taken out become carriers"),
        required=False,
        help_text=_("Each enters the ledger with a number; whoever took it out keeps it and answers for it."),
    )
    on = forms.BooleanField(
        label=_("In use"),
        required=False,
        help_text=_("A level that is retired takes no new grading; what was graded keeps its mark, its period and its protection."),
    )
    field_order = [
        "name_zh",
        "name_en",
        "name_es",
        "colour",
        "shortest_months",
        "longest_years",
        "equal_to",
        "policy",
        "reader_offices",
        "opened_by_two",
        "second_factor",
        "exporting",
        "exports_kept",
        "on",
        "reason",
    ]
    wide = ("reader_offices", "opened_by_two", "second_factor", "exporting", "exports_kept", "on", "reason")

    def __init__(self, thing: SecrecyLevel, data=None):
        super().__init__(thing, data)
        offered = HandlingPolicy.objects.exclude(pk=floors.DESTRUCTION)
        self.fields["policy"].choices = [(policy.pk, str(policy)) for policy in offered]
        if thing.scheme.family == Scheme.Family.STATE:  # fixed by law
            del self.fields["on"]
        if thing.scheme.family == Scheme.Family.PETITION:  # the others are compared with these
            del self.fields["equal_to"]
        else:
            equals = SecrecyLevel.objects.filter(scheme__family=Scheme.Family.PETITION)
            self.fields["equal_to"].choices = [(level.pk, str(level)) for level in equals]


class PolicyForm(ChangeForm):
    """Who signs for a loan, how long it lasts, where it is read."""

    FIELD_OF: ClassVar[dict[str, str]] = {
        "TWO_SIGNATURES": "second",
        "LEADER_SIGNS": "second",
        "READING_ROOM": "place",
        "LOAN_OUT_OF_RANGE": "working_days",
        "LONGER_THAN_LAXER": "working_days",
    }
    first = forms.ChoiceField(label=_("First signature"), choices=Step.choices, error_messages=CHOOSE)
    second = forms.ChoiceField(label=_("Second signature"), choices=Step.choices, error_messages=CHOOSE)
    third = forms.ChoiceField(label=_("Third signature"), choices=[("", "—"), *Step.choices], required=False, error_messages=CHOOSE)
    working_days = forms.IntegerField(
        label=_("Longest loan"), min_value=1, max_value=floors.LONGEST_LOAN, help_text=_("In working days."), error_messages=WHOLE
    )
    place = forms.ChoiceField(label=_("Where it is read"), choices=HandlingPolicy.Place.choices, error_messages=CHOOSE)
    field_order = ["first", "second", "third", "working_days", "place", "reason"]

    def __init__(self, thing: HandlingPolicy, data=None):
        super().__init__(thing, data)
        if thing.pk == floors.DESTRUCTION:  # nothing is lent
            del self.fields["working_days"], self.fields["place"]

    def shown(self, values: dict) -> dict:
        return values | dict(zip(("first", "second", "third"), values["steps"], strict=False))

    def wanted(self) -> dict:
        steps = [self.cleaned_data[name] for name in ("first", "second", "third") if self.cleaned_data.get(name)]
        return super().wanted() | {"steps": steps}


FORMS: dict[type[models.Model], type[ChangeForm]] = {Scheme: SchemeForm, SecrecyLevel: LevelForm, HandlingPolicy: PolicyForm}
