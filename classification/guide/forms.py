"""What the security administrator fills in about the guide."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classification.ceiling import is_above
from classification.guide.changes import entering_values, removing_values
from classification.guide.models import GuideItem
from classification.models import PeriodKind, SecrecyLevel
from classification.periods import UnreadablePeriod, parse_period
from personnel.forms import refuse_hidden_characters
from personnel.models import Person, Unit
from personnel.proposals.forms import CHOOSE, ReasonedForm

COUNTED = _("Enter a period as 10 years, 6 months or long-term.")


class GuideItemForm(ReasonedForm):
    """A matter with level, period, basis and scope."""

    title = forms.CharField(label=_("Matter"), max_length=80, validators=[refuse_hidden_characters])
    level = forms.ChoiceField(label=_("Level"), error_messages=CHOOSE)
    period = forms.CharField(label=_("Period"), max_length=20, help_text=COUNTED)
    basis = forms.CharField(label=_("Basis"), max_length=300, validators=[refuse_hidden_characters])
    scope = forms.MultipleChoiceField(
        label=_("Scope: who needs to know"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave it empty where it is named with each grading."),
        error_messages=CHOOSE,
    )
    field_order = ["title", "level", "period", "basis", "scope", "reason"]
    wide = ("basis", "scope", "reason")

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["level"].choices = [("", "—"), *((level.pk, f"{level.scheme} · {level}") for level in _offered())]
        self.fields["scope"].choices = [(f"unit:{unit.pk}", str(unit)) for unit in Unit.objects.all()]

    def clean_period(self):
        try:
            found = parse_period(self.cleaned_data["period"], start=timezone.localdate())
        except UnreadablePeriod:
            raise forms.ValidationError(COUNTED) from None
        if found.kind == PeriodKind.UNTIL:
            raise forms.ValidationError(COUNTED)
        return found

    def values(self) -> dict:
        chosen = {name: self.cleaned_data[name] for name in ("title", "period", "basis", "scope")}
        return entering_values(level=SecrecyLevel.objects.get(pk=self.cleaned_data["level"]), **chosen)


def _offered() -> list[SecrecyLevel]:
    return [level for level in SecrecyLevel.objects.filter(on=True, scheme__on=True).select_related("scheme") if not is_above(level)]


class GuideEndForm(ReasonedForm):
    """Which matter is taken out."""

    item = forms.ModelChoiceField(label=_("Matter"), queryset=GuideItem.objects.none(), error_messages=CHOOSE)
    field_order = ["item", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["item"].queryset = GuideItem.objects.filter(ended_on=None)

    def values(self) -> dict:
        return removing_values(self.cleaned_data["item"])
