"""The shape of what is entered into a file."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.file.models import CATEGORIES, Currency, EntryKind, Remedy, Sanction, WithLoss
from personnel.forms import refuse_hidden_characters

LONGEST = 4000


def _text(label, *, rows: int = 4, required: bool = True, help_text="", said: object = "") -> forms.CharField:
    messages = {"required": said} if said else {}
    area = forms.Textarea(attrs={"rows": rows})
    checks = [refuse_hidden_characters]
    return forms.CharField(
        label=label, max_length=LONGEST, widget=area, validators=checks, required=required, help_text=help_text, error_messages=messages
    )


class EntryForm(forms.Form):
    """Category by kind; which kind it is follows from the category."""

    category = forms.ChoiceField(
        label=_("Kind of entry"),
        choices=[(kind.label, [(category.value, category.label) for category in CATEGORIES[kind]]) for kind in EntryKind],
    )
    happened_on = forms.DateField(label=_("Day"), initial=timezone.localdate, widget=forms.DateInput)
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput, help_text=_("For journeys: the day of return."))
    sanction = forms.ChoiceField(label=_("Sanction"), choices=[("", _("None")), *Sanction.choices], required=False)
    evidence = _text(_("What it rests on"), help_text=_("Kept sealed."), said=_("Say in a sentence what it rests on."))
    decision = _text(_("What was decided"), required=False, help_text=_("Kept sealed."))

    def values(self) -> dict:
        category = self.cleaned_data["category"]
        kind = next(kind for kind in EntryKind if category in CATEGORIES[kind])
        return self.cleaned_data | {"kind": kind.value}


class LossForm(forms.Form):
    """What it cost; zero where nothing was lost."""

    loss = forms.DecimalField(label=_("Loss"), min_value=0, max_digits=14, decimal_places=2, help_text=_("0 where nothing was lost."))
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    assessed_by = forms.CharField(
        label=_("Assessed by"), max_length=80, validators=[refuse_hidden_characters], help_text=_("A unit, a commission or an expert.")
    )
    assessed_on = forms.DateField(label=_("Assessed on"), initial=timezone.localdate, widget=forms.DateInput)
    remedy = forms.ChoiceField(label=_("Whether it is made good"), choices=Remedy.choices)

    def __init__(self, data=None, *, thing: WithLoss):
        kept = {name: getattr(thing, name) for name in self.base_fields} if thing.loss is not None else None
        super().__init__(data, initial=kept)


class AppealForm(forms.Form):
    """The person's own words, once."""

    text = _text(_("Your appeal"), rows=6, help_text=_("Kept sealed; it can be made once."), said=_("Say why the entry is wrong."))


class AnswerForm(forms.Form):
    text = _text(_("Answer"), rows=6, help_text=_("Kept sealed; the person reads it."), said=_("Say what became of the appeal."))
