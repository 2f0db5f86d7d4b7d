"""The filter over the list, the search field."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classification.models import Scheme
from personnel.models import Person, Unit
from personnel.offices import Office
from personnel.querysets import holders
from petitions.choices import Category, Channel, Status
from petitions.fields import RowField, choice, day
from petitions.querysets import UNGRADED

ALL = ("", _("All"))
LONGEST_SEARCH = 100  # characters


def _levels() -> list:
    """Levels grouped by scheme, and those not graded yet."""
    schemes = Scheme.objects.prefetch_related("levels")
    graded = [(str(scheme), [(level.code, str(level)) for level in scheme.levels.all()]) for scheme in schemes]
    return [ALL, (UNGRADED, _("Not graded yet")), *graded]


class PetitionFilter(forms.Form):
    """By clear columns only; a value that makes no sense is left out."""

    q = forms.CharField(label=_("Record number"), required=False, max_length=20)
    status = choice(_("State"), [ALL, *Status.choices], required=False)
    level = choice(_("Level"), _levels, required=False)
    unit = RowField(Unit.objects.all(), label=_("Unit"), required=False, empty_label=_("All"))
    channel = choice(_("Channel"), [ALL, *Channel.choices], required=False)
    category = choice(_("Category"), [ALL, *Category.choices], required=False)
    received_from = day(_("Received from"), required=False)
    received_to = day(_("Received to"), required=False)
    closed_from = day(_("Closed from"), required=False)
    closed_to = day(_("Closed to"), required=False)
    handling_officer = RowField(Person.objects.none(), label=_("Handling officer"), required=False, empty_label=_("All"))

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["handling_officer"].queryset = holders(Office.HANDLING_OFFICER, on=timezone.localdate()).order_by("name")

    def chosen(self) -> dict:
        """What was chosen and makes sense."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class SearchForm(forms.Form):
    """A number, a name, a phone, an ID number or words of the subject. Travels by POST only."""

    q = forms.CharField(max_length=LONGEST_SEARCH, required=False)
