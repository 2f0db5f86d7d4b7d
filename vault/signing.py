"""Ed25519 signatures (RFC 8032): whoever has the public key can check them, without any secret of ours."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from vault import keys


def sign(purpose: str, message: bytes) -> bytes:
    """The purpose's signature of the message: 64 bytes, the same each time."""
    return _private(purpose).sign(message)


def public_key(purpose: str) -> bytes:
    """What others check the purpose's signatures with: 32 bytes, to be published."""
    return _private(purpose).public_key().public_bytes_raw()


def verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of this public key's secret signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(purpose: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keys.purpose_key(purpose))
