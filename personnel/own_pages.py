"""What somebody finds on their own page, and nobody else there."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from personnel.models import Person
from personnel.registry import PersonPage


def _own(label, name: str) -> PersonPage:
    return PersonPage(label, lambda person: reverse(name), _is_own)


def _is_own(person: Person, reader: Person, on) -> bool:
    return person.pk == reader.pk


OWN_PAGES = (
    _own(_("Change your password"), "account_change_password"),
    _own(_("My second factor"), "personnel:my_factor"),
    _own(_("My devices"), "personnel:my_devices"),
)
