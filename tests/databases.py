"""The test databases: made by the owner, used as the runtime role. `python -m tests.databases` makes them and leaves them there."""

import django
from django.test.utils import setup_databases, setup_test_environment

from tests import roles


def make(*, keep: bool) -> list:
    """What migrations make and fill; `keep`: used as they lie there, if they do."""
    roles.become("owner")
    made = setup_databases(verbosity=0, interactive=False, keepdb=keep, serialized_aliases=[])
    roles.keep_pristine_rows()
    roles.become("runtime")
    return made


if __name__ == "__main__":
    django.setup()
    setup_test_environment()
    make(keep=True)
