"""The shape of the directory's filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from personnel.models import Unit
from personnel.offices import Office


class DirectoryFilter(forms.Form):
    """By unit and office; a value that names neither is left out."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.all(), required=False, empty_label=_("All"))
    office = forms.ChoiceField(label=_("Office"), choices=[("", _("All")), *Office.choices], required=False)

    def chosen(self) -> dict:
        """What was chosen and makes sense."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
