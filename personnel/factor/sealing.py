"""Secrets of a second factor are sealed by the record key of the person they belong to, for that person and one use alone.

django-allauth asks its adapter to seal and to open without saying whose secret it is; whoever calls it says so with `secrets_of`,
and without that nothing is sealed and nothing opens. A secret moved to another person's row does not open (THREATS T13).
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from vault import keys, suites

_owner: ContextVar[tuple[UUID, str] | None] = ContextVar("personnel_factor_owner", default=None)


@contextmanager
def secrets_of(person_id: UUID, use: str) -> Iterator[None]:
    """Inside, secrets are this person's, for this use."""
    token = _owner.set((person_id, use))
    try:
        yield
    finally:
        _owner.reset(token)


def seal(text: str) -> str:
    key, place = _whose()
    return b64encode(suites.current().seal(key, text.encode(), place)).decode()


def unseal(sealed: str) -> str:
    """Raises DoesNotVerify where it is somebody else's, for another use, or damaged."""
    key, place = _whose()
    return suites.current().open(key, b64decode(sealed), place).decode()


def _whose() -> tuple[bytes, bytes]:
    owner = _owner.get()
    if owner is None:
        raise RuntimeError("nobody said whose secret this is: use secrets_of")
    person_id, use = owner
    return keys.record_key(person_id), f"xinmi|second factor|{use}|{person_id}".encode()


class SealingAdapter(DefaultMFAAdapter):
    """Nothing that django-allauth keeps of a second factor lies open in the database."""

    def _get_site_name(self) -> str:
        """What a security key shows."""
        return settings.ORGANISATION_NAME

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
