"""What it looks like when a part is away: the databases, Valkey, the disk. Nothing is decided then, everything is tried again."""

import errno

import psycopg
from django.db import InterfaceError, OperationalError
from redis.exceptions import RedisError

# RedisError as a whole: with a full disk or while it loads, Valkey answers, and refuses.
PARTS = (OperationalError, InterfaceError, psycopg.OperationalError, RedisError)
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def is_away(problem: BaseException | None) -> bool:
    """Whether the problem, or one that led to it, is a part that does not answer or has no space left."""
    while problem is not None:
        if isinstance(problem, PARTS) or (isinstance(problem, OSError) and problem.errno in NO_SPACE):
            return True
        problem = problem.__cause__ or problem.__context__
    return False
