"""Password rules: not the name, the birthday or the phone; not one used before. Basis: seed D, DOMAIN §4.4."""

import re

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from personnel.models import PasswordRecord

REMEMBERED = 5
SHORTEST_PART = 4


class PersonalDataValidator:
    """Refuses a password that holds the account, the name, digits of the birthday or of the phone."""

    def validate(self, password, user=None):
        folded = password.casefold()
        if user is not None and any(part in folded for part in _parts(user)):
            raise ValidationError(_("The password must not contain your name, account, birthday or phone number."), code="personal")

    def get_help_text(self):
        return _("It must not contain your name, account, birthday or phone number.")


def _parts(person) -> set[str]:
    birthday, phone = re.sub(r"\D", "", person.birthday), re.sub(r"\D", "", person.phone)
    dates = {birthday, birthday[2:], birthday[4:]} if birthday else set()
    numbers = {phone, phone[-8:], phone[-4:]} if phone else set()
    words = {person.username.casefold(), person.name.casefold()}
    return {part for part in dates | numbers if len(part) >= SHORTEST_PART} | {word for word in words if len(word) >= 2}


class CompositionValidator:
    """At least three of: small letters, capitals, digits, other signs."""

    KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")

    def validate(self, password, user=None):
        if sum(bool(re.search(kind, password)) for kind in self.KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="composition")

    def get_help_text(self):
        return _("Use at least three of: small letters, capital letters, digits, other signs.")


class NotUsedBeforeValidator:
    """Refuses the last five passwords."""

    def validate(self, password, user=None):
        if user is None:
            return
        used = PasswordRecord.objects.filter(person=user).order_by("-at")[:REMEMBERED]
        if any(check_password(password, record.hashed) for record in used):
            raise ValidationError(_("Choose a password you have not used recently."), code="used_before")

    def get_help_text(self):
        return _("It must differ from your last five passwords.")
