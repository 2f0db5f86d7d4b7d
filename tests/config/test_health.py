"""What is away is said; nothing is decided without it."""

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.destruction.processes import environment

ASK = """
import django; django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
answer = client.{method}("{path}", {data})
print(answer.status_code, answer.headers["Content-Type"], answer.content.decode(), sep="|")
"""
NOWHERE = {
    "keystore": {"KEYSTORE_URL": "postgres://xinmi_web@/xinmi_keys?host=/nowhere"},
    "records": {"DATABASE_URL": "postgres://xinmi_web@/xinmi?host=/nowhere"},
    "valkey": {"REDIS_URL_FILE": "", "REDIS_URL": "unix:///nowhere/valkey.sock"},
}


def run(*arguments, **environment):
    command = [sys.executable, *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=60)


def ask(method, path, data=None, **environment):
    answered = run("-c", ASK.format(method=method, path=path, data=data or {}), ALLOWED_HOSTS="testserver", **environment)
    status, kind, content = answered.stdout.split("|", 2)
    return int(status), kind, content, answered.stderr


def with_tables() -> dict[str, str]:
    """The databases of the tests: what is sent is looked at only after whoever has left is out, which is asked of a table."""
    return {name: environment()[name] for name in ("DATABASE_URL", "KEYSTORE_URL", "DATABASE_ROLE")}


@pytest.mark.parametrize("part", NOWHERE)
def test_a_part_that_is_away_is_named_and_the_page_says_no_more(part):
    status, kind, content, _ = ask("get", "/healthz", **NOWHERE[part])
    said = json.loads(content)
    assert (status, kind) == (503, "application/json")
    assert set(said) == {"records", "keystore", "valkey", "worker"}
    assert said[part] == "down"
    assert set(said.values()) <= {"up", "down"}


@pytest.mark.parametrize("part", NOWHERE)
def test_the_command_ends_with_one_json_object_and_exit_status_1(part):
    said = run("manage.py", "health", **NOWHERE[part])
    assert said.returncode == 1
    assert json.loads(said.stdout.splitlines()[-1])["parts"][part].startswith("down: ")


def test_a_role_at_work_that_owns_its_database_is_a_missing_lock():
    def said(**environment):
        return json.loads(run("manage.py", "health", **environment).stdout.splitlines()[-1])["warnings"]

    assert said() == []
    assert said(DATABASE_URL=os.environ["DATABASE_OWNER_URL"]) == [
        "The second lock of the records is missing: the role at work owns the database, so it can disable triggers."
    ]


def test_t62_a_heartbeat_from_the_future_is_no_sign_of_life():
    from config import health

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        health.beat_heart()
    assert health.problems()["worker"] is not None


def test_a_late_worker_is_down():
    from config import health

    assert health.problems()["worker"] is not None
    health.beat_heart()
    assert health.problems()["worker"] is None


@pytest.mark.django_db
def test_without_valkey_nobody_gets_in_and_the_answer_is_a_plain_503():
    sent = {"login": "li", "password": "Xinmi-demo-2026"}
    status, kind, content, log = ask("post", "/login/", sent, **with_tables() | NOWHERE["valkey"])
    assert (status, kind) == (503, "text/html; charset=utf-8")
    assert "Traceback" not in content
    assert "Xinmi-demo-2026" not in content + log


def test_without_the_records_every_page_is_a_plain_503():
    status, kind, content, _ = ask("post", "/login/", {"login": "li", "password": "wrong"}, **NOWHERE["records"])
    assert (status, kind) == (503, "text/html; charset=utf-8")
    assert "nowhere" not in content


@pytest.mark.django_db
def test_only_looking_is_possible():
    assert ask("post", "/healthz", **with_tables())[0] == 405
