"""What there is about people: accounts, proposals, devices, files, courses and pledges."""

from datetime import timedelta

from django.utils import timezone

from config.demonstration.partners import agree
from personnel.accounts.actions import add_account, close
from personnel.bulletins.actions import publish
from personnel.devices.actions import enrol, request_device
from personnel.file.actions import appeal, enter
from personnel.leaving.actions import open_departure_of
from personnel.partners import actions as partners
from personnel.proposals.actions import propose
from personnel.training.actions import begin_test
from personnel.training.models import Course
from tests.matrix.world import World


def make_people(world: World) -> None:
    _proposals(world)
    for account, person in world.house.people.items():
        world.put("person", account, person)
    _accounts(world)
    _devices(world)
    _departure(world)
    world.put("bulletin", "case", publish(kind="case", title="Matrix case", body="Matrix lesson", by=world.house.secadmin))
    _partner(world)
    _files(world)
    _training(world)


def _proposals(world: World) -> None:
    """One about somebody in a unit that has a leader in charge, one about a leader."""
    for name, account in (("plain", "sun"), ("leading", "liu")):
        values = {"level": "ordinary", "since": world.on.isoformat(), "until": None}
        person = world.house.people[account]
        made = propose("clearance", person=person, values=values, reason="Matrix reason", by=world.house.secadmin, on=world.on)
        world.put("proposal", name, made)


def _accounts(world: World) -> None:
    """One that waits for its owner, one that is closed."""
    for name in ("newcomer", "closed"):
        world.put("person", name, add_account(username=name, name=name, by=world.house.sysadmin))
    close(world.things["person"]["closed"], by=world.house.secadmin, on=world.on)


def _devices(world: World) -> None:
    """One that waits, one that is enrolled, and that of the only security administrator."""
    for name, account in (("waiting", "sun"), ("running", "chen"), ("keepers", "secadmin")):
        world.put("device", name, request_device(world.house.people[account], name="Matrix device")[0])
    running = world.things["device"]["running"]
    world.put("device", "running", enrol(running, level="important", by=world.house.secadmin, on=world.on))


def _departure(world: World) -> None:
    """Of somebody about whom a proposal waits and who has a device to give back."""
    values = {"ground": "resigned", "ends_at": timezone.now() + timedelta(days=9), "reason": "Matrix reason"}
    world.put("departure", "sun", open_departure_of(world.house.sun, **values, by=world.house.secadmin, on=world.on))


def _partner(world: World) -> None:
    """A firm with somebody here, an agreement in force and the next one not signed yet."""
    firm = partners.enter(name="Matrix firm", code="", unit=world.house.units["business_one"], units=[], by=world.house.secadmin)
    world.put("partner", "firm", firm)
    until = world.on + timedelta(days=30)
    named = {"contact": "Matrix contact", "phone": "1", "signatory": "Matrix signatory"}
    world.put("agreement", "signed", agree(firm, world.house, until=until, **named))
    values = {"since": until, "until": until + timedelta(days=365), "responsible": world.house.chen, "liability": "Matrix liability"}
    draft = partners.draw_up(firm, values | {"contact": "Matrix contact", "contact_phone": "1"}, by=world.house.secadmin, on=world.on)
    world.put("agreement", "draft", draft)
    partners.join(firm, world.house.fang, by=world.house.secadmin, on=world.on)


def _files(world: World) -> None:
    """An entry in somebody's file, and one against which they appeal; what two people have signed at the gate."""
    values = {"kind": "violation", "category": "passed_on", "happened_on": world.on, "evidence": "Matrix evidence"}
    for name in ("fresh", "appealed"):
        world.put("file_entry", name, enter(world.house.li, values, by=world.house.secadmin, on=world.on))
    appeal(world.things["file_entry"]["appealed"], text="Matrix appeal", by=world.house.li)
    for account in ("li", "wang"):
        world.put("pledge", account, world.house.people[account].pledges.get())


def _training(world: World) -> None:
    course = Course.objects.get()
    world.put("course", "basics", course)
    world.put("question", "first", course.questions.all()[0])
    world.put("attempt", "open", begin_test(course, world.house.guo, on=world.on))
