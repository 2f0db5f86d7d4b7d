"""Values that nobody could have written by chance, one for every field that holds a person, a text or a secret."""

import secrets
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def han(amount: int) -> str:
    """Chance characters; two of them occur together nowhere else, so a fragment is found as well as the whole."""
    return "".join(chr(0x6E00 + secrets.randbelow(0x9F00 - 0x6E00)) for _ in range(amount))


def id_number() -> str:
    """A well-formed number of a chance day of birth. Basis: GB 11643."""
    born = date(1940, 1, 1) + timedelta(days=secrets.randbelow(20_000))
    body = f"110105{born:%Y%m%d}{secrets.randbelow(1000):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def wrong(number: str) -> str:
    """The same with another check digit."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def phone() -> str:
    return f"1{3 + secrets.randbelow(6)}{secrets.randbelow(10**9):09d}"


@dataclass(frozen=True)
class Planted:
    """What is typed during the day. Every value is searched for afterwards."""

    name: str = field(default_factory=lambda: han(4))
    id_number: str = field(default_factory=id_number)
    phone: str = field(default_factory=phone)
    address: str = field(default_factory=lambda: f"示例市{han(8)}路")
    subject: str = field(default_factory=lambda: f"反映{han(10)}")
    corrected: str = field(default_factory=lambda: f"反映{han(10)}")
    body: str = field(default_factory=lambda: f"{han(30)}。\n{han(30)}。")
    note: str = field(default_factory=lambda: han(24))
    file_name: str = field(default_factory=lambda: han(12))
    file_text: str = field(default_factory=lambda: han(24))
    removal: str = field(default_factory=lambda: han(12))
    table_name: str = field(default_factory=lambda: han(12))
    table_person: str = field(default_factory=lambda: han(4))
    table_row: str = field(default_factory=lambda: han(24))
    table_remark: str = field(default_factory=lambda: han(16))
    refused_row: str = field(default_factory=lambda: han(24))
    undo_reason: str = field(default_factory=lambda: han(16))
    basis: str = field(default_factory=lambda: han(16))
    purpose: str = field(default_factory=lambda: han(16))
    condition: str = field(default_factory=lambda: han(12))
    difference: str = field(default_factory=lambda: han(12))
    reveal_reason: str = field(default_factory=lambda: han(12))
    reply: str = field(default_factory=lambda: han(24))
    reason: str = field(default_factory=lambda: han(16))
    lost_note: str = field(default_factory=lambda: han(24))
    wrong_password: str = field(default_factory=lambda: f"Wrong-{secrets.token_hex(8)}")
    account_typed: str = field(default_factory=lambda: f"Typed-{secrets.token_hex(8)}")

    def values(self) -> dict[str, str]:
        """Name of the field, the value typed; the ID number with the wrong digit among them."""
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"wrong_id_number": wrong(self.id_number)}
