"""One command starts everything, and whatever happens to it, nothing is left running."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.supervisor.children import wait_until
from config.supervisor.places import Places
from tests.browser.conftest import PROJECT, bare_environment, free_port, serve
from tests.config import processes


@pytest.fixture(scope="module")
def prepared():
    """A VAR whose tables stand, to be copied: making them is the slow part of a start."""
    with a_room() as folder:
        made = supervisor("exec", "--", sys.executable, "manage.py", "migrate", "--verbosity", "0", VAR=str(folder / "var"))
        assert made.returncode == 0, made.stderr
        yield folder / "var"


@pytest.fixture(scope="module")
def served(prepared):
    """One running product for the tests that only look."""
    with a_room() as folder:
        copy(prepared, folder / "var")
        yield from serve(folder / "var", demo="0")


@pytest.fixture
def var(room, prepared):
    """A VAR of its own whose tables stand."""
    copy(prepared, room / "var")
    return room / "var"


def copy(source, target):
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


@pytest.fixture
def room():
    with a_room() as folder:
        yield folder


@contextmanager
def a_room():
    """A folder that PostgreSQL's account may pass through; pytest's own is private."""
    with tempfile.TemporaryDirectory(prefix="xinmi-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)
        Places(Path(name) / "var").remove()


def supervisor(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "config.supervisor", *arguments],
        cwd=PROJECT,
        env={**bare_environment(), "DEMO": "0", "PORT": str(free_port()), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def health(url):
    with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
        return json.load(answer)


def test_everything_is_up_and_the_page_says_no_more_than_that(served):
    assert processes_are_up(served.url)
    assert set(health(served.url)) == {"records", "keystore", "valkey", "worker"}


def processes_are_up(url, tries=40):
    for _ in range(tries):
        try:
            if set(health(url).values()) == {"up"}:
                return True
        except OSError:
            pass
        signal.sigtimedwait([], 1)
    return False


def test_a_port_in_use_is_refused_with_a_sentence(served, room):
    port = served.url.rpartition(":")[2]
    refused = supervisor("run", VAR=str(room / "var"), PORT=port)
    assert refused.returncode == 1
    assert refused.stderr == f"PORT {port} on 127.0.0.1 cannot be used (Address already in use). Choose another with PORT=….\n"
    assert not (room / "var").exists()


def test_a_var_in_use_is_refused_with_a_sentence(served):
    refused = supervisor("run", VAR=str(served.var))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"VAR is {served.var}, which another run is using. Stop that one, or choose another VAR.\n"


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８０００"])
def test_a_senseless_port_is_refused_with_a_sentence(port, room):
    refused = supervisor("run", VAR=str(room / "var"), PORT=port)
    assert (refused.returncode, refused.stderr) == (1, f"PORT is {port!r}. It must be a whole number from 1 to 65535.\n")


def test_the_demonstration_is_refused_beyond_loopback(room):
    refused = supervisor("run", VAR=str(room / "var"), HOST="0.0.0.0", DEMO="1")
    assert refused.returncode == 1
    assert refused.stderr.startswith("DEMO is 1 but HOST is 0.0.0.0.")
    assert not (room / "var").exists()


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


def test_t46_valkey_wants_its_password(served):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(served.var / "run" / "valkey" / "valkey.sock"))
        connection.sendall(b"PING\r\n")
        assert connection.recv(100).startswith(b"-NOAUTH")


def test_term_stops_everything_and_a_second_run_keeps_the_data(var):
    first = (var / "secrets" / "root.key").read_bytes()
    change(var, "CREATE TABLE kept AS SELECT 1 AS row")
    for _ in (1, 2):
        generator = serve(var, demo="0")
        running = next(generator)
        assert health(running.url)["records"] == "up"
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(40) == 0
        assert processes.wait_until_none(var) == []
        next(generator, None)
    assert (var / "secrets" / "root.key").read_bytes() == first
    change(var, "DROP TABLE kept")


def change(var, statement):
    """As the owner of the tables; a statement that fails fails the test."""
    program = f"import os, psycopg; psycopg.connect(os.environ['DATABASE_OWNER_URL'], autocommit=True).execute({statement!r})"
    done = supervisor("exec", "--", sys.executable, "-c", program, VAR=str(var))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_or_interrupted_supervisor_leaves_nothing_running_and_starts_again(var, number):
    for _ in (1, 2):
        generator = serve(var, demo="0")
        running = next(generator)
        assert len(processes.naming(var)) > 8
        running.process.send_signal(number)
        running.process.wait(40)
        assert processes.wait_until_none(var, 40) == []
        next(generator, None)


@pytest.mark.parametrize(
    ("word", "name"), [(b"gunicorn", "web"), (b"celery", "worker"), (b"valkey-server", "Valkey"), (b"postgres", "PostgreSQL")]
)
def test_when_a_part_dies_everything_stops_and_says_which(var, word, name):
    generator = serve(var, demo="0")
    running = next(generator)
    os.kill(the_process(var, word), signal.SIGKILL)
    assert running.process.wait(60) == 1
    assert re.search(rf"^{name}.* has ended, so everything stops\.", (var.parent / "supervisor.log").read_text(), re.MULTILINE)
    assert processes.wait_until_none(var) == []
    next(generator, None)


def the_process(var, word):
    """The oldest process of this VAR whose command holds the word; None where there is none."""
    return min((number for number in processes.naming(var) if word in commanded(number)), default=None)


def commanded(number):
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def test_a_failed_migration_stops_everything(var):
    change(var, "DROP TABLE django_migrations")
    refused = supervisor("run", VAR=str(var))
    assert refused.returncode == 1
    assert "so nothing was started." in refused.stderr
    assert processes.wait_until_none(var) == []


def test_a_demonstration_cut_short_is_made_anew_and_one_that_stands_is_kept(room):
    var = room / "var"
    cut = subprocess.Popen(
        [sys.executable, "-m", "config.supervisor", "run"],
        cwd=PROJECT,
        env={**bare_environment(), "DEMO": "1", "PORT": str(free_port()), "VAR": str(var)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert wait_until(lambda: the_process(var, b"make_demonstration") is not None, seconds=300)
    assert (var / "demonstration-is-being-made").exists()
    cut.kill()
    cut.wait()
    assert processes.wait_until_none(var) == []
    generator = serve(var)
    next(generator)
    assert "it is made anew." in (room / "supervisor.log").read_text()
    assert count_people(var) == "16"
    assert not (var / "demonstration-is-being-made").exists()
    next(generator, None)


def count_people(var):
    program = "import django; django.setup(); from personnel.models import Person; print(Person.objects.count())"
    return supervisor("exec", "--", sys.executable, "-c", program, VAR=str(var)).stdout.strip()


def test_a_wrong_setting_stops_the_start_and_everything_else(room):
    refused = supervisor("run", VAR=str(room / "var"), TIME_ZONE="Asia/Atlantis")
    assert refused.returncode == 1
    assert refused.stderr.startswith("TIME_ZONE is 'Asia/Atlantis'.")
    assert "Traceback" not in refused.stderr
    assert processes.wait_until_none(room / "var") == []


def test_exec_hands_on_the_exit_status_and_stops_what_it_started(room):
    assert supervisor("exec", "--", "sh", "-c", "exit 7", VAR=str(room / "var")).returncode == 7
    assert processes.wait_until_none(room / "var") == []


def test_a_long_path_gets_its_sockets_elsewhere(room):
    var = room / ("信访" * 30) / "var"
    change(var, "SELECT 1")
    assert supervisor("remove", VAR=str(var)).returncode == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root has to hand PostgreSQL to another account.")
def test_under_a_private_home_the_clusters_lie_elsewhere_and_var_points_to_them(room):
    home = room / "home"
    home.mkdir(mode=0o700)
    home.chmod(0o700)
    change(home / "var", "SELECT 1")
    assert oct(home.stat().st_mode & 0o777) == "0o700"
    elsewhere = Path((home / "var" / "clusters-lie-in").read_text().strip())
    assert (elsewhere / "clusters" / "records" / "PG_VERSION").is_file()
    removed = supervisor("remove", VAR=str(home / "var"))
    assert removed.returncode == 0, removed.stderr
    assert not elsewhere.exists()
    assert not (home / "var").exists()


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
