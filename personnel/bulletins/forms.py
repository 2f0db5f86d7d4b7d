"""What is published."""

from django import forms
from django.utils.translation import gettext_lazy as _

from personnel.bulletins.models import Kind
from personnel.forms import refuse_hidden_characters
from personnel.models import Unit
from personnel.proposals.forms import CHOOSE


class BulletinForm(forms.Form):
    """Read by many: it names no petition and nobody in one."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=120, validators=[refuse_hidden_characters])
    body = forms.CharField(
        label=_("Text of the notice or case"),
        max_length=20000,
        validators=[refuse_hidden_characters],
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Everybody reads it: name no petition and nobody in one."),
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Published to the units"),
        queryset=Unit.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: to everybody."),
        error_messages=CHOOSE,
    )
    within = forms.BooleanField(label=_("And to the units below them"), required=False, initial=True)
