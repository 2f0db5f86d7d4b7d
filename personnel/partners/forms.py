"""What is filled in about a partner firm."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.forms import refuse_hidden_characters
from personnel.models import Person, Unit
from personnel.offices import Office
from personnel.partners.codes import is_in_order
from personnel.partners.condition import OWN_HOUSE
from personnel.partners.models import Membership, Partner
from personnel.proposals.forms import CHOOSE, ReasonedForm
from personnel.querysets import holders, members

DAY = {"invalid": _("Enter a day that exists, as in 2026-03-31."), "required": _("Enter a day, as in 2026-03-31.")}
SEALED = _("Kept sealed.")


def _line(label, *, limit: int, said: object = "", **kwargs) -> forms.CharField:
    messages = {"required": said} if said else {}
    return forms.CharField(label=label, max_length=limit, validators=[refuse_hidden_characters], error_messages=messages, **kwargs)


class PartnerForm(forms.Form):
    """Name and code as in the business licence."""

    name = _line(_("Name of the firm"), limit=80, said=_("Enter the name as it stands in the business licence."))
    code = _line(
        _("Unified social credit code"),
        limit=18,
        required=False,
        help_text=_("18 characters; leave it empty where the firm has none."),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit that answers for it"),
        queryset=Unit.objects.none(),
        error_messages=CHOOSE,
        help_text=_("Its head sees the firm, its leader in charge signs the agreement."),
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Works for the units"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    wide = ("units",)

    def __init__(self, partner: Partner | None, data=None):
        given = {name: getattr(partner, name) for name in ("name", "code", "unit")} | {"units": partner.units.all()} if partner else {}
        super().__init__(data, initial=given)
        self.partner = partner
        self.fields["unit"].queryset = self.fields["units"].queryset = Unit.objects.all()

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if self._others().filter(name=name).exists():
            raise ValidationError(_("A firm of this name is entered already."))
        return name

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip().upper()
        if code and not is_in_order(code):
            raise ValidationError(
                _("This is not such a code: 18 characters of which the last checks the others. Compare it with the licence.")
            )
        if code and self._others().filter(code=code).exists():
            raise ValidationError(_("A firm of this code is entered already."))
        return code

    def _others(self):
        return Partner.objects.exclude(pk=self.partner.pk) if self.partner else Partner.objects.all()


class JoiningForm(forms.Form):
    """Somebody who has an account here and belongs to the firm."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none(), error_messages=CHOOSE)

    def __init__(self, data=None):
        super().__init__(data)
        today = timezone.localdate()
        taken = Membership.objects.filter(until=None).values("person")
        own = [person.pk for office in OWN_HOUSE for person in holders(Office(office), on=today)]
        self.fields["person"].queryset = Person.objects.filter(is_active=True).exclude(pk__in=own).exclude(pk__in=taken)


class AgreementForm(forms.Form):
    """What the agreement names besides its text."""

    since = forms.DateField(label=_("Since"), initial=timezone.localdate, widget=forms.DateInput, error_messages=DAY)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput, error_messages=DAY)
    responsible = forms.ModelChoiceField(label=_("Answers for it here"), queryset=Person.objects.none(), error_messages=CHOOSE)
    contact = _line(
        _("Security contact of the firm"),
        limit=60,
        said=_("Enter the name of whoever the firm makes its security contact."),
        help_text=SEALED,
    )
    contact_phone = _line(_("Telephone of the contact"), limit=60, said=_("Enter how the contact can be reached."), help_text=SEALED)
    liability = forms.CharField(
        label=_("Liability agreed besides the text"),
        max_length=1000,
        validators=[refuse_hidden_characters],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=SEALED,
        error_messages={"required": _("Say what the firm answers with, as in: 10 % of the price for each breach.")},
    )
    wide = ("liability",)

    def __init__(self, partner: Partner, on: date, data=None):
        super().__init__(data)
        self.fields["responsible"].queryset = members(partner.unit, on=on)

    def clean(self):
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until < max(since, timezone.localdate()):
            self.add_error("until", _("The last day lies before the first, or before today; choose a later one."))
        return values


class SignatureForm(ReasonedForm):
    """Who signed for the firm, and when; the leader in charge is asked to sign for the house."""

    signatory = _line(_("Signed for the firm"), limit=60, said=_("Enter the name of whoever signed for the firm."), help_text=SEALED)
    signed_on = forms.DateField(label=_("Signed on"), initial=timezone.localdate, widget=forms.DateInput, error_messages=DAY)
    field_order = ["signatory", "signed_on", "reason"]
