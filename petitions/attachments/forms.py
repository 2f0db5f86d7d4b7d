"""The shape of what is entered about attachments."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from petitions.fields import TextField, choice
from petitions.models import Note


class AttachingForm(forms.Form):
    """Where the files belong; the files themselves are sealed before any form sees them."""

    belongs_to = choice(_("Belongs to"), [], required=False)
    attached_before = forms.IntegerField(required=False, min_value=0)  # said by the script with the last of its files

    def __init__(self, notes: list[Note], data=None):
        super().__init__(data)
        self.notes = {str(note.pk): note for note in notes}
        offered = [("", _("the petition itself"))] + [(pk, _worded(note)) for pk, note in self.notes.items()]
        self.fields["belongs_to"].choices = offered

    def note(self) -> Note | None:
        return self.notes.get(self.cleaned_data["belongs_to"])


def _worded(note: Note) -> str:
    when = timezone.localtime(note.written_at)
    return _("my note of %(when)s") % {"when": f"{when:%Y-%m-%d %H:%M}"}


class RemovalForm(forms.Form):
    reason = TextField(label=_("Reason"), limit=500, widget=forms.Textarea(attrs={"rows": 3}))
