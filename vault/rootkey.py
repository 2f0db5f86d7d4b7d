"""Where the root key comes from. It wraps the epoch key and nothing else."""

from pathlib import Path

from django.conf import settings

from vault import suites
from vault.errors import KeyStoreUnusable


def root_key() -> bytes:
    """The 32-byte root key of the configured provider (`ROOT_KEY_PROVIDER`, at present: file)."""
    path = Path(settings.ROOT_KEY_FILE)
    try:
        key = path.read_bytes()
    except OSError as error:
        raise KeyStoreUnusable(f"ROOT_KEY_FILE cannot be read: {error.strerror}") from None
    if len(key) != suites.KEY_BYTES:
        raise KeyStoreUnusable(f"ROOT_KEY_FILE must hold exactly {suites.KEY_BYTES} bytes")
    return key
