"""What the security administrator fills in about a clearance."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classification.clearing.changes import clearing_values, ending_values, running_clearances
from classification.models import Clearance, Scheme, SecrecyLevel
from personnel.models import Person
from personnel.proposals.forms import CHOOSE, DAY, ReasonedForm, begins, ends, refuse_backwards


class ClearanceForm(ReasonedForm):
    """Up to which level of a scheme somebody is cleared, from a day on."""

    level = forms.ModelChoiceField(label=_("Cleared up to"), queryset=SecrecyLevel.objects.none(), error_messages=CHOOSE)
    since = begins()
    until = ends()
    field_order = ["level", "since", "until", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        offered = SecrecyLevel.objects.filter(scheme__on=True).select_related("scheme")
        self.fields["level"].queryset = offered
        groups = [(str(scheme), [(level.pk, str(level)) for level in offered if level.scheme_id == scheme.pk]) for scheme in _schemes()]
        self.fields["level"].widget.choices = [("", "—"), *groups]

    def clean(self):
        values = super().clean()
        refuse_backwards(values.get("since"), values.get("until"))
        return values

    def values(self) -> dict:
        return clearing_values(**{name: self.cleaned_data[name] for name in ("level", "since", "until")})


def _schemes() -> list[Scheme]:
    return list(Scheme.objects.filter(on=True))


class ClearanceEndForm(ReasonedForm):
    """Which clearance ends, and its last day."""

    clearance = forms.ModelChoiceField(label=_("Clearance"), queryset=Clearance.objects.none(), error_messages=CHOOSE)
    until = forms.DateField(label=_("Last day"), initial=timezone.localdate, error_messages=DAY, widget=forms.DateInput)
    field_order = ["clearance", "until", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        if person is not None:
            self.fields["clearance"].queryset = running_clearances(person, on=timezone.localdate())
        self.fields["clearance"].label_from_instance = _in_words

    def values(self) -> dict:
        return ending_values(self.cleaned_data["clearance"], on=self.cleaned_data["until"])


def _in_words(clearance: Clearance) -> str:
    return f"{clearance.level.scheme} · {clearance.level}"
