"""The unified social credit code (统一社会信用代码): 18 characters, the last of which checks the others. Basis: GB 32100-2015."""

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without letters that are taken for figures
LENGTH = 18


def is_in_order(code: str) -> bool:
    """Whether it is written as such a code and its last character fits."""
    return len(code) == LENGTH and set(code) <= set(CHARACTERS) and code[-1] == check_character(code[:-1])


def check_character(body: str) -> str:
    """The character that belongs after these seventeen."""
    weighed = sum(CHARACTERS.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return CHARACTERS[-weighed % 31]
