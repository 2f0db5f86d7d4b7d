"""The two pages people open most: whole responses, through every middleware, sealed against plain.

Cold is what a request of the product is: it fetches and unwraps its keys itself. Warm is a request inside a scope that holds
them already.
"""

from contextlib import nullcontext

from django.conf import settings
from django.test import Client

from bench import house
from bench.figures import Figure, median_ms, ratio
from bench.side import timed
from bench.sides import Side, both, in_turn
from vault.keys import key_scope

ROUNDS, EACH = 12, 5
LIST, DETAIL = "/petitions/?size=50", "/petitions/{petition}/"


def measure_list() -> list[Figure]:
    """50 rows as the registrar sees them."""
    return _figures("list of 50", both(), LIST, warm_target=1.5, cold_target=2.0)


def measure_detail() -> list[Figure]:
    """A closed, graded case with contacts, text, notes, reply and history, as its handling officer sees it."""
    return _figures("detail", both(), DETAIL, warm_target=1.3, cold_target=1.8)


def _figures(name: str, sides: list[Side], path: str, *, warm_target: float, cold_target: float) -> list[Figure]:
    for side in sides:
        side.ask("pages.get", path=path, times=3, warm=False)
    found = []
    for kind, target in (("warm", warm_target), ("cold", cold_target)):
        sealed, plain = in_turn(sides, ROUNDS, "pages.get", path=path, times=EACH, warm=kind == "warm")
        found.append(ratio(f"{name}, keys {kind}", median_ms(sealed), median_ms(plain), target))
    return found


def get(path: str, times: int, warm: bool) -> list[float]:
    """Seconds of each response; runs on a side."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(house.house().li, settings.AUTHENTICATION_BACKENDS[0])
    address = path.format(petition=house.measured)
    with key_scope() if warm else nullcontext():
        _demand_answer(client, address)
        return [timed(lambda: _demand_answer(client, address)) for _ in range(times)]


def _demand_answer(client: Client, address: str) -> None:
    if client.get(address).status_code != 200:
        raise RuntimeError(f"{address} did not answer")
