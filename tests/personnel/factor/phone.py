"""A phone with an app in it, as the tests carry one: it reads the secret off the page and shows codes."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from audit.trail.models import Entry
from personnel.factor.actions import set_up
from personnel.models import Person
from tests import cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BESIDE = "/personnel/my-second-factor/"


def code(secret: str = SECRET, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def wrong_code(secret: str = SECRET) -> str:
    """Six digits that are none of the codes taken now."""
    taken = {code(secret, steps=steps) for steps in range(-3, 4)}
    return next(digits for digits in (f"{number:06}" for number in range(10)) if digits not in taken)


def give_factor(person: Person, secret: str = SECRET) -> list[str]:
    """The person has a second factor, of which no code is used yet; answers the recovery codes."""
    return set_up(person, secret, spent=0, session_key="")


def secret_on(page: str) -> str:
    return re.search(r"factor-letters[^>]*>([A-Z2-7 ]+)<", page)[1].replace(" ", "")


def codes_on(page: str) -> list[str]:
    return re.findall(r"<li>(\d{5}-\d{5})</li>", page)


def password_given(account: str, address: str = "10.0.0.7") -> Client:
    """A browser in which the right password was given at the door."""
    browser = Client(REMOTE_ADDR=address)
    browser.post("/login/", {"login": account, "password": cast.PASSWORD})
    return browser


def is_inside(browser: Client) -> bool:
    return browser.get("/").status_code == 200


def begun(house) -> tuple[Client, str]:
    """Li's browser after the fresh proof, and the secret the page shows."""
    li = cast.signed_in(house.li)
    li.post(f"{BESIDE}beginning/", {"password": cast.PASSWORD})
    return li, secret_on(li.get(BESIDE).content.decode())


def events(person: Person) -> list[str]:
    return list(Entry.objects.filter(actor=person, event__startswith="factor.").order_by("at").values_list("event", flat=True))


# ------------------------------------------------------------------ to set it up
