"""Wording a report, and what the trail page is filtered by."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.inspection.models import Report
from audit.trail.events import Kind, all_events
from audit.trail.models import Result
from personnel.forms import refuse_hidden_characters

EMPTY_IS_NONE = _("Where there is nothing to say, write “none”.")
CHAPTERS = ("organisation", "results", "problems", "measures", "next_steps")
LONGEST = 20_000


class WordingForm(forms.Form):
    """Five chapters; the third is the data table, which nobody words. Basis: DOMAIN §5.6."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CHAPTERS:
            self.fields[name] = forms.CharField(
                label=Report._meta.get_field(name).verbose_name,
                max_length=LONGEST,
                validators=[refuse_hidden_characters],
                widget=forms.Textarea(attrs={"rows": 5}),
                error_messages={"required": EMPTY_IS_NONE},
            )


class TrailFilter(forms.Form):
    """Every field narrows; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Number"), max_length=40, required=False)
    actor = forms.CharField(label=_("Account or name"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])
    event = forms.ChoiceField(label=_("Event"), required=False)
    result = forms.ChoiceField(label=_("Result"), required=False, choices=[("", _("All")), *Result.choices])
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput)
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput)
    record = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = [("", _("All")), *sorted(_events_in_words(), key=lambda pair: pair[1])]

    def chosen(self) -> dict:
        """The values that were understood; a NUL, or a day far from any trail, counts as nothing chosen."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and _is_near(value)}


def _is_near(value: object) -> bool:
    return not isinstance(value, date) or 2000 <= value.year <= 2999


def _events_in_words() -> list[tuple[str, str]]:
    """Each event by its sentence, with dots where its facts would stand."""
    return [(event.code, str(event.sentence) % dict.fromkeys(event.facts, "…")) for event in all_events()]
