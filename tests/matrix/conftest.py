"""One world for the whole matrix, built once, each request undone."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache
from weakref import WeakSet

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, router, transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from audit.trail.models import Entry
from config.demonstration.organisation import MEMBERS
from config.sessions import BEGAN, SEEN, UNATTENDED, WRITE_EVERY_SECONDS
from personnel.models import Person
from petitions.openings.models import Opening
from tests.matrix.asking import address, filled_in
from tests.matrix.making import make_world
from tests.matrix.policy import POLICY
from tests.matrix.world import World

ANONYMOUS = "anonymous"
RENEW_EVERY = 240  # seconds
_PLANNED: WeakSet = WeakSet()
# Not business: who is signed in, what was searched, which form was sent, and the trail itself.
BESIDE = {"Entry", "Leaf", "Checkpoint", "Session", "SearchTicket", "Submission", "LogEntry"}


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One for every module of the matrix: each request in it is undone."""
    with standing_world(django_db_blocker) as made:
        yield made


@contextmanager
def standing_world(blocker) -> Iterator[World]:
    """Made, and afterwards never there."""
    with blocker.unblock(), ExitStack() as stack:
        for alias in ("default", "keystore"):
            outer = transaction.atomic(using=alias)
            outer._from_testcase = True  # durable transactions inside count as outermost, as in a TestCase
            stack.enter_context(outer)
        try:
            yield make_world()
        finally:
            for alias in ("default", "keystore"):
                transaction.set_rollback(True, using=alias)


@pytest.fixture(scope="package")
def browsers(world) -> dict[str, Client]:
    return browsers_in(world)


def browsers_in(world: World) -> dict[str, Client]:
    """A browser for everybody, and one in which nobody has signed in."""
    made = {member.account: Browser(world.house.people[member.account]) for member in MEMBERS} | {ANONYMOUS: Client()}
    screen = hashlib.sha256(made["wang"].session.session_key.encode()).hexdigest()[:16]
    opening = Opening.objects.filter(pk=world.ids["opening"]["open"])
    QuerySet.update(opening, screen=screen, ends_at=timezone.now() + timedelta(days=1))  # for as long as the matrix takes
    return made


class Browser(Client):
    """Signed in for as long as the matrix takes: every request is undone, the session's clock with it, and would run out."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
        _begin(self)
        self.begun = time.monotonic()

    def request(self, **request):
        if time.monotonic() - self.begun > RENEW_EVERY:
            _begin(self)
        return super().request(**request)


def _begin(browser: Client) -> None:
    session = browser.session
    session[BEGAN] = int(time.time())
    # Seen so long ago that every answer renews the cookie: otherwise those of the second minute would differ from those of the first.
    session[SEEN] = session[BEGAN] - WRITE_EVERY_SECONDS
    session.save()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside did not happen."""
    with ExitStack() as stack:
        for alias in ("default", "keystore"):
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in ("default", "keystore"):
            transaction.set_rollback(True, using=alias)


def rows_and_entries() -> tuple[int, int]:
    """How many business rows there are (every change of a remembered row adds one to its history), and how many trail entries."""
    with connection.cursor() as cursor:
        if connection.connection not in _PLANNED:  # a hundred tables are planned once, not with every request
            cursor.execute(f"PREPARE counting AS {_counting()}")
            _PLANNED.add(connection.connection)
        cursor.execute("EXECUTE counting")
        return cursor.fetchone()


@cache
def _counting() -> str:
    models = [model for model in apps.get_models() if model.__name__ not in BESIDE and model._meta.managed]
    tables = [model._meta.db_table for model in models if router.db_for_write(model) == "default"]
    business = " + ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)
    return f'SELECT {business}, (SELECT count(*) FROM "{Entry._meta.db_table}")'


def whole(answer):
    """A file comes in pieces: put together, so that it can be compared and searched."""
    if not answer.streaming:
        return answer
    content = b"".join(answer.streaming_content)
    made = HttpResponse(content, status=answer.status_code, headers=answer.headers)
    made.cookies = answer.cookies
    return made


@pytest.fixture(scope="package")
def ask(world, browsers) -> "Ask":
    return Ask(world, browsers)


class Ask:
    """One request, undone again. Answers the response, how many business rows it left and how many entries."""

    def __init__(self, world: World, browsers: dict[str, Client]):
        self.world, self.browsers = world, browsers
        self.before = rows_and_entries()
        self.known: dict[tuple, object] = {}

    def __call__(self, account: str, method: str, route: str, name: str, **more: str):
        rule = POLICY[route]
        place = address(route, self.world.ids[rule.family][name] if rule.family else None)
        data = filled_in(route, self.world, account, name) | more if method == "POST" else None
        browser = self.browsers[account]
        session = browser.cookies.get(settings.SESSION_COOKIE_NAME)
        with undone():
            answer = whole(getattr(browser, method.lower())(place, data))
            if session:  # a new one is undone as well
                browser.cookies[settings.SESSION_COOKIE_NAME] = session
            had = rows_and_entries()
            return answer, had[0] - self.before[0], had[1] - self.before[1]

    def absent(self, account: str, method: str, route: str):
        """What this account gets for something that does not exist: the same on every page, so it is asked on one of them."""
        asked = next(other for other in POLICY if is_a_page(other, method)) if is_a_page(route, method) else route
        key = account, method, asked
        if key not in self.known:
            self.known[key] = self(account, method, asked, "missing")[0]
        return self.known[key]


def is_a_page(route: str, method: str) -> bool:
    """Whether this address takes the method, names its object in its path, and is not asked by a page on its own."""
    rule = POLICY[route]
    return bool(rule.family) and not rule.by_query and route not in UNATTENDED and rule.takes(method) is not None
