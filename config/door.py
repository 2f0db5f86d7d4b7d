"""The sign-in's own rules on top of django-allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from personnel.actions import set_password
from personnel.signin import events
from personnel.signin.lockout import may_try, welcome


class Door(DefaultAccountAdapter):
    """Follows `next` only to an address of this house; what cannot be read as an address leads to the worklist."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The account or the password is not right. Type both again."),
        "too_many_login_attempts": _("Too many failed attempts. Wait a quarter of an hour, or ask your system administrator."),
    }

    def pre_authenticate(self, request, **credentials):
        """The budget of the address is allauth's; that of the account is ours, so that it locks out nobody but who guesses."""
        super().pre_authenticate(request, **credentials)
        if not may_try(credentials.get("username", ""), self.get_client_ip(request)):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request, **credentials):
        person = super().authenticate(request, **credentials)
        if person is not None:
            welcome(credentials.get("username", ""), self.get_client_ip(request))
        return person

    def set_password(self, user, password):
        """The person changes their own."""
        with transaction.atomic():
            set_password(user, password, by=user)
            record(events.PASSWORD_CHANGED, actor=user, subject=user)

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False
