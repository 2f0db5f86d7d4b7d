"""What the security administrator fills in about the limits of a grading authority."""

from django import forms
from django.utils.translation import gettext_lazy as _

from classification.authority.changes import lifting_values, limiting_values
from classification.authority.models import GradingLimit
from classification.models import SecrecyLevel
from personnel.models import Person
from personnel.proposals.forms import CHOOSE, ReasonedForm


class LimitForm(ReasonedForm):
    """The highest level the authority decides."""

    level = forms.ModelChoiceField(
        label=_("Decides up to"),
        queryset=SecrecyLevel.objects.none(),
        help_text=_(
            "In other schemes up to what equals it. What is higher goes to another authority of the unit, else to the principal leader."
        ),
        error_messages=CHOOSE,
    )
    field_order = ["level", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["level"].queryset = SecrecyLevel.objects.filter(on=True, scheme__on=True).select_related("scheme")
        self.fields["level"].label_from_instance = lambda level: f"{level.scheme} · {level}"

    def values(self) -> dict:
        return limiting_values(self.cleaned_data["level"])


class LimitEndForm(ReasonedForm):
    """Which limit is lifted."""

    limit = forms.ModelChoiceField(label=_("Decides up to"), queryset=GradingLimit.objects.none(), error_messages=CHOOSE)
    field_order = ["limit", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["limit"].queryset = GradingLimit.objects.filter(person=person, ended_on=None).select_related("level__scheme")
        self.fields["limit"].label_from_instance = lambda found: f"{found.level.scheme} · {found.level}"

    def values(self) -> dict:
        return lifting_values(self.cleaned_data["limit"])
