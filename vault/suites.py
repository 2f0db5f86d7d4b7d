"""Cipher suites. A sealed blob is: version byte, 12-byte nonce, ciphertext with its 16-byte tag."""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.errors import DoesNotVerify, KeyStoreUnusable

KEY_BYTES = 32
NONCE_BYTES = 12
_BLOCK_BYTES = 64  # of SHA-256


@dataclass(frozen=True)
class AesSuite:
    """AES-256-GCM with SHA-256."""

    version: int = 1

    def seal(self, key: bytes, plaintext: bytes, place: bytes) -> bytes:
        """Seals for one place; a blob moved elsewhere does not open."""
        nonce = os.urandom(NONCE_BYTES)
        return bytes([self.version]) + nonce + AESGCM(key).encrypt(nonce, plaintext, place)

    def open(self, key: bytes, blob: bytes, place: bytes) -> bytes:
        """Raises DoesNotVerify for every kind of damage, without saying which."""
        blob = bytes(blob)
        if len(blob) < 1 + NONCE_BYTES + 16 or blob[0] != self.version:
            raise DoesNotVerify(place.decode(errors="replace"))
        nonce, body = blob[1 : 1 + NONCE_BYTES], blob[1 + NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, body, place)
        except InvalidTag:
            raise DoesNotVerify(place.decode(errors="replace")) from None

    def mac(self, key: bytes, message: bytes) -> bytes:
        return hmac.digest(key, message, "sha256")

    def mac_of(self, key: bytes) -> Callable[[bytes], bytes]:
        """`mac` under one key for very many messages: the key's two blocks are hashed once (RFC 2104)."""
        filled = key.ljust(_BLOCK_BYTES, b"\0")
        inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in filled))
        outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in filled))

        def mac(message: bytes) -> bytes:
            within, around = inner.copy(), outer.copy()
            within.update(message)
            around.update(within.digest())
            return around.digest()

        return mac

    def digest(self, message: bytes) -> bytes:
        return hashlib.sha256(message).digest()


SUITES = {"aes": AesSuite()}


@cache
def current() -> AesSuite:
    """What the settings name; they do not change while the process runs."""
    from django.conf import settings  # settings are not ready while this module is imported

    return SUITES[getattr(settings, "CIPHER_SUITE", "aes")]


# NIST SP 800-38D test case 14 (AES-256, zero key and nonce, one zero block).
_GCM_VECTOR = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
_SHA_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def check_vectors() -> None:
    """Refuses to start on a library that does not compute the published vectors."""
    sealed = AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), b"")
    if sealed.hex() != _GCM_VECTOR or hashlib.sha256(b"abc").hexdigest() != _SHA_ABC:
        raise KeyStoreUnusable("the cipher library does not reproduce the published test vectors")
