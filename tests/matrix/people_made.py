"""What there is about people: accounts, proposals, devices, files, courses and pledges."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from config.demonstration.partners import agree
from personnel.accounts.actions import add_account, close
from personnel.bulletins.actions import publish
from personnel.devices.actions import enrol, request_device
from personnel.file.actions import appeal, enter
from personnel.groups import actions as groups
from personnel.leaving.actions import open_departure_of
from personnel.partners import actions as partners
from personnel.partners.breaches.actions import object_to, record_breach
from personnel.partners.ending.actions import open_end
from personnel.partners.models import Partner
from personnel.proposals.actions import confirm, propose, refuse
from personnel.training.actions import begin_test
from personnel.training.models import Course
from tests.matrix.world import World


def make_people(world: World) -> None:
    _proposals(world)
    for account, person in world.house.people.items():
        world.put("person", account, person)
    world.put("unit", "business_one", world.house.units["business_one"])
    _accounts(world)
    _devices(world)
    _departure(world)
    world.put("bulletin", "case", publish(kind="case", title="Matrix case", body="Matrix lesson", by=world.house.secadmin))
    unit = [world.house.units["business_one"]]
    world.put("bulletin", "unit", publish(kind="notice", title="Matrix notice", body="Matrix", units=unit, by=world.house.secadmin))
    _partners(world)
    _group(world)
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


def _partners(world: World) -> None:
    """A firm with an agreement in force and the next one not signed yet, and one that goes, with somebody who holds something."""
    firm, until = _firm(world, "Matrix firm"), world.on + timedelta(days=30)
    world.put("partner", "firm", firm)
    world.put("agreement", "signed", firm.agreements.get())
    values = {"since": until, "until": until + timedelta(days=365), "responsible": world.house.chen, "liability": "Matrix liability"}
    named = {"contact": "Matrix contact", "contact_phone": "1"}
    world.put("agreement", "draft", partners.draw_up(firm, values | named, by=world.house.secadmin, on=world.on))
    _breaches(world, firm)
    leaving = _firm(world, "Matrix leaving firm")
    partners.join(leaving, world.house.fang, by=world.house.secadmin, on=world.on)
    request_device(world.house.fang, name="Matrix device")
    world.put("ending", "open", open_end(leaving, ground="done", reason="Matrix reason", by=world.house.secadmin))


def _group(world: World) -> None:
    """Chen is responsible for it, qian is in it; no scope names it."""
    values = {"name": "Matrix group", "purpose": "Matrix purpose", "since": world.on, "until": world.on + timedelta(days=30)}
    made = groups.set_up(**values, unit=world.house.units["business_one"], responsible=world.house.chen, by=world.house.liu)
    member = groups.join(made, world.house.qian, until=made.until, reason="Matrix reason", by=world.house.liu, on=world.on)
    world.put("group", "crew", made)
    world.put("group_member", "qian", member)


def _firm(world: World, name: str) -> Partner:
    firm = partners.enter(name=name, code="", unit=world.house.units["business_one"], units=[], by=world.house.secadmin)
    named = {"contact": "Matrix contact", "phone": "1", "signatory": "Matrix signatory"}
    agree(firm, world.house, until=world.on + timedelta(days=30), **named)
    return firm


def _breaches(world: World, firm: Partner) -> None:
    """Two that are decided, the firm objects to one; and one of which the measure was refused."""
    values = {"category": "passed_on", "happened_on": world.on, "account": "Matrix account", "measure": "deduction", "amount": Decimal(100)}
    for name in ("decided", "objected"):
        made = record_breach(firm, values, reason="Matrix reason", by=world.house.secadmin, on=world.on)
        confirm(made.proposal, by=world.house.liu, on=world.on)
        world.put("breach", name, made)
    asked = record_breach(firm, values, reason="Matrix reason", by=world.house.secadmin, on=world.on)
    refuse(asked.proposal, by=world.house.liu, reason="Matrix refusal", on=world.on)
    world.put("breach", "refused", asked)
    object_to(made, text="Matrix objection", objected_on=world.on, by=world.house.secadmin, on=world.on)


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
