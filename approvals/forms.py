"""What a step of a slip asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ProofForm(forms.Form):
    """Fresh proof of identity. `seen` carries what the page showed, so that an old page signs nothing new (T08)."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password: each step needs fresh proof that it is you.")},
    )


class RefusalForm(ProofForm):
    """A refusal says why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads it. A refusal is final; a new slip is needed."),
        error_messages={"required": _("Say in a sentence why the slip is refused.")},
    )
    field_order = ["reason", "password"]
