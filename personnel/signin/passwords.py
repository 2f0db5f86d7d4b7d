"""Password rules as the installation's policy has them: length, mixture, not one's own particulars, not one used before.

Django's `validate_password` asks them wherever a password is set. Basis: seed D, DOMAIN §4.4.
"""

import re

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from personnel.models import PasswordRecord
from personnel.signin.policy import in_force

SHORTEST_PART = 4


class LengthValidator:
    """As long as the policy asks for."""

    def validate(self, password, user=None):
        if len(password) < in_force().shortest:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self):
        shortest = in_force().shortest
        return ngettext("Use at least %(count)d character.", "Use at least %(count)d characters.", shortest) % {"count": shortest}


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
    """As many of these as the policy asks for: small letters, capitals, digits, other signs."""

    KINDS = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")

    def validate(self, password, user=None):
        if sum(bool(re.search(kind, password)) for kind in self.KINDS) < in_force().kinds:
            raise ValidationError(self.get_help_text(), code="composition")

    def get_help_text(self):
        kinds = in_force().kinds
        if kinds == len(self.KINDS):
            return _("Use all four of: small letters, capital letters, digits, other signs.")
        return _("Use at least %(kinds)d of: small letters, capital letters, digits, other signs.") % {"kinds": kinds}


class NotUsedBeforeValidator:
    """Refuses the present password and as many earlier ones as the policy names."""

    def validate(self, password, user=None):
        if user is None or user._state.adding:
            return
        used = PasswordRecord.objects.filter(person=user).order_by("-at", "-pk").values_list("hashed", flat=True)
        hashes = dict.fromkeys([user.password, *used[: in_force().remembered]])
        if any(check_password(password, hashed) for hashed in hashes):
            raise ValidationError(_("Choose a password you have not used recently."), code="used_before")

    def get_help_text(self):
        count = in_force().remembered
        sentence = ngettext(
            "It must differ from your last %(count)d password.", "It must differ from your last %(count)d passwords.", count
        )
        return sentence % {"count": count}
