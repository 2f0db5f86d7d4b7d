"""What is filled in about a breach."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.forms import refuse_hidden_characters
from personnel.models import Person
from personnel.partners.breaches.models import KINDS, WITH_AMOUNT, Measure
from personnel.partners.models import Partner
from personnel.proposals.forms import CHOOSE, DAY, ReasonedForm

SEALED = _("Kept sealed.")


def _text(label, said) -> forms.CharField:
    area, checks = forms.Textarea(attrs={"rows": 4}), [refuse_hidden_characters]
    return forms.CharField(
        label=label, max_length=4000, validators=checks, widget=area, help_text=SEALED, error_messages={"required": said}
    )


class MeasureForm(ReasonedForm):
    """Which measure the leader in charge is asked for, and why."""

    measure = forms.ChoiceField(label=_("Measure"), choices=[("", "—"), *Measure.choices], error_messages=CHOOSE)
    amount = forms.DecimalField(
        label=_("Amount in yuan"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("For a deduction or a compensation."),
    )
    field_order = ["measure", "amount", "reason"]

    def clean(self):
        values = super().clean()
        measure, amount = values.get("measure"), values.get("amount")
        if measure in WITH_AMOUNT and not amount:
            self.add_error("amount", _("Enter the amount in yuan."))
        if measure == Measure.TERMINATION:
            values["amount"] = None
        return values


class BreachForm(MeasureForm):
    """What happened, and which measure the leader in charge is asked for."""

    category = forms.ChoiceField(label=_("Kind of breach"), choices=[("", "—"), *KINDS], error_messages=CHOOSE)
    happened_on = forms.DateField(label=_("Day"), initial=timezone.localdate, widget=forms.DateInput, error_messages=DAY)
    who = forms.ModelChoiceField(
        label=_("By whom"),
        queryset=Person.objects.none(),
        required=False,
        error_messages=CHOOSE,
        empty_label=_("The firm itself, or somebody without an account"),
    )
    account = _text(_("What was done against the agreement"), _("Say in a few sentences what happened and how it was found."))
    field_order = ["category", "happened_on", "who", "account", "measure", "amount", "reason"]
    wide = ("account",)

    def __init__(self, partner: Partner, data=None):
        super().__init__(None, data)
        self.fields["who"].queryset = Person.objects.filter(memberships__partner=partner).distinct()

    def told(self) -> dict:
        """What is recorded, without why the measure is asked for."""
        kept = ("category", "happened_on", "account", "measure", "amount")
        return {name: self.cleaned_data[name] for name in kept} | {"person": self.cleaned_data["who"]}


class ObjectionForm(forms.Form):
    """The firm's own words."""

    objected_on = forms.DateField(label=_("Received on"), initial=timezone.localdate, widget=forms.DateInput, error_messages=DAY)
    text = _text(_("Objection of the firm"), _("Enter what the firm says against the measure."))
    wide = ("text",)


class AnswerForm(forms.Form):
    text = _text(_("Answer"), _("Say what became of the objection."))
    wide = ("text",)
