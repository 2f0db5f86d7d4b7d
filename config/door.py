"""The sign-in's own rules on top of django-allauth."""

from allauth.account.adapter import DefaultAccountAdapter


class Door(DefaultAccountAdapter):
    """Follows `next` only to an address of this house; what cannot be read as an address leads to the worklist."""

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False
