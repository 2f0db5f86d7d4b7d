"""The shapes of setting what sign-in asks for, and of changing one's own password."""

from allauth.account import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Refused
from personnel.actions import prove_password
from personnel.forms import ProofForm
from personnel.offices import Office
from personnel.signin.models import SigninPolicy
from personnel.signin.profiles import FIGURES
from personnel.signin.rules import obstacles_to_figures, obstacles_to_offices


class PolicyForm(ProofForm):
    """One field a figure, each with what the profile asks for."""

    def __init__(self, *args, policy: SigninPolicy, **kwargs):
        super().__init__(*args, initial={name: getattr(policy, name) for name in FIGURES}, **kwargs)
        self.policy = policy
        for name, figure in FIGURES.items():
            hint = _("{unit}; the profile asks for {floor} at least") if figure.rising else _("{unit}; the profile lets at most {floor}")
            hint = format_lazy(hint, unit=figure.unit, floor=policy.floor[name])
            self.fields[name] = forms.IntegerField(label=figure.label, help_text=hint, min_value=0, max_value=9999)
        self.fields["second_factor_for"] = forms.MultipleChoiceField(
            label=_("Demanded of whoever holds one of these offices"),
            choices=Office.choices,
            required=False,
            initial=policy.second_factor_for,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Whoever has none is led to the set-up after sign-in and can do nothing else before it is done."),
        )
        self.order_fields([*FIGURES, "second_factor_for", "password"])

    def clean(self):
        figures = {name: value for name, value in self.cleaned_data.items() if name in FIGURES}
        for name, obstacle in obstacles_to_figures(self.policy, figures).items():
            self.add_error(name, str(obstacle))
        for obstacle in obstacles_to_offices(self.policy, self.cleaned_data.get("second_factor_for", ())):
            self.add_error("second_factor_for", str(obstacle))
        return self.cleaned_data

    def figure_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in FIGURES]

    @property
    def figures(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in FIGURES}


def _password_field(label, autocomplete: str, required, **kwargs) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=200, strip=False, widget=widget, error_messages={"required": required}, **kwargs)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """allauth's, in our words; the old password is proved as before a signature: counted, and an entry when it is wrong."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        again = self.fields["password2"]
        self.fields["oldpassword"] = _password_field(_("Your password"), "current-password", _("Enter the password you have now."))
        self.fields["password1"].label = _("New password")
        self.fields["password1"].error_messages["required"] = _("Enter a new password.")
        again.label = _("The new password once more")
        again.error_messages["required"] = _("Enter the new password a second time.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_oldpassword(self) -> str:
        old = self.cleaned_data["oldpassword"]
        try:
            prove_password(self.user, old)
        except Refused as refused:
            raise ValidationError([str(obstacle) for obstacle in refused.obstacles]) from refused
        return old
