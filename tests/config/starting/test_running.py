"""One command starts everything: what then runs, and what it shows to others."""

import json
import os
import socket
import sys
from pathlib import Path

from tests.config.starting import processes
from tests.config.starting.products import health, processes_are_up, supervisor


def test_everything_is_up_and_the_page_says_no_more_than_that(served):
    assert processes_are_up(served.url)
    assert set(health(served.url)) == {"records", "keystore", "valkey", "worker"}


def test_a_command_joins_the_running_services_and_leaves_them_running(served):
    joined = supervisor("exec", "--", sys.executable, "manage.py", "health", VAR=str(served.var))
    assert joined.returncode == 0, joined.stderr
    assert json.loads(joined.stdout.splitlines()[-1])["warnings"] == []
    assert served.process.poll() is None


def test_no_secret_stands_in_a_command_line_or_an_environment(served):
    secrets = [path.read_bytes().strip() for path in (served.var / "secrets").iterdir() if path.name != "redis.url"]
    assert len(secrets) >= 3
    for number in processes.naming(served.var):
        told = Path(f"/proc/{number}/cmdline").read_bytes() + Path(f"/proc/{number}/environ").read_bytes()
        assert not any(secret in told for secret in secrets)


def test_secrets_are_readable_by_their_owner_alone(served):
    assert {oct(path.stat().st_mode & 0o777) for path in (served.var / "secrets").iterdir()} == {"0o600"}
    assert oct((served.var / "secrets").stat().st_mode & 0o777) == "0o700"


def test_nothing_listens_on_the_network_but_the_pages(served):
    numbers = set(processes.naming(served.var))
    listening = {port for port, inode in _listening() if _owner_of(inode) in numbers}
    assert listening == {int(served.url.rpartition(":")[2])}


def _listening():
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":
                yield int(fields[1].rpartition(":")[2], 16), fields[9]


def _owner_of(inode):
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if any(os.readlink(handle) == f"socket:[{inode}]" for handle in (folder / "fd").iterdir()):
                    return int(folder.name)
            except OSError:
                continue
    return None


def test_t46_valkey_wants_its_password(served):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(served.var / "run" / "valkey" / "valkey.sock"))
        connection.sendall(b"PING\r\n")
        assert connection.recv(100).startswith(b"-NOAUTH")
