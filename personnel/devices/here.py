"""Where a person works from at this moment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Here:
    """`level`: code of the device's level, empty where devices are not demanded; `address`: of the other end, empty if unknown."""

    level: str = ""
    address: str = ""
