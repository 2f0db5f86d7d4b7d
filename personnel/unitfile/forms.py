"""What is filled in about a unit's reward."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.forms import refuse_hidden_characters
from personnel.unitfile.models import REWARDS


class RewardForm(forms.Form):
    category = forms.ChoiceField(label=_("Kind of reward"), choices=REWARDS)
    awarded_on = forms.DateField(label=_("Day"), initial=timezone.localdate, widget=forms.DateInput)
    ground = forms.CharField(
        label=_("What for"),
        max_length=2000,
        validators=[refuse_hidden_characters],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept sealed."),
        error_messages={"required": _("Say in a sentence what the unit is rewarded for.")},
    )
