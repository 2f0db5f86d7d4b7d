"""Where the product answers, and whether that place is free."""

import os
import socket
from dataclasses import dataclass
from ipaddress import ip_address

from config.supervisor.refusal import Refusal


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @classmethod
    def from_environment(cls) -> "Address":
        host = os.environ.get("HOST", "").strip() or "127.0.0.1"
        port = os.environ.get("PORT", "").strip() or "8000"
        if not (port.isascii() and port.isdigit()) or not 1 <= int(port) <= 65535:
            raise Refusal(f"PORT is {port!r}. It must be a whole number from 1 to 65535.")
        return cls(host.strip("[]"), int(port))

    @property
    def bind(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.bind}/"

    @property
    def is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def environment(self) -> dict[str, str]:
        """The names under which the product may be asked for; outside loopback somebody has to say them."""
        chosen = {"HOST": self.host, "PORT": str(self.port)}
        if self.is_loopback and not os.environ.get("ALLOWED_HOSTS", "").strip():
            chosen["ALLOWED_HOSTS"] = ",".join(
                dict.fromkeys(["127.0.0.1", "localhost", "[::1]", self.host.join("[]") if ":" in self.host else self.host])
            )
        return chosen

    def demand_free(self) -> None:
        try:
            family, kind, protocol, _, place = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
        except socket.gaierror:
            raise Refusal(f"HOST is {self.host!r}, which is not an address of this machine.") from None
        except OSError as problem:
            raise Refusal(f"PORT {self.port} on {self.host} cannot be used ({problem.strerror}). Choose another with PORT=….") from None
