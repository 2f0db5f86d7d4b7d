"""Where things lie when they cannot lie in VAR."""

import os
from pathlib import Path

import pytest

from tests.config.starting.products import change, supervisor


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
