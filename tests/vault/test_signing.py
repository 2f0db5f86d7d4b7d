"""Ed25519: RFC 8032's own vectors, by the library we sign with and by the verifier that has no library."""

import pytest

from vault import keys, signing
from verifier.verify_trail import ORDER, ed25519_verifies

# RFC 8032, section 7.1: public key, message, signature of TEST 1, 2, 3 and SHA(abc).
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]
BOTH = [signing.verifies, ed25519_verifies]


@pytest.mark.parametrize("verifies", BOTH)
@pytest.mark.parametrize("number", range(len(VECTORS)))
def test_the_published_vectors_verify(verifies, number):
    public, message, signature = (bytes.fromhex(part) for part in VECTORS[number])
    assert verifies(public, signature, message)


@pytest.mark.parametrize("verifies", BOTH)
def test_one_flipped_bit_anywhere_does_not_verify(verifies):
    public, message, signature = (bytes.fromhex(part) for part in VECTORS[2])
    for place in range(64 * 8):
        assert not verifies(public, flipped(signature, place), message)
    for place in range(0, 32 * 8, 5):
        assert not verifies(flipped(public, place), signature, message)
    assert not verifies(public, signature, flipped(message, 3))


def flipped(data: bytes, place: int) -> bytes:
    return (int.from_bytes(data, "big") ^ 1 << place).to_bytes(len(data), "big")


@pytest.mark.parametrize("verifies", BOTH)
@pytest.mark.parametrize("length", [0, 31, 32, 63, 65])
def test_a_signature_of_another_length_does_not_verify(verifies, length):
    public, message, signature = (bytes.fromhex(part) for part in VECTORS[1])
    assert not verifies(public, (signature * 2)[:length], message)


@pytest.mark.parametrize("verifies", BOTH)
def test_the_same_signature_in_a_second_spelling_does_not_verify(verifies):
    """S and S + L would both satisfy the equation; RFC 8032 demands the smaller."""
    public, message, signature = (bytes.fromhex(part) for part in VECTORS[1])
    second = int.from_bytes(signature[32:], "little") + ORDER
    assert not verifies(public, signature[:32] + second.to_bytes(32, "little"), message)


@pytest.mark.django_db
def test_what_the_vault_signs_anybody_with_the_public_key_can_check():
    with keys.key_scope():
        signature, public = signing.sign("tried", b"words"), signing.public_key("tried")
    assert ed25519_verifies(public, signature, b"words")
    assert not ed25519_verifies(public, signature, b"other words")
    assert signing.public_key("another") != public
