"""What is filled in about partner firms."""

from datetime import timedelta

from config.demonstration.organisation import PASSWORD
from tests.matrix.world import World


def _firm(world: World, account: str, name: str) -> dict:
    unit = str(world.house.units["business_one"].pk)
    return {"name": "Matrix firm 2", "code": "91350100M000100Y43", "unit": unit, "units": [unit]}


def _correction(world: World, account: str, name: str) -> dict:
    """Of the units it works for: an agreement is signed, so name, code and answering unit stay."""
    firm = world.things["partner"]["firm"]
    return {"name": firm.name, "code": firm.code, "unit": str(firm.unit_id), "units": [str(world.house.units["business_one"].pk)]}


def _agreement(world: World, account: str, name: str) -> dict:
    days = {"since": world.on.isoformat(), "until": (world.on + timedelta(days=365)).isoformat()}
    named = {"responsible": str(world.house.chen.pk), "contact": "Matrix contact", "contact_phone": "1"}
    return days | named | {"liability": "Matrix liability"}


def _breach(world: World, account: str, name: str) -> dict:
    what = {"category": "copied", "happened_on": world.on.isoformat(), "account": "Matrix account"}
    return what | {"measure": "compensation", "amount": "100.50", "reason": "Matrix reason"}


def loss(world: World, account: str, name: str) -> dict:
    """What a breach or a violation cost."""
    return {"loss": "120.50", "currency": "CNY", "assessed_by": "Matrix", "assessed_on": world.on.isoformat(), "remedy": "open"}


def _written_off(world: World, account: str, name: str) -> dict:
    device = world.house.fang.devices.get()
    return {"thing": f"{world.house.fang.pk}|device|{device.pk}|{device.name}", "reason": "Matrix reason"}


PARTNERS = {
    "partners:breach_new": _breach,
    "partners:breach_measure": lambda *_: {"measure": "deduction", "amount": "10", "reason": "Matrix reason"},
    "partners:breach_loss": loss,
    "partners:breach_objection": lambda world, *_: {"objected_on": world.on.isoformat(), "text": "Matrix objection"},
    "partners:breach_answer": lambda *_: {"text": "Matrix answer"},
    "partners:ending_new": lambda *_: {"ground": "done", "reason": "Matrix reason"},
    "partners:hand_back": lambda world, *_: {
        "kind": "returned",
        "on": world.on.isoformat(),
        "what": "Matrix things",
        "handed_by": "Matrix",
        "received_by": str(world.house.chen.pk),
        "reference": "Matrix 1",
    },
    "partners:write_off": _written_off,
    "partners:finishing": lambda *_: {"password": PASSWORD},
    "partners:new": _firm,
    "partners:correction": _correction,
    "partners:joining": lambda world, *_: {"person": str(world.house.sun.pk)},
    "partners:agreement_new": _agreement,
    "partners:signature": lambda world, *_: {"signatory": "Matrix", "signed_on": world.on.isoformat(), "reason": "Matrix reason"},
}
