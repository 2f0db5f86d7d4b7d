"""To make an account, to keep it, to choose its password."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from personnel.forms import ProofForm, refuse_hidden_characters

ACCOUNT = RegexValidator(r"^[a-z][a-z0-9._-]{1,59}$", _("Use two or more small letters, digits, dots, hyphens; begin with a letter."))


class AccountForm(forms.Form):
    """The shell of an account: nothing but whose it is."""

    username = forms.CharField(
        label=_("Account"),
        max_length=60,
        validators=[ACCOUNT],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("What the person types to sign in, for example the name in small letters. It stays for good."),
    )
    name = forms.CharField(label=_("Name"), max_length=60, validators=[refuse_hidden_characters])


class RenewalForm(ProofForm):
    """The owner may choose a new password."""


class ClosingForm(ProofForm):
    """The account is closed."""


class ReopeningForm(ProofForm):
    """The account is opened again."""


def _password(label) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))


def _half(label) -> forms.CharField:
    attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    return forms.CharField(label=label, max_length=30, widget=forms.TextInput(attrs=attrs))


class ActivationForm(forms.Form):
    """Account, both halves of the code, and the password its owner chooses."""

    username = forms.CharField(
        label=_("Account"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"})
    )
    first = _half(_("First half of the code"))
    second = _half(_("Second half of the code"))
    password = _password(_("New password"))
    again = _password(_("The new password once more"))

    def clean(self):
        values = super().clean()
        if values.get("password") and values.get("again") and values["password"] != values["again"]:
            self.add_error("again", _("The two passwords differ; type both again."))
        return values
