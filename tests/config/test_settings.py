"""A senseless value stops the start with one sentence that names the variable."""

import os
import subprocess
import sys

import pytest

NEEDED = {
    "SECRET_KEY": "k3mZr8vQ1xT6pLw9sYb2nHd7cFg4jUa5eRi0oXtB",
    "ALLOWED_HOSTS": "localhost",
    "DATABASE_URL": "postgres://web@db/records",
    "KEYSTORE_URL": "postgres://web@db/keys",
    "REDIS_URL": "redis://:word@queue:6379",
}


@pytest.fixture
def environment(tmp_path):
    root_key = tmp_path / "root.key"
    root_key.write_bytes(bytes(range(32)))
    return {
        "PATH": os.environ["PATH"],
        **NEEDED,
        "ROOT_KEY_FILE": str(root_key),
        "EPOCH_SLOT_FILE": str(tmp_path / "epoch.slot"),
    }


def start(environment):
    return subprocess.run([sys.executable, "-c", "import config.settings"], env=environment, capture_output=True, text=True, check=False)


def test_sensible_values_start(environment):
    started = start(environment)
    assert (started.returncode, started.stderr) == (0, "")


@pytest.mark.parametrize("name", [*NEEDED, "ROOT_KEY_FILE", "EPOCH_SLOT_FILE"])
def test_a_missing_value_stops_the_start_and_is_named(environment, name):
    del environment[name]
    refused = start(environment)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"{name} is not set.")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "django-insecure-0123456789abcdefghijklmnopqrstuvwxyz"),
        ("DEBUG", "true"),
        ("DEMO", "yes"),
        ("TLS", "on"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "http://records.example"),
        ("ALLOWED_HOSTS", ","),
        ("DATABASE_URL", "sqlite:///records.db"),
        ("DATABASE_URL", "postgres://web@db"),
        ("DATABASE_URL", "postgres://db/records"),
        ("DATABASE_URL", "postgres://web@db:port/records"),
        ("DATABASE_URL", "postgres://web@[db/records"),
        ("DATABASE_OWNER_URL", "mysql://owner@db/records"),
        ("DATABASE_BACKUP_URL", "nonsense"),
        ("DATABASE_ROLE", "superuser"),
        ("KEYSTORE_URL", "redis://db/keys"),
        ("REDIS_URL", "amqp://queue"),
        ("REDIS_URL", "unix://"),
        ("REDIS_URL", "redis://"),
        ("REDIS_URL", "redis://queue:99999"),
        ("ROOT_KEY_PROVIDER", "paper"),
        ("ROOT_KEY_FILE", "/nowhere/root.key"),
        ("EPOCH_SLOT_FILE", "/nowhere/epoch.slot"),
        ("CIPHER_SUITE", "rot13"),
        ("MAX_STATE_LEVEL", "everything"),
        ("LANGUAGE_CODE", "tlh"),
        ("TIME_ZONE", "Asia/Atlantis"),
        ("TIME_ZONE", "../../etc/passwd"),
        ("SLIP_SIGNING_DAYS", "soon"),
        ("SLIP_SIGNING_DAYS", "0"),
        ("SLIP_SIGNING_DAYS", "٣"),
        ("HANDOVER_WORKING_DAYS", "-1"),
    ],
)
def test_nonsense_stops_the_start_and_is_named(environment, name, value):
    refused = start({**environment, name: value})
    assert refused.returncode == 1
    assert refused.stderr.startswith(name)
    assert refused.stderr.rstrip().endswith(".")
    assert len(refused.stderr.splitlines()) == 1


def test_the_demonstration_is_refused_beyond_loopback(environment):
    for host in ("0.0.0.0", "192.0.2.7", "records.example", ""):
        refused = start({**environment, "DEMO": "1", "HOST": host})
        assert (refused.returncode, "DEMO" in refused.stderr) == (1, True)
    for host in ("127.0.0.1", "localhost", "::1"):
        assert start({**environment, "DEMO": "1", "HOST": host}).returncode == 0


def test_a_secret_may_come_from_a_file(environment, tmp_path):
    file = tmp_path / "secret"
    file.write_text(environment.pop("SECRET_KEY") + "\n")
    assert start({**environment, "SECRET_KEY_FILE": str(file)}).returncode == 0


def test_a_secret_comes_from_one_place_only(environment, tmp_path):
    file = tmp_path / "secret"
    file.write_text(environment["SECRET_KEY"])
    refused = start({**environment, "SECRET_KEY_FILE": str(file)})
    assert refused.stderr.startswith("SECRET_KEY and SECRET_KEY_FILE are both set.")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", None])
def test_an_unreadable_secret_file_is_named(environment, tmp_path, content):
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    del environment["SECRET_KEY"]
    refused = start({**environment, "SECRET_KEY_FILE": str(file)})
    assert refused.returncode == 1
    assert refused.stderr.startswith("SECRET_KEY_FILE")


def test_a_refused_secret_is_not_repeated(environment):
    refused = start({**environment, "REDIS_URL": "amqp://:hunter2hunter2@queue", "SECRET_KEY": "hunter2hunter2"})
    assert "hunter2hunter2" not in refused.stderr
    refused = start({**environment, "DATABASE_URL": "mysql://web:hunter2hunter2@db/records"})
    assert "hunter2hunter2" not in refused.stderr
