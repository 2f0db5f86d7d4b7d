"""What the security administrator fills in, and what whoever decides does."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.forms import ProofForm, refuse_hidden_characters
from personnel.models import Appointment, Person, Unit
from personnel.offices import Office
from personnel.proposals.models import State
from personnel.proposals.offices import appointment_values, ending_values, unit_values

CHOOSE = dict.fromkeys(("required", "invalid_choice", "invalid_pk_value"), _("Choose one of the entries offered."))
DAY = {"invalid": _("Enter a day that exists, as in 2026-03-31.")}
REASON_LIMIT = 1000


def reason_field(label, **kwargs) -> forms.CharField:
    """Free text that is sealed with the proposal."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=REASON_LIMIT, validators=[refuse_hidden_characters], widget=widget, **kwargs)


class ReasonedForm(forms.Form):
    """A proposal says why. `values()` is what it proposes, in codes, ids and days."""

    reason = reason_field(
        _("Reason"),
        help_text=_("Whoever confirms reads it; it is sealed."),
        error_messages={"required": _("Say in a sentence why this is needed.")},
    )

    def __init__(self, person: Person | None, data=None):
        super().__init__(data)
        self.person = person


def begins(**kwargs) -> forms.DateField:
    return forms.DateField(label=_("Since"), initial=timezone.localdate, error_messages=DAY, widget=forms.DateInput, **kwargs)


def ends() -> forms.DateField:
    help_text = _("Leave it empty where no end is set.")
    return forms.DateField(label=_("Until"), required=False, error_messages=DAY, widget=forms.DateInput, help_text=help_text)


def refuse_backwards(since: date | None, until: date | None) -> None:
    """An end before the beginning, or before today, gives nobody anything."""
    if until and since and until < max(since, timezone.localdate()):
        raise ValidationError({"until": _("The last day lies before the first, or before today; choose a later one.")})


class AppointmentForm(ReasonedForm):
    """An office (岗位) in a unit, from a day on."""

    office = forms.ChoiceField(label=_("Office"), choices=[("", "—"), *Office.choices], error_messages=CHOOSE)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), error_messages=CHOOSE)
    leads = forms.ModelMultipleChoiceField(
        label=_("For the units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For leaders in charge and grading authorities: the units this office is held for."),
        error_messages=CHOOSE,
    )
    since = begins()
    until = ends()
    field_order = ["office", "unit", "leads", "since", "until", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["unit"].queryset = self.fields["leads"].queryset = Unit.objects.all()

    def clean(self):
        values = super().clean()
        refuse_backwards(values.get("since"), values.get("until"))
        return values

    def values(self) -> dict:
        chosen = self.cleaned_data
        return appointment_values(
            unit=chosen["unit"], office=chosen["office"], since=chosen["since"], until=chosen["until"], leads=list(chosen["leads"])
        )


def running_appointments(person: Person | None, *, on: date) -> QuerySet[Appointment]:
    """Those that can be ended: they run or are still to begin."""
    return Appointment.objects.filter(person=person).exclude(until__lt=on)


class EndingForm(ReasonedForm):
    """Which appointment ends, and its last day."""

    appointment = forms.ModelChoiceField(label=_("Office"), queryset=Appointment.objects.none(), error_messages=CHOOSE)
    until = forms.DateField(label=_("Last day"), initial=timezone.localdate, error_messages=DAY, widget=forms.DateInput)
    field_order = ["appointment", "until", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["appointment"].queryset = running_appointments(person, on=timezone.localdate()).select_related("unit")

    def values(self) -> dict:
        return ending_values(self.cleaned_data["appointment"], on=self.cleaned_data["until"])


class UnitForm(ReasonedForm):
    """A new unit below another."""

    name = forms.CharField(label=_("Name of the unit"), max_length=80, validators=[refuse_hidden_characters])
    above = forms.ModelChoiceField(label=_("Below the unit"), queryset=Unit.objects.none(), error_messages=CHOOSE)
    field_order = ["name", "above", "reason"]

    def __init__(self, person: Person | None, data=None):
        super().__init__(person, data)
        self.fields["above"].queryset = Unit.objects.all()

    def values(self) -> dict:
        return unit_values(name=self.cleaned_data["name"], above=self.cleaned_data["above"])


class ConfirmationForm(ProofForm):
    """The leader confirms with fresh proof."""


class AnswerForm(ProofForm):
    """A refusal says why."""

    reason = reason_field(
        _("Reason"),
        help_text=_("Whoever proposed it reads it."),
        error_messages={"required": _("Say in a sentence why it is refused.")},
    )
    field_order = ["reason", "password"]


class StateFilter(forms.Form):
    """By state; what names none is left out."""

    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *State.choices], required=False)

    def chosen(self) -> dict:
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
