"""Which part of a file a browser asks for when it goes on with a download that broke off (RFC 9110, section 14)."""

import re

_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def asked_for(header: str, size: int) -> tuple[int, int] | None:
    """Start and stop (excluded) of the one range asked for; None where the whole file is the answer. Raises ValueError out of range."""
    found = _ONE_RANGE.match(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size
    start, stop = int(first), min(int(last) + 1, size) if last else size
    if start >= size or stop <= start:
        raise ValueError
    return start, stop
