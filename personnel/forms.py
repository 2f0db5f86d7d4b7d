"""The shape of the directory's filter, and what every step with fresh proof asks for."""

import unicodedata

from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from personnel.factor.checking import has_factor
from personnel.factor.security_keys import has_key
from personnel.models import Unit
from personnel.offices import Office

LONGEST_ANSWER = 4000  # characters; of a security key, a code has few
_LINES = "\t\n\r"
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class DirectoryFilter(forms.Form):
    """By unit and office; a value that names neither is left out."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.all(), required=False, empty_label=_("All"))
    office = forms.ChoiceField(label=_("Office"), choices=[("", _("All")), *Office.choices], required=False)

    def chosen(self) -> dict:
        """What was chosen and makes sense."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


def refuse_hidden_characters(text: str) -> None:
    """Controls and characters that reorder what is read are refused by their code point. Basis: THREATS T80."""
    for character in text:
        if character in _REORDERING or (unicodedata.category(character) in ("Cc", "Cs") and character not in _LINES):
            sentence = _("The text holds the character U+%(code)s, which hides or reorders what is read; take it out.")
            raise ValidationError(sentence, params={"code": f"{ord(character):04X}"})


class CodeInput(forms.TextInput):
    """A code is typed, or a security key answers. What was sent is not shown again: it is spent."""

    template_name = "django/forms/widgets/code.html"
    question = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        context["widget"]["question"] = self.question
        return context


class CodeField(forms.CharField):
    """A code of the second factor: of the app, or a recovery code."""

    def __init__(self, *, autofocus: bool = False, **kwargs):
        errors = {"required": _("Enter the code your app shows now.")}
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "autofocus": autofocus}
        super().__init__(label=_("Code"), max_length=LONGEST_ANSWER, widget=CodeInput(attrs=attrs), error_messages=errors, **kwargs)

    def offer_key(self) -> None:
        """The person has a security key, which may answer in place of a code."""
        self.widget.question = reverse("personnel:key_question")


class ProofForm(forms.Form):
    """Fresh proof of identity: the password, and a code of the second factor where whoever fills it in has one."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password: each step needs fresh proof that it is you.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        request = context.request
        if request is not None and request.user.is_authenticated and has_factor(request.user):
            self.fields["code"] = CodeField(help_text=_("Of your second factor; a recovery code will do as well."))
            if has_key(request.user):
                self.fields["code"].offer_key()
            self.order_fields(self.field_order)
