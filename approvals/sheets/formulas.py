"""Cells of tables that leave the house as text: none of them is an order to a spreadsheet. Basis: THREATS T51."""

from typing import Any

GUARD = "'"  # before a cell a spreadsheet would take for a formula
_DANGEROUS = frozenset("'=+-@\t\r\n＝＋－＠")


def guarded(cell: Any) -> Any:
    """Text that begins like a formula gets an apostrophe before it; figures stay figures."""
    return GUARD + cell if isinstance(cell, str) and _is_dangerous(cell) else cell


def unguarded(cell: Any) -> Any:
    """What was guarded as it was before; anything else as it is."""
    return cell[1:] if isinstance(cell, str) and cell.startswith(GUARD) and _is_dangerous(cell[1:]) else cell


def _is_dangerous(text: str) -> bool:
    return text.lstrip(" ")[:1] in _DANGEROUS
