"""The code at the door, and the steps on one's own second factor."""

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.models import Result
from personnel.factor import events
from personnel.factor.checking import spend, step_of
from personnel.factor.security_keys import has_key, keys_of
from personnel.forms import CodeField, ProofForm, refuse_hidden_characters
from personnel.models import Person
from personnel.signin.lockout import CODE, may_try, welcome

WRONG = _("This code is not right, or it was used already. Wait for the next one your app shows.")

CLOSED = _("This account is closed; the security administrator opens it again.")


class SignInCodeForm(AuthenticateForm):
    """django-allauth's, in our words and with our lock-out; wrong codes are counted apart from wrong passwords."""

    code = CodeField(help_text=_("Of your phone; or, if you do not have it, one of your recovery codes."), autofocus=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if has_key(self.user):
            self.fields["code"].offer_key()

    def clean_code(self) -> str:
        if not self.user.is_active:  # closed since the password was given; no code is spent on it
            raise ValidationError(CLOSED)
        address = get_adapter().get_client_ip(context.request)
        if not may_try(self.user.username, address, step=CODE):
            raise get_adapter().validation_error("too_many_login_attempts")
        found = spend(self.user, self.cleaned_data["code"])
        if found is None:
            record(events.FAILED, actor=self.user, subject=self.user, result=Result.FAILED)
            raise ValidationError(WRONG)
        welcome(self.user.username, address, step=CODE)
        record(events.USED, actor=self.user, subject=self.user, facts={"factor": found.type})
        found.user, self.authenticator = self.user, found
        return self.cleaned_data["code"]


class SetUpForm(forms.Form):
    """The first code of the app shows that it knows the secret. `step`: what is spent by it."""

    code = CodeField(help_text=_("The six digits the app shows now."))
    step: int

    def __init__(self, *args, secret: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.secret = secret

    def clean_code(self) -> str:
        step = step_of(self.secret, self.cleaned_data["code"])
        if step is None:
            raise ValidationError(_("This code does not fit. Check the phone's time, and enter the code it shows now."))
        self.step = step
        return self.cleaned_data["code"]


class BeginningForm(ProofForm):
    """The set-up begins."""


class CodesForm(ProofForm):
    """New recovery codes."""


class RemovalForm(ProofForm):
    """The second factor is removed."""


class KeyForm(ProofForm):
    """A new security key. What the key says comes beside the form (`credential`)."""

    name = forms.CharField(
        label=_("Name of the key"),
        max_length=40,
        validators=[refuse_hidden_characters],
        help_text=_("For example: the blue one on my ring."),
    )
    field_order = ["name", "password"]


class KeyRemovalForm(ProofForm):
    """One of the own keys is removed."""

    key = forms.TypedChoiceField(
        label=_("Security key"), coerce=int, error_messages={"invalid_choice": _("Choose one of the entries offered.")}
    )
    field_order = ["key", "password"]

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [(key.pk, key.data["name"]) for key in keys_of(person)]
