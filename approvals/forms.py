"""What a step of a slip asks for."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_LINES = "\t\n\r"
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def refuse_hidden_characters(text: str) -> None:
    """Controls and characters that reorder what is read are refused by their code point. Basis: THREATS T80."""
    for character in text:
        if character in _REORDERING or (unicodedata.category(character) in ("Cc", "Cs") and character not in _LINES):
            sentence = _("The text holds the character U+%(code)s, which hides or reorders what is read; take it out.")
            raise ValidationError(sentence, params={"code": f"{ord(character):04X}"})


class ProofForm(forms.Form):
    """Fresh proof of identity."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password: each step needs fresh proof that it is you.")},
    )


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
