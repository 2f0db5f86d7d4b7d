"""What factors are called."""

from django.utils.translation import gettext_lazy as _

from personnel.factor.checking import APP, CODES
from personnel.factor.security_keys import KEY

FACTORS = {APP.value: _("code of an app"), CODES.value: _("recovery code"), KEY.value: _("security key")}
