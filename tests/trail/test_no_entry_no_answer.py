"""No entry, no answer: where the line cannot be written, nothing is shown and nothing is done."""

import pytest
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import path

from audit.trail import events
from audit.trail.actions import record
from audit.trail.models import Entry
from audit.trail.refusals import Obstacle, Refused
from config import urls as product
from personnel.actions import deactivate
from tests import cast, roles

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "SHOWN-TO-SOMEBODY"
OBSTACLE = Obstacle("TRIED", "This was only tried.")


def page(request):
    """A view that writes nothing itself."""
    return product.errors.HttpResponse(SECRET)


def undone(request):
    """A view whose action wrote its entry, was refused and rolled back, and whose page is shown all the same."""
    try:
        with transaction.atomic():
            record(events.TRAIL_READ, actor=request.user, facts={"count": 1})
            raise Refused([OBSTACLE])
    except Refused:
        return product.errors.HttpResponse(SECRET)


def refusing(request):
    raise Refused([OBSTACLE])


def broken(request):
    raise RuntimeError


def named(request, name):
    raise Http404


urlpatterns = [
    path("named/<str:name>", named),
    path("page", page),
    path("undone", undone),
    path("refusing", refusing),
    path("broken", broken),
    *product.urlpatterns,
]
handler404, handler500 = product.handler404, product.handler500


@pytest.fixture
def client(transactional_db, settings) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.DEBUG = False
    client = cast.signed_in(cast.make().li)
    client.raise_request_exception = False
    return client


@pytest.fixture
def trail_is_closed():
    """The database refuses new entries, as it does on a full disk."""
    roles.run_as_owner("REVOKE INSERT ON trail_entry FROM xinmi_web")
    yield
    roles.run_as_owner("GRANT INSERT ON trail_entry TO xinmi_web")


def newest() -> Entry:
    return Entry.objects.select_related("actor").order_by("-xid", "-id")[0]


def test_a_page_whose_view_writes_nothing_is_recorded_all_the_same(client):
    before = Entry.objects.count()
    assert client.get("/page").content.decode() == SECRET
    entry = newest()
    assert (Entry.objects.count(), entry.event, entry.actor.username, entry.result) == (before + 1, "page.read", "li", "done")


def test_an_entry_that_was_rolled_back_does_not_count(client):
    before = Entry.objects.count()
    assert client.get("/undone").content.decode() == SECRET
    assert (Entry.objects.count(), newest().event) == (before + 1, "page.read")


def test_a_page_that_broke_is_recorded_as_failed(client):
    assert client.get("/broken").status_code == 500
    assert (newest().event, newest().result) == ("page.read", "failed")


def test_an_address_that_shows_nothing_is_recorded_as_a_denial(client):
    assert client.get("/no-such-page/").status_code == 404
    assert (newest().event, newest().kind, newest().result) == ("page.absent", "denial", "denied")


def test_t80_an_address_with_a_nul_in_it_is_recorded_all_the_same(client):
    assert client.get("/named/%00%07x").status_code == 404
    assert (newest().event, newest().facts["asked"]) == ("page.absent", {"name": "??x"})


def test_a_refusal_is_recorded_with_its_reasons(client):
    assert client.get("/refusing").status_code == 409
    assert (newest().event, newest().result, newest().reason) == ("action.refused", "denied", "TRIED")


@pytest.mark.parametrize("address", ["/page", "/undone", "/refusing", "/broken", "/no-such-page/", "/"])
def test_t77_where_no_entry_can_be_written_nothing_is_shown(client, trail_is_closed, address):
    answer = client.get(address)
    assert answer.status_code in (500, 503)
    assert SECRET not in answer.content.decode()
    assert "only tried" not in answer.content.decode()


def test_t77_where_no_entry_can_be_written_nobody_signs_in(client, trail_is_closed):
    other = Client(raise_request_exception=False)
    answer = other.post("/login/", {"login": "wang", "password": cast.PASSWORD})
    assert answer.status_code in (500, 503)
    assert other.get("/page").status_code == 302


def test_t77_where_no_entry_can_be_written_nothing_is_changed(client, trail_is_closed):
    person = cast.Person.objects.get(username="chen")
    with pytest.raises(Exception, match="permission denied"):
        deactivate(person, by=None)
    assert cast.fresh(person).is_active
