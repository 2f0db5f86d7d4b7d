"""`python -m bench [--scale] [NAME …]`: measures beside servers and data of its own, which are removed afterwards.

The servers run as in production (durable writes), not as in tests.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
GIVEN = ("DATABASE", "KEYSTORE", "REDIS", "SECRET_KEY", "ROOT_KEY", "EPOCH_SLOT", "MEDIA_ROOT", "XINMI", "MAKE")
SUPERVISOR = [sys.executable, "-m", "config.supervisor"]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="xinmi-bench-") as folder:
        Path(folder).chmod(0o711)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(GIVEN)}
        environment |= {"VAR": str(Path(folder) / "var"), "DEMO": "0", "DEBUG": "0"}
        command = [*SUPERVISOR, "exec", "--", sys.executable, "-m", "bench.run", *sys.argv[1:]]
        try:
            return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode
        finally:
            subprocess.run([*SUPERVISOR, "remove"], cwd=PROJECT, env=environment, check=False)


if __name__ == "__main__":
    sys.exit(main())
