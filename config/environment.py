"""Reads the environment and refuses nonsense: a missing or senseless value stops the start with one sentence.

Every secret may come from a file instead: `NAME_FILE` names the file that holds `NAME`.
"""

import os
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo


def refuse(sentence: str) -> NoReturn:
    """Stops the program with exit status 1 and this sentence, without a traceback."""
    raise SystemExit(sentence)


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip() or default
    if value is None:
        refuse(f"{name} is not set. Set it, or start the product with `make run`, which sets everything.")
    return value


def secret(name: str, default: str | None = None) -> str:
    """The value of NAME, or the content of the file that NAME_FILE names."""
    path = os.environ.get(f"{name}_FILE", "").strip()
    if not path:
        return text(name, default)
    if os.environ.get(name, "").strip():
        refuse(f"{name} and {name}_FILE are both set. Set only one of them.")
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        refuse(f"{name}_FILE names {path}, which cannot be read ({type(problem).__name__}).")
    return content or refuse(f"{name}_FILE names {path}, which is empty.")


def flag(name: str, default: str = "0") -> bool:
    return one_of(name, ("0", "1"), default) == "1"


def one_of(name: str, accepted: Sequence[str], default: str | None = None) -> str:
    value = text(name, default)
    if value not in accepted:
        refuse(f"{name} is {value!r}. It must be one of: {', '.join(accepted)}.")
    return value


def whole_number(name: str, default: int, lowest: int, highest: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()) or not lowest <= int(value) <= highest:
        refuse(f"{name} is {value!r}. It must be a whole number from {lowest} to {highest}.")
    return int(value)


def secret_key() -> str:
    value = secret("SECRET_KEY")
    if len(value) < 40 or len(set(value)) < 10 or value.startswith("django-insecure"):
        refuse("SECRET_KEY is too weak. It must be at least 40 random characters.")
    return value


def hosts(name: str) -> list[str]:
    """Host names as Django matches them; a star would let any Host header in."""
    names = [part.strip() for part in text(name).split(",") if part.strip()]
    for host in names:
        if "*" in host or "/" in host or any(c.isspace() for c in host):
            refuse(f"{name} holds {host!r}. It must be a list of host names, separated by commas, without star or address.")
    return names or refuse(f"{name} is empty. It must name the hosts under which the product is reached.")


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        refuse(f"{name} is {value!r}. It must be the name of a time zone, such as Asia/Shanghai.")
    return value


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def readable_file(name: str) -> Path:
    path = Path(text(name))
    if not path.is_file() or not os.access(path, os.R_OK):
        refuse(f"{name} names {path}, which is not a file that can be read.")
    return path


def readable_folder(name: str) -> Path | None:
    """A folder that is there; None where none is named."""
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    path = Path(value)
    if not path.is_dir() or not os.access(path, os.R_OK | os.X_OK):
        refuse(f"{name} names {path}, which is not a folder that can be read.")
    return path


def writable_place(name: str) -> Path:
    """A file that exists or may be made: its folder must be there."""
    path = Path(text(name))
    if path.is_dir() or not path.parent.is_dir():
        refuse(f"{name} names {path}. Its folder must exist, and it must be a file.")
    return path


def database(name: str, fallback: str | None = None) -> dict[str, Any]:
    """A PostgreSQL server; a socket folder is written as `postgres://role@/database?host=/folder`."""
    source = name if fallback is None or _given(name) else fallback
    parts = _split(source, secret(source), ("postgres", "postgresql"))
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", None) or unquote(parts.hostname or "")
    database_name = unquote(parts.path.lstrip("/"))
    if not host or not database_name or not parts.username:
        refuse(f"{source} must name a role, a host and a database: postgres://role@host/database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(_port(source, parts) or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **query},
    }


def redis_url(name: str) -> str:
    value = secret(name)
    parts = _split(name, value, ("redis", "rediss", "unix"))
    if parts.scheme == "unix" and not parts.path.strip("/"):
        refuse(f"{name} must name the socket's path: unix:///folder/valkey.sock.")
    if parts.scheme != "unix" and not parts.hostname:
        refuse(f"{name} must name a host: redis://:password@host:6379.")
    return value


def _given(name: str) -> bool:
    return any(os.environ.get(variable, "").strip() for variable in (name, f"{name}_FILE"))


def _split(name: str, value: str, schemes: Sequence[str]) -> Any:
    try:
        parts = urlsplit(value)
        _ = parts.hostname
    except ValueError:
        refuse(f"{name} is not an address. It must begin with {schemes[0]}://.")
    if parts.scheme not in schemes:
        refuse(f"{name} must begin with one of: {', '.join(f'{scheme}://' for scheme in schemes)}.")
    _port(name, parts)
    return parts


def _port(name: str, parts: Any) -> int | None:
    try:
        port: int | None = parts.port
    except ValueError:
        refuse(f"{name} names a port that is not a number from 0 to 65535.")
    return port
