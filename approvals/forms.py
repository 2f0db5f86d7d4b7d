"""What a step of a slip asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from personnel.forms import ProofForm, refuse_hidden_characters


class SigningForm(ProofForm):
    """`seen` carries what the page showed, so that an old page signs nothing new. Basis: THREATS T08."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class RefusalForm(SigningForm):
    """A refusal says why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        validators=[refuse_hidden_characters],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads it. A refusal is final; a new slip is needed."),
        error_messages={"required": _("Say in a sentence why the slip is refused.")},
    )
    field_order = ["reason", "password"]


class WithdrawalForm(ProofForm):
    """The applicant takes the slip back."""
