"""The ciphers compute what the standards publish."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from vault import suites
from vault.errors import DoesNotVerify, KeyStoreUnusable

SUITE = suites.SUITES["aes"]

# NIST SP 800-38D / McGrew-Viega test cases 13 to 16: AES-256-GCM.
KEY = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
TEXT = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
SEALED = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
VECTORS = [
    ("00" * 32, "00" * 12, "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
    ("00" * 32, "00" * 12, "00" * 16, "", "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"),
    (KEY, "cafebabefacedbaddecaf888", TEXT, "feedfacedeadbeeffeedfacedeadbeefabaddad2", SEALED, "76fc6ece0f4e1768cddf8853bb2d551b"),
]


@pytest.mark.parametrize(("key", "nonce", "plaintext", "place", "ciphertext", "tag"), VECTORS)
def test_published_vectors_are_opened_and_computed(key: str, nonce: str, plaintext: str, place: str, ciphertext: str, tag: str) -> None:
    raw = [bytes.fromhex(value) for value in (key, nonce, plaintext, place, ciphertext + tag)]
    assert AESGCM(raw[0]).encrypt(raw[1], raw[2], raw[3]) == raw[4]
    assert SUITE.open(raw[0], b"\x01" + raw[1] + raw[4], raw[3]) == raw[2]


def test_rfc_4231_hmac_vector() -> None:
    assert SUITE.mac(b"\x0b" * 20, b"Hi There").hex() == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"


def test_the_start_is_refused_where_the_library_computes_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    suites.check_vectors()
    monkeypatch.setattr(suites, "_GCM_VECTOR", "00" * 32)
    with pytest.raises(KeyStoreUnusable):
        suites.check_vectors()


@given(key=st.binary(min_size=32, max_size=32), text=st.binary(max_size=500), place=st.binary(max_size=60))
def test_what_is_sealed_opens_in_its_place_and_with_its_key_only(key: bytes, text: bytes, place: bytes) -> None:
    blob = SUITE.seal(key, text, place)
    assert blob[0] == SUITE.version
    assert len(blob) == 1 + 12 + len(text) + 16
    assert SUITE.open(key, blob, place) == text
    for other_key, other_place in ((bytes([key[0] ^ 1]) + key[1:], place), (key, place + b"x")):
        with pytest.raises(DoesNotVerify):
            SUITE.open(other_key, blob, other_place)


@given(st.binary(max_size=64))
def test_t94_damage_is_one_error_whatever_is_damaged(blob: bytes) -> None:
    with pytest.raises(DoesNotVerify) as raised:
        SUITE.open(bytes(32), blob, b"place")
    assert str(raised.value) == "sealed value does not verify: place"


def test_a_blob_of_another_version_is_not_tried() -> None:
    blob = SUITE.seal(bytes(32), b"text", b"place")
    with pytest.raises(DoesNotVerify):
        SUITE.open(bytes(32), b"\x02" + blob[1:], b"place")


def test_digest_and_mac_are_sha_256() -> None:
    assert SUITE.digest(b"abc") == hashlib.sha256(b"abc").digest()
    assert SUITE.mac(b"k", b"m") == hmac.digest(b"k", b"m", "sha256")
