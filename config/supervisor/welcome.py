"""What whoever started the product reads first."""

import http.client
import os
import sys

from config.supervisor.address import Address
from config.supervisor.children import Child, wait_until
from config.supervisor.refusal import Refusal


def welcome(address: Address, children: list[Child]) -> None:
    """Waits until the pages answer, then says where. A part that ended meanwhile is reported by who watches it."""
    if not wait_until(lambda: _answers(address) or _one_has_ended(children), seconds=90, pause=0.1):
        raise Refusal("The pages did not answer within 90 seconds.")
    if _one_has_ended(children):
        return
    print(f"信密 Xinmi: {address.url}", flush=True)
    if os.environ.get("DEMO") == "1":
        _print_accounts()
    print("Ctrl-C stops everything.", flush=True)


def _answers(address: Address) -> bool:
    connection = http.client.HTTPConnection(address.host, address.port, timeout=3)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost" if address.is_loopback else _first_host()})
        return connection.getresponse().status in (200, 503)
    except OSError:
        return False
    finally:
        connection.close()


def _one_has_ended(children: list[Child]) -> bool:
    return any(child.has_ended() for child in children)


def _first_host() -> str:
    return os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip() or "localhost"


def _print_accounts() -> None:
    try:
        from config.demonstration import accounts  # another package: the demonstration's own list of people
    except ImportError:
        return
    print(accounts(), file=sys.stdout, flush=True)
