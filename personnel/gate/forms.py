"""The shape of what is entered at the gate."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.forms import ProofForm, refuse_hidden_characters
from personnel.gate.models import BackgroundCheck, Demand


class CheckForm(forms.Form):
    """A background check."""

    kind = forms.ChoiceField(label=_("Kind"), choices=BackgroundCheck.Kind.choices)
    checked_on = forms.DateField(label=_("Checked on"), initial=timezone.localdate, widget=forms.DateInput)
    result = forms.ChoiceField(label=_("Result"), choices=BackgroundCheck.Result.choices)
    valid_until = forms.DateField(label=_("Valid until"), widget=forms.DateInput)
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=4000,
        validators=[refuse_hidden_characters],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept sealed; the person, their head and the security administrator read it."),
        error_messages={"required": _("Say in a sentence what was checked and what was found.")},
    )


class TextForm(forms.Form):
    """A new version of the pledge."""

    title = forms.CharField(label=_("Title"), max_length=60, validators=[refuse_hidden_characters])
    body = forms.CharField(
        label=_("Text"),
        max_length=20000,
        validators=[refuse_hidden_characters],
        widget=forms.Textarea(attrs={"rows": 18, "lang": "zh-Hans"}),
        help_text=_("A line break begins a paragraph. Name, unit, office, levels and period stand in boxes above the text."),
    )


class PledgeForm(ProofForm):
    """`seen`: what the page showed."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ConditionsForm(ProofForm):
    """What access demands of everybody: turning something on or off is signed."""

    check = forms.BooleanField(label=Demand.CHECK.label, required=False)
    training = forms.BooleanField(label=Demand.TRAINING.label, required=False)
    pledge = forms.BooleanField(label=Demand.PLEDGE.label, required=False)
    field_order = ["check", "training", "pledge", "password"]

    def wanted(self) -> set[str]:
        """The agreement of partner firms is demanded always: a leader decides whether it holds."""
        return {demand for demand in Demand.values if demand == Demand.AGREEMENT or self.cleaned_data[demand]}
