"""The servers behind the product: those whose addresses are given are used, the others are started here."""

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from config.supervisor.identity import can_reach, unprivileged
from config.supervisor.places import Places, make_passable
from config.supervisor.postgres import BACKUP, OWNER, RUNTIME, Cluster
from config.supervisor.programs import postgres_programs, valkey_program, wheel_folder
from config.supervisor.valkey import Valkey, write_private

CLUSTERS = {"records": ("DATABASE_URL", "xinmi"), "keys": ("KEYSTORE_URL", "xinmi_keys")}


@dataclass
class Services:
    """Two PostgreSQL clusters and Valkey, in the order in which they are started."""

    places: Places
    is_fast: bool = False
    servers: list[Cluster | Valkey] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    has_new_records: bool = False

    def start(self) -> None:
        self._make_secrets()
        if any(not is_given(variable) for variable, _ in CLUSTERS.values()):
            self._start_clusters()
        if not is_given("REDIS_URL"):
            self._start_valkey()
        write_private(self.places.services_file, json.dumps(self.environment))

    def stop(self) -> None:
        """In the opposite order; each has ended when this returns."""
        for server in reversed(self.servers):
            if server.child is not None:
                server.child.ask_to_stop()
                server.child.wait_or_kill()
        self.servers.clear()

    def _start_clusters(self) -> None:
        user = unprivileged()
        base = self._base(user)
        wheel = wheel_folder()
        must_copy = wheel is not None and not can_reach(wheel, user)
        programs = postgres_programs(base / "program" if must_copy else None)
        clusters = [
            self._cluster(name, database, base, programs, user) for name, (variable, database) in CLUSTERS.items() if not is_given(variable)
        ]
        for cluster in clusters:
            self.has_new_records |= cluster.make() and cluster.name == "records"
            self.servers.append(cluster)
            cluster.start()
            self.environment.update(_addresses(cluster))

    def _base(self, user: tuple[int, int] | None) -> Path:
        """VAR itself, or a folder elsewhere where PostgreSQL's user cannot pass through to VAR."""
        elsewhere = self.places.elsewhere()
        if elsewhere is not None and elsewhere.is_dir():
            return elsewhere
        return self.places.var if can_reach(self.places.var, user) else self.places.make_elsewhere()

    def _cluster(self, name: str, database: str, base: Path, programs: Path, user: tuple[int, int] | None) -> Cluster:
        folder = base / "clusters"
        sockets = base / "run"
        make_passable(folder)
        make_passable(sockets)
        return Cluster(
            name=name,
            database=database,
            data=folder / name,
            socket_folder=self.places.socket_folder(sockets, name),
            programs=programs,
            log=self.places.logs / f"{name}.log",
            user=user,
            is_fast=self.is_fast,
        )

    def _start_valkey(self) -> None:
        valkey = Valkey(
            program=valkey_program(),
            folder=self.places.var / "valkey",
            socket=self.places.socket_folder(self.places.run, "valkey") / "valkey.sock",
            password_file=self.places.secrets / "valkey.password",
            log=self.places.logs / "valkey.log",
        )
        self.servers.append(valkey)
        valkey.start()
        address = self.places.secrets / "redis.url"
        write_private(address, valkey.url())
        self.environment["REDIS_URL_FILE"] = str(address)

    def _make_secrets(self) -> None:
        """What is not given is made once and stays: the signing key and the root key. The vault makes its own slot."""
        made: dict[str, tuple[str, str | bytes]] = {
            "SECRET_KEY": ("secret.key", secrets.token_urlsafe(64)),
            "ROOT_KEY": ("root.key", secrets.token_bytes(32)),
        }
        for variable, (name, content) in made.items():
            if is_given(variable):
                continue
            path = self.places.secrets / name
            if not path.exists():
                write_private(path, content)
            self.environment[f"{variable}_FILE"] = str(path)
        if not is_given("EPOCH_SLOT"):
            self.environment["EPOCH_SLOT_FILE"] = str(self.places.secrets / "epoch.slot")
        if not os.environ.get("MEDIA_ROOT"):
            self.environment["MEDIA_ROOT"] = str(self.places.media)
        if not os.environ.get("CHECKPOINT_DIR"):
            self.environment["CHECKPOINT_DIR"] = str(self.places.checkpoints)


def is_given(variable: str) -> bool:
    return any(os.environ.get(name, "").strip() for name in (variable, f"{variable}_FILE"))


def _addresses(cluster: Cluster) -> dict[str, str]:
    prefix = "DATABASE" if cluster.name == "records" else "KEYSTORE"
    addresses = {f"{prefix}_URL": cluster.url(RUNTIME), f"{prefix}_OWNER_URL": cluster.url(OWNER)}
    if prefix == "DATABASE":
        addresses["DATABASE_BACKUP_URL"] = cluster.url(BACKUP)
    return addresses
