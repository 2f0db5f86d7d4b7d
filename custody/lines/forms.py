"""What the security clerk fills in for a carrier that has no record here."""

from datetime import date
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from classification.ceiling import ledger_only
from classification.models import SecrecyLevel
from classification.periods import UnreadablePeriod, parse_period
from custody.lines.actions import Line, obstacles_to_line
from petitions.fields import LineField, RowField

PAGES = {"invalid": _("Enter a whole number of pages, for example 12."), "min_value": _("Enter a whole number of pages, for example 12.")}
COPIES = {"invalid": _("Enter a whole number of copies, at least 1."), "min_value": _("Enter at least 1.")}
PERIOD = _("Enter a period as 10 years, 6 months, 2030-05-01 or long-term.")


class LineForm(forms.Form):
    """Neutral title, level, period, pages, copies, place. Nothing of what it says."""

    FIELD_OF: ClassVar[dict[str, str]] = {"PERIOD_TOO_LONG": "period", "HOLDS_CONTENT": "level"}

    title = LineField(
        label=_("Neutral title"),
        limit=40,
        help_text=_("The number of the document. Never what it is about: the ledger is not classified."),
    )
    level = RowField(label=_("Level"), queryset=SecrecyLevel.objects.none(), empty_label="—")
    period = forms.CharField(label=_("Period"), max_length=20, help_text=PERIOD)
    pages = forms.IntegerField(label=_("Pages"), min_value=1, max_value=1_000_000, error_messages=PAGES)
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=10_000, initial=1, error_messages=COPIES)
    place = LineField(label=_("Place"), limit=80)

    def __init__(self, data=None, *, on: date):
        super().__init__(data)
        self.on = on
        self.fields["level"].queryset = ledger_only()

    def clean_period(self):
        try:
            return parse_period(self.cleaned_data["period"], start=self.on)
        except UnreadablePeriod:
            raise forms.ValidationError(PERIOD) from None

    def clean(self):
        values = super().clean()
        if not self.errors:
            for obstacle in obstacles_to_line(self.line(), on=self.on):
                self.add_error(self.FIELD_OF[obstacle.code], str(obstacle))
        return values

    def line(self) -> Line:
        return Line(**{name: self.cleaned_data[name] for name in ("title", "level", "period", "pages", "copies", "place")})
