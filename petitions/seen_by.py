"""The page "what this person can see", among those about a person."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from personnel.models import Person
from personnel.registry import PersonPage
from petitions.rules import obstacles_to_asking_what


def _open_to(person: Person, reader: Person, on: date) -> bool:
    return not any(obstacles_to_asking_what(person, reader, on=on))


PAGE = PersonPage(_("What this person can see"), lambda person: reverse("petitions:seen_by", args=[person.pk]), _open_to)
