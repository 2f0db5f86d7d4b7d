"""Propose or decide a grading: one form for both."""

from collections.abc import Iterator
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification import rules as grading_rules
from classification.ceiling import highest_rank
from classification.gradings.due import period_began
from classification.gradings.querysets import source_of
from classification.guide.models import GuideItem
from classification.guide.rules import obstacles_to_deriving, obstacles_to_item, obstacles_to_naming
from classification.models import Grading, Scheme, SecrecyLevel
from classification.periods import UnreadablePeriod, parse_period
from classification.scoping.querysets import lasting, taken_out_since
from personnel.groups.querysets import groups_in_force
from personnel.models import Appointment, Person, Unit
from personnel.offices import ADMINISTRATORS
from personnel.querysets import in_force
from petitions.fields import LineField, RowField, TextField
from petitions.forms.filling import NOT_FOUND, origin_of, source_named
from petitions.models import Petition

FIELD_OF = {
    "SCHEME_OFF": "level",
    "LEVEL_OFF": "level",
    "ABOVE_CEILING": "level",
    "PERIOD_TOO_LONG": "period",
    "PERIOD_TOO_SHORT": "period",
    "SCOPE_UNKNOWN": "scope",
    "SCOPE_EMPTY": "scope",
    "NOBODY_CLEARED": "level",
    "BEYOND_AUTHORITY": "level",
    "NO_REASON": "reason",
    "PERIOD_OVER": "period",
    "PAST_ITS_SOURCE": "period",
    "NOT_AS_THE_GUIDE": "level",
    "BELOW_SOURCE": "level",
    "SHORTER_THAN_SOURCE": "period",
    "ITEM_ENDED": "item",
    "NO_SOURCE": "source",
    "OTHER_SOURCE": "source",
    "IN_A_CIRCLE": "source",
}
OTHER_SCHEME = _("This level belongs to another scheme; choose one of the levels under the scheme you chose.")
PERIOD = _("Enter a period as 10 years, 6 months, 2030-05-01 or long-term.")


