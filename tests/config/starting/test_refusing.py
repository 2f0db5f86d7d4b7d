"""What cannot be started says so in one sentence, and nothing is left running."""

import pytest

from tests.config.starting import processes
from tests.config.starting.products import change, supervisor


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


def test_a_failed_migration_stops_everything(var):
    change(var, "DROP TABLE django_migrations")
    refused = supervisor("run", VAR=str(var))
    assert refused.returncode == 1
    assert "so nothing was started." in refused.stderr
    assert processes.wait_until_none(var) == []


def test_a_wrong_setting_stops_the_start_and_everything_else(room):
    refused = supervisor("run", VAR=str(room / "var"), TIME_ZONE="Asia/Atlantis")
    assert refused.returncode == 1
    assert refused.stderr.startswith("TIME_ZONE is 'Asia/Atlantis'.")
    assert "Traceback" not in refused.stderr
    assert processes.wait_until_none(room / "var") == []
