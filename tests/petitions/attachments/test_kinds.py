"""What is taken and what is not: by content and by ending. Basis: THREATS T34, T35, T36."""

import random
import struct
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from petitions.attachments import names
from petitions.attachments.kinds import Kind, recognise
from petitions.attachments.problems import Problem
from tests.petitions.attachments import samples
from vault import files, keys
from vault.identity import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind_of(db: None) -> Any:
    dossier = uuid7()
    keys.make_key(dossier)

    def ask(name: str, content: bytes) -> Kind | str:
        with files.writing(dossier) as writer:
            writer.write(content)
        with files.reading(writer.written) as reader:
            found = recognise(reader, name)
        return found.code if isinstance(found, Problem) else found

    return ask


@pytest.mark.parametrize("name", samples.TAKEN)
def test_every_kind_that_is_offered_is_taken(kind_of: Any, name: str) -> None:
    assert isinstance(kind_of(name, samples.TAKEN[name]), Kind)


@pytest.mark.parametrize("name", samples.REFUSED)
def test_t35_what_is_not_what_it_says_is_refused_with_the_reason(kind_of: Any, name: str) -> None:
    content, code = samples.REFUSED[name]
    assert kind_of(name, content) == code


@pytest.mark.parametrize("name", samples.TAKEN)
def test_t35_no_kind_is_taken_under_the_name_of_another(kind_of: Any, name: str) -> None:
    """Each sample under the ending of every other signature."""
    by_signature = {"pdf", "jpg", "png", "gif", "bmp", "tif", "webp", "docx", "xlsx", "pptx", "ofd", "doc", "wav", "amr"}
    same = {"jpeg": "jpg", "tiff": "tif", "wps": "doc", "xls": "doc", "m4a": "mp4"}
    ending = name.rsplit(".")[-1].lower()
    for other in by_signature - {same.get(ending, ending)}:
        assert isinstance(kind_of(f"x.{other}", samples.TAKEN[name]), str), other
        assert kind_of(f"x.{other}", samples.TAKEN[name]) in ("WRONG_CONTENT", "DAMAGED"), other


def test_t34_a_package_with_a_huge_table_of_contents_is_refused_before_it_is_read(kind_of: Any) -> None:
    many = samples.package("word/document.xml", *(f"word/{number:060}.xml" for number in range(6_000)))
    assert kind_of("x.docx", many) == "DAMAGED"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 500_000_000, 0, 0)
    assert kind_of("x.docx", b"PK\x03\x04" + bytes(1000) + end) == "DAMAGED"
    large = b"PK\x06\x07" + bytes(16) + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 100, 0, 0)
    assert kind_of("x.docx", b"PK\x03\x04" + bytes(1000) + large) == "DAMAGED"


def test_t34_nothing_is_unpacked_to_recognise_a_package(kind_of: Any, tmp_path: Path) -> None:
    """A document of 200 MB of zeros in 200 kB is recognised like any other."""
    path = tmp_path / "bomb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as member:
        for _ in range(200):
            member.write(bytes(1024 * 1024))
    assert kind_of("x.docx", path.read_bytes()) == Kind.DOCUMENT


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("来信.pdf", "来信.pdf"),
        ("C:\\Users\\li\\来信.pdf", "来信.pdf"),
        ("../../etc/来信.pdf", "来信.pdf"),
        ("来信\u202efdp.exe", "来信fdp.exe"),
        ("来\u200b信\x00.pdf", "来信.pdf"),
        ("  来信 \n 一.pdf  ", "来信 一.pdf"),
        ("...pdf", "pdf"),
        ("CON.pdf", "_CON.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_t36_names_are_made_harmless(came: str, kept: str) -> None:
    assert names.clean(came) == kept


def test_t36_no_name_whatever_it_is_made_of_stays_harmful() -> None:
    rng = random.Random(36)
    alphabet = "a信 ./\\:\0\n\t\u202e\u200b\ud800\ufeff\"'<>|?*%$CON\u0301😀"
    for _ in range(5_000):
        name = names.clean("".join(rng.choices(alphabet, k=rng.randrange(0, 200))))
        assert 0 < len(name) <= names.MOST
        assert not set(name) & set('/\\:"<>|?*\0\n\t')
        assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in name)
        assert name == name.strip()
        assert name not in (".", "..")
        name.encode()
