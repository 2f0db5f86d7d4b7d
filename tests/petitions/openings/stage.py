"""A petition that two open together: Li reads, Wang is by; each in a browser of their own."""

import hashlib
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from audit.trail.models import Entry
from config.demonstration.organisation import PASSWORD
from petitions import actions as petition_actions
from petitions.models import Petition
from petitions.openings import actions
from petitions.openings.models import Opening
from tests.petitions import cases

NOTE, REPLY = "走访记录之言", "答复意见之言"


def petition(house: Any, **changes: Any) -> Petition:
    """At a level of two, with a note."""
    found = cases.graded(house, level="top_secret", **changes)
    petition_actions.add_note(found, text=NOTE, by=house.li, on=cases.today())
    return found


def place(name: str, opening: Opening, *more: object) -> str:
    return reverse(f"petitions:{name}", args=[opening.pk, *more])


def ask(client: Client, petition: Petition, companion: Any) -> Opening:
    answer = client.post(reverse("petitions:opening_new", args=[petition.pk]), {"companion": str(companion.pk), "purpose": "核对举报线索"})
    assert answer.status_code == 302, answer.content.decode()
    return Opening.objects.get(ended_at__isnull=True, petition=petition)


def sign(client: Client, opening: Opening) -> Any:
    return client.post(place("opening_signature", opening), {"password": PASSWORD})


def sign_beside(client: Client, opening: Opening, account: str, password: str = PASSWORD) -> Any:
    return client.post(place("opening_companion", opening), {"account": account, "companion_password": password})


def opened(reader: Client, petition: Petition, house: Any) -> Opening:
    """Li reads in this browser, Wang is by; both have signed, each at a machine of their own."""
    screen = hashlib.sha256(reader.session.session_key.encode()).hexdigest()[:16]
    on = cases.today()
    opening = actions.ask(petition, companion=house.wang, purpose="核对举报线索", by=house.li, on=on)
    actions.sign_as_companion(opening, device=None, by=house.wang, on=on)
    return actions.sign_as_reader(opening, screen=screen, by=house.li, on=on)


def again(opening: Opening) -> Opening:
    return Opening.objects.get(pk=opening.pk)


def minutes_pass(opening: Opening, minutes: float) -> None:
    """As if everything about it had happened so much earlier."""
    moved, by = {}, timedelta(minutes=minutes)
    for name in ("asked_at", "reader_signed_at", "companion_signed_at", "opened_at", "ends_at"):
        at = getattr(again(opening), name)
        moved |= {name: at - by} if at else {}
    QuerySet(Opening).filter(pk=opening.pk).update(**moved)


def told(*codes: str) -> list[str]:
    return [entry.event for entry in Entry.objects.filter(event__in=[f"opening.{code}" for code in codes]).order_by("at", "id")]


def looks(client: Client, opening: Opening) -> int:
    return client.get(place("opening_content", opening)).status_code
