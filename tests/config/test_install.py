"""What docs/install.md promises an operator: names the product knows, files that the programs concerned accept."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FILES = PROJECT / "docs" / "install"
PAGE = PROJECT / "docs" / "install.md"
NO_SETTING = {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "DJANGO_SETTINGS_MODULE"}
UNITS = sorted(FILES.glob("xinmi-*.service")) + sorted(FILES.glob("*.socket"))


def known_names():
    """Every name that the settings ask of the environment."""
    tree = ast.parse((PROJECT / "config" / "settings.py").read_text())
    asked = [
        call for call in ast.walk(tree) if isinstance(call, ast.Call) and getattr(getattr(call.func, "value", None), "id", "") == "env"
    ]
    return {call.args[0].value for call in asked if call.args and isinstance(call.args[0], ast.Constant)} | {"SECRET_KEY"}


def is_known(name):
    return name in known_names() | NO_SETTING or name.removesuffix("_FILE") in known_names()


def test_the_page_names_every_setting_and_none_that_is_unknown():
    table = PAGE.read_text().partition("## 5.")[2].partition("## 6.")[0]
    named = set(re.findall(r"`([A-Z][A-Z_]{2,})`", table))
    assert named - {name for name in named if is_known(name)} == set()
    assert known_names() - named == set()


def test_the_settings_file_holds_known_names_and_no_secret():
    lines = [line.partition("=") for line in (FILES / "xinmi.env").read_text().splitlines() if line and not line.startswith("#")]
    assert [name for name, _, _ in lines if not is_known(name)] == []
    assert not [value for _, _, value in lines if re.search(r"://[^@/]*:[^@]+@", value)]


def test_units_set_known_names_only():
    common = (FILES / "xinmi-.service.d" / "common.conf").read_text()
    for text in (common, *(unit.read_text() for unit in UNITS)):
        for line in re.findall(r"^Environment=(.*)$", text, re.MULTILINE):
            assert [part for part in line.split() if not is_known(part.partition("=")[0])] == []


def test_every_file_beside_the_page_is_named_on_it():
    page = PAGE.read_text()
    unnamed = [path.name for path in FILES.iterdir() if path.name not in page and path.stem not in page]
    assert unnamed == []


def test_the_owners_passwords_reach_the_migrating_unit_alone():
    told = [path.name for path in (*UNITS, FILES / "xinmi-.service.d" / "common.conf") if "owner.url" in path.read_text()]
    assert told == ["xinmi-migrate.service"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed: the units were not parsed.")
def test_units_are_accepted_by_systemd(tmp_path):
    shutil.copytree(FILES, tmp_path / "units")
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in (tmp_path / "units").glob("*.service"):  # the program is not installed here
        unit.write_text(re.sub(r"/opt/xinmi/\.venv/bin/python", str(program), unit.read_text()))
    paths = [str(path) for path in (tmp_path / "units").iterdir() if path.suffix in (".service", ".socket")]
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path / 'units'}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    about_ours = [line for line in verified.stderr.splitlines() if "xinmi-" in line and "not found" not in line]
    assert about_ours == []


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed: its file was not parsed.")
def test_nginx_accepts_its_file(tmp_path):
    certificate, key = tmp_path / "fullchain.pem", tmp_path / "key.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=x",
    ]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    site = (FILES / "nginx.conf").read_text().replace("/etc/xinmi/tls", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    site = re.sub(r"listen (\[::\]:)?(80|443)", r"listen 127.0.0.1:1\2", re.sub(r"\n\s*listen \[::\].*", "", site))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nerror_log {tmp_path}/error;\nevents {{}}\nhttp {{\n{site}\n}}\n")
    tried = subprocess.run(["nginx", "-t", "-q", "-c", str(whole), "-e", f"{tmp_path}/error"], capture_output=True, text=True, check=False)
    assert (tried.returncode, [line for line in tried.stderr.splitlines() if "deprecated" not in line]) == (0, [])


def test_nginx_writes_nothing_of_anybody_to_a_file():
    said = (FILES / "nginx.conf").read_text()
    for directive in ("proxy_request_buffering off;", "proxy_buffering off;", "proxy_max_temp_file_size 0;"):
        assert directive in said
    assert "$request_uri" not in re.search(r"log_format.*", said)[0]
    assert "$args" not in said


def test_check_deploy_is_clean_with_the_operators_settings():
    given = dict(line.split("=", 1) for line in (FILES / "xinmi.env").read_text().splitlines() if line and not line.startswith("#"))
    chosen = {name: given[name] for name in ("TLS", "DEBUG", "DEMO", "ALLOWED_HOSTS", "LANGUAGE_CODE", "TIME_ZONE")}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env={**os.environ, **chosen},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(("tls", "believed"), [("1", "192.0.2.7"), ("0", "127.0.0.1")])
def test_t49_the_address_nginx_names_is_believed_behind_nginx_only(tls, believed):
    """Its socket has no address of its own; without one, limits by address would refuse every sign-in."""
    ask = """
import django; django.setup()
from allauth.core.internal.httpkit import get_client_ip
from django.test import RequestFactory
print(get_client_ip(RequestFactory(headers={"X-Real-IP": "192.0.2.7"}).get("/")))
"""
    environment = {**os.environ, "TLS": tls}
    said = subprocess.run([sys.executable, "-c", ask], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert said.stdout.strip() == believed, said.stderr
