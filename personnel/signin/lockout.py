"""A pause after wrong passwords that nobody can use to keep somebody else out. Basis: THREATS T39, DOMAIN §4.4.

Counted for an account at an address, and for an account from everywhere: whoever guesses from one place stops there, whoever
guesses from many stops everywhere but at the places this account has signed in from before. Unknown accounts are counted alike.
Counted in the shared cache; when that is away nobody gets in (closed).
"""

from datetime import timedelta

from django.core.cache import caches
from django.utils.crypto import salted_hmac

from personnel.signin.models import KnownPlace
from personnel.signin.policy import in_force
from vault import clock

PAUSE = 15 * 60  # seconds
FROM_EVERYWHERE = 4  # times the tries of one place
REMEMBERED = timedelta(days=90)
PASSWORD, CODE = "personnel.signin.place", "personnel.signin.place.code"


def may_try(account: str, address: str, *, step: str = PASSWORD) -> bool:
    """Takes one try; false while the pause lasts. A right password begins the count of this place anew (`welcome`)."""
    tries = in_force().tries
    known = KnownPlace.objects.filter(pk=_place(account, address, step), at__gte=clock.now() - REMEMBERED).exists()
    here, everywhere = _take(_here(account, address, step)), 0 if known else _take(_everywhere(account, step))
    return here <= tries and everywhere <= tries * FROM_EVERYWHERE


def welcome(account: str, address: str, *, step: str = PASSWORD) -> None:
    """The password (the code) was right: this place counts anew from now on, and is one this account is known at."""
    caches["default"].delete(_here(account, address, step))
    KnownPlace.objects.update_or_create(pk=_place(account, address, step), defaults={"at": clock.now()})
    KnownPlace.objects.filter(at__lt=clock.now() - REMEMBERED).delete()


def _take(key: str) -> int:
    cache = caches["default"]
    cache.add(key, 0, PAUSE)
    return cache.incr(key)


def _here(account: str, address: str, step: str = PASSWORD) -> str:
    return f"tries:{_place(account, address, step)}"


def _everywhere(account: str, step: str) -> str:
    return f"tries:{_place(account, '', step)}"


def _place(account: str, address: str, step: str) -> str:
    """What tells places apart without being one: neither account nor address can be read from it."""
    return salted_hmac(step, f"{account.casefold()}\n{address}", algorithm="sha256").hexdigest()
