"""Whom to add to a scope, until when; whom to take out; why."""

from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from classification.scopes import Nameable, reference_to, referred_to
from classification.scoping.querysets import scope_of
from personnel.models import Person
from petitions.fields import TextField, choice, day
from petitions.forms.grading import scope_choices
from petitions.models import Petition
from petitions.scoping.rules import own, scopes_for_others

FIELD_OF = dict.fromkeys(("NO_DAY", "DAY_OVER", "TOO_FAR"), "until")


class _ScopingForm(forms.Form):
    who = choice(_("Unit, group or person"), [])
    reason = TextField(label=_("Reason"), limit=1_000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_who(self) -> Nameable:
        return referred_to(self.cleaned_data["who"])

    def tell(self, obstacle) -> None:
        """What only the action knows, beside its field."""
        field = FIELD_OF.get(obstacle.code, "who")
        self.add_error(field if field in self.fields else None, obstacle.sentence)


class AddingForm(_ScopingForm):
    until = day(_("Until"))
    field_order = ["who", "until", "reason"]

    def __init__(self, petition: Petition, person: Person, data=None, *, on: date):
        super().__init__(data, initial={"until": on + timedelta(days=min(30, settings.SCOPE_LONGEST_DAYS))})
        said = gettext("The last day; at most %(days)s days from today. Then access ends by itself.")
        self.fields["until"].help_text = said % {"days": settings.SCOPE_LONGEST_DAYS}
        mine = [(reference_to(one), str(one)) for one in own(person)]
        self.fields["who"].choices = [("", ""), *(scope_choices(on) if scopes_for_others(petition, person) else mine)]


class RemovalForm(_ScopingForm):
    field_order = ["who", "reason"]

    def __init__(self, petition: Petition, person: Person, data=None, *, on: date):
        super().__init__(data)
        self.fields["who"].choices = [("", ""), *((one.reference, str(one)) for one in scope_of(petition.record, on=on))]