class GradingForm(forms.Form):
    """Scheme, level, period, basis, scope; the reason of a change. Levels stand grouped by scheme, so no script is needed.

    `item`, `source`, `freed` are the proposer's: the matter of the guide it goes by, the petition it is derived from, or no longer.
    """

    item = RowField(label=_("Matter of the guide"), queryset=GuideItem.objects.none(), required=False, empty_label="—")
    source = LineField(label=_("Derived from the petition"), limit=20, required=False, help_text=_("Its number, as XF-2026-000012."))
    freed = forms.BooleanField(
        label=_("It is no longer derived; the reason says why"),
        required=False,
        help_text=_("Otherwise what it was derived from stands: its level, its period and its walls hold here too."),
    )
    scheme = RowField(label=_("Scheme"), queryset=Scheme.objects.all(), empty_label=None)
    level = RowField(label=_("Level"), queryset=SecrecyLevel.objects.select_related("scheme"))
    period = forms.CharField(label=_("Period"), max_length=20, help_text=PERIOD)
    basis = TextField(label=_("Basis"), limit=1_000, widget=forms.Textarea(attrs={"rows": 3}))
    reason = TextField(label=_("Reason of the change"), limit=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    scope = forms.MultipleChoiceField(
        label=_("Scope: who needs to know"),
        help_text=_("Level and scope decide at once who sees the record: by list, address, search, count and export."),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": grading_rules.SCOPE_UNKNOWN.sentence},  # type: ignore[dict-item]
    )

    def __init__(
        self,
        grading: Grading | None,
        *,
        changes: bool,
        on: date,
        data=None,
        reads: bool = True,
        filled: dict | None = None,
        proposer: Person | None,
        about: Petition,
    ):
        """`changes`: whether something was decided before. Its reason is the proposer's; who decides reads it beside the form.

        `reads`: whether basis and reason of before are shown to whoever fills this in. `filled`: what a click has filled in, and what was
        typed before it. `proposer`: None where the grading is decided.
        """
        stands = _values(grading, on) if reads else _values(grading, on) | {"basis": "", "reason": ""}
        origin = origin_of(grading, proposer, on=on) if grading is not None and grading.waits and proposer else {}
        super().__init__(data, initial=stands | origin | (filled or {}))
        self.on, self.proposer, self.about = on, proposer, about
        offered = GuideItem.objects.filter(ended_on=None, level__on=True, level__scheme__on=True)
        self.fields["item"].queryset = offered.select_related("level__scheme")
        if proposer is None:
            del self.fields["item"], self.fields["source"]
        if proposer is None or not source_of(about.record):
            del self.fields["freed"]
        self.fields["reason"].required = changes
        if not changes:
            del self.fields["reason"]
        schemes = _offered()
        self.fields["scheme"].widget.choices = [(scheme.pk, str(scheme)) for scheme, _levels in schemes]
        groups = [(str(scheme), [(level.pk, str(level)) for level in levels]) for scheme, levels in schemes]
        self.fields["level"].widget.choices = [("", ""), *groups]
        self.fields["scope"].choices = scope_choices(on)

    def clean_period(self):
        try:
            return parse_period(self.cleaned_data["period"], start=self.on)
        except UnreadablePeriod:
            raise forms.ValidationError(PERIOD) from None

    def clean_source(self):
        number = self.cleaned_data["source"]
        found = source_named(number, self.proposer, about=self.about, on=self.on) if number else None
        if number and found is None:
            raise forms.ValidationError(NOT_FOUND)
        return found

    def clean(self):
        values = super().clean()
        level, scheme = values.get("level"), values.get("scheme")
        if level and scheme and level.scheme_id != scheme.pk:
            self.add_error("level", OTHER_SCHEME)
        elif level and "period" in values and "scope" in values:
            for obstacle in list(self._obstacles(level, values)):
                self.add_error(FIELD_OF.get(obstacle.code), obstacle.sentence)
        return values

    def _obstacles(self, level: SecrecyLevel, values: dict) -> Iterator[Obstacle]:
        began = period_began(self.about.record)
        yield from grading_rules.obstacles_to_values(level, values["period"], values["scope"], on=self.on, began=began)
        yield from obstacles_to_item(values.get("item"), level)
        if not self.proposer:
            return
        named, freed = values.get("source"), values.get("freed", False)
        yield from obstacles_to_naming(self.about.record, named, freed=freed)
        source = source_of(self.about.record, named=named, freed=freed)
        yield from obstacles_to_deriving(source, level, values["period"], before=self.about.record.grading)

    def decision(self) -> dict:
        return {
            name: self.cleaned_data[name]
            for name in ("level", "period", "basis", "scope", "reason", "item", "source", "freed")
            if name in self.cleaned_data
        }

    def tell(self, obstacle: Obstacle) -> None:
        """What only the action knows, beside its field."""
        field = FIELD_OF.get(obstacle.code)
        self.add_error(field if field in self.fields else None, obstacle.sentence)


class DeclassificationForm(forms.Form):
    """Why something is no secret any more, and on which ground."""

    reason = TextField(label=_("Reason"), limit=1_000, widget=forms.Textarea(attrs={"rows": 3}))
    basis = TextField(label=_("Basis"), limit=1_000, widget=forms.Textarea(attrs={"rows": 3}))


class DecliningForm(forms.Form):
    reason = TextField(label=_("Reason"), limit=1_000, widget=forms.Textarea(attrs={"rows": 3}))


def _values(grading: Grading | None, on: date) -> dict:
    if grading is None:
        return {"scheme": Scheme.objects.filter(family=Scheme.Family.PETITION).first()}
    values = {
        "reason": grading.reason if grading.waits else "",
        "scheme": grading.level.scheme_id,
        "level": grading.level_id,
        "period": grading.period_words,
    }
    by_guide = {"item": grading.item_id} if grading.waits else {}
    scope = sorted(set(grading.scope) - taken_out_since(grading)) if grading.waits else lasting(grading.record, on=on)
    return {**values, **by_guide, "basis": grading.basis, "scope": scope}


def _offered() -> list[tuple[Scheme, list[SecrecyLevel]]]:
    """Schemes that are on, with the levels in use that this installation may hold."""
    found = [(scheme, _levels_within_ceiling(scheme)) for scheme in Scheme.objects.filter(on=True).prefetch_related("levels")]
    return [(scheme, levels) for scheme, levels in found if levels]


def _levels_within_ceiling(scheme: Scheme) -> list[SecrecyLevel]:
    levels = [level for level in scheme.levels.all() if level.on]
    if scheme.family != Scheme.Family.STATE:
        return levels
    ceiling = highest_rank()
    return [level for level in levels if level.rank <= ceiling]


def scope_choices(on: date) -> list:
    """Units, working groups, and people with an office; never an administrator, who sees no record (REQUIREMENTS H8)."""
    units = [(f"unit:{unit.pk}", str(unit)) for unit in Unit.objects.all()]
    administering = in_force(Appointment.objects.filter(office__in=ADMINISTRATORS), on=on)
    people = Person.objects.filter(is_active=True, appointments__isnull=False).exclude(appointments__in=administering)
    groups = [(f"group:{group.pk}", str(group)) for group in groups_in_force(on=on)]
    named = [(_("Units"), units), *([(_("Working groups"), groups)] if groups else [])]
    return [*named, (_("People"), [(f"person:{person.pk}", str(person)) for person in people.distinct().order_by("name")])]
