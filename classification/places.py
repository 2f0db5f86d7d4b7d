"""What may be shown where: up to the level of the device, and only from the addresses of a level. Basis: REQUIREMENTS P3, P11."""

from ipaddress import ip_address, ip_network

from django.db.models import QuerySet

from classification.models import Scheme, SecrecyLevel
from classification.ranges.models import AddressRange
from classification.schemes.mapping import reaches
from personnel.devices.here import Here


def levels_shown(here: Here) -> set[str]:
    """Codes of the levels that may be shown on this device and at this address."""
    levels = list(SecrecyLevel.objects.select_related("equal_to"))
    return {level.code for level in levels} & _on_device(here.level, levels) & _at_address(here.address, levels)


def _on_device(code: str, levels: list[SecrecyLevel]) -> set[str]:
    """At or below the device's level; in other schemes by the mapping, whatever policy a level is handled under."""
    own = next((level for level in levels if level.code == code), None)
    if own is None:
        return {level.code for level in levels}
    return {level.code for level in levels if reaches(own, level)}


def _at_address(address: str, levels: list[SecrecyLevel]) -> set[str]:
    """A level is shown from its ranges; one without any of its own, from those of the nearest level below that has some; where a scheme
    has none, from those of the level it is equal to.
    """
    ranges: dict[str, list[str]] = {}
    for level, network in ranges_in_force().values_list("level_id", "network"):
        ranges.setdefault(level, []).append(network)
    return {level.code for level in levels if _reaches(address, _ranges_of(level, levels, ranges))}


def ranges_in_force() -> QuerySet[AddressRange]:
    return AddressRange.objects.filter(ended_on=None)


def _ranges_of(level: SecrecyLevel, levels: list[SecrecyLevel], ranges: dict[str, list[str]]) -> list[str]:
    below = [other for other in levels if other.scheme_id == level.scheme_id and other.rank <= level.rank and other.code in ranges]
    if below:
        return ranges[max(below, key=lambda other: other.rank).code]
    return _ranges_of(level.equal_to, levels, ranges) if level.equal_to else []


def _reaches(address: str, networks: list[str]) -> bool:
    """No range: from anywhere. An address that is not known lies in none."""
    if not networks:
        return True
    return bool(address) and any(ip_address(address) in ip_network(network) for network in networks)


def device_levels() -> list[tuple[str, str]]:
    """The levels a device may have: those of the petition scheme, the highest first."""
    levels = SecrecyLevel.objects.filter(scheme__family=Scheme.Family.PETITION).order_by("-rank")
    return [(level.code, str(level)) for level in levels]
