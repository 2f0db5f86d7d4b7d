"""Addresses of the matrix and what is filled in: always a form in order, so that only authority can stand in the way."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from audit.inspection.forms import CHAPTERS
from config.demonstration.organisation import PASSWORD
from custody.models import Carrier
from personnel.gate.pledging import hash_of, payload_of
from personnel.gate.querysets import text_in_force
from personnel.leaving.cooling import months_by_level
from personnel.signin.profiles import FLOORS, Profile
from petitions.models import Attachment
from tests.matrix.groups_asked import GROUPS
from tests.matrix.partners_asked import PARTNERS, loss
from tests.matrix.policy import POLICY
from tests.matrix.schemes_asked import SCHEMES
from tests.matrix.scopes_asked import SCOPES
from tests.matrix.world import OWN, World, grading_values

# What else stands in an address; None: the object itself once more.
BESIDES = {
    "personnel:propose": {"kind": "appointment"},
    "personnel:propose_rule": {"kind": "unit"},
    "classification:scheme_change": {"code": "company"},
    "classification:level_new": {"code": "company"},
    "classification:level_change": {"code": "important"},
    "classification:policy_change": {"code": "low"},
    "petitions:attachment_page": {"number": 1},
    "petitions:comparison": {"other": None},
    "petitions:wall_lifting": {"wall": None},
    "petitions:opening_file": {"file": lambda opening: _file_of(opening)},
    "petitions:opening_page": {"file": lambda opening: _file_of(opening), "number": 1},
    "inspection:figure": {"key": "petitions.registered"},
}


def every_address() -> Iterator[str]:
    """Names of all addresses the product answers, from the resolver."""
    yield from _names(get_resolver().url_patterns, "")


def _names(patterns, namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            deeper = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, deeper)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else str(pattern.pattern)


def address(route: str, identifier: UUID | None) -> str:
    """The address of a route for an object."""
    if identifier is None:
        return reverse(route, kwargs=BESIDES.get(route))
    if POLICY[route].by_query:
        return f"{reverse(route)}?petition={identifier}"
    beside = {name: value(identifier) if callable(value) else value or identifier for name, value in BESIDES.get(route, {}).items()}
    return reverse(route, kwargs={"pk": identifier} | beside)


def _file_of(opening: UUID) -> UUID:
    """A file of the petition that is opened; where there is no such opening, anything."""
    return Attachment.objects.filter(petition__openings=opening).values_list("pk", flat=True).first() or opening


def filled_in(route: str, world: World, account: str, name: str) -> dict:
    """A POST in order for this route, as far as the object allows."""
    make = _FORMS.get(route)
    return make(world, account, name) if make else {}


def _proof(world: World, account: str, name: str) -> dict:
    return {"password": PASSWORD}


def _registration(world: World, account: str, name: str) -> dict:
    return {
        "channel": "letter",
        "received_on": world.on.isoformat(),
        "subject": "Matrix",
        "body": "Matrix body",
        "category": "claim",
        "information_category": "general",
        "petitioner_name": "",
    }


def _handling(world: World, account: str, name: str) -> dict:
    return {"handling_officer": str(world.house.li.pk), "handling_unit": str(world.house.units["petition_office"].pk)}


def _closing(world: World, account: str, name: str) -> dict:
    return {"result": "explained", "reply": "Matrix reply", "closed_on": timezone.localdate().isoformat()}


def _grading(world: World, account: str, name: str) -> dict:
    scope = grading_values(world, "ordinary", OWN)["scope"]
    values = {"scheme": "petition", "level": "ordinary", "period": "5", "basis": "Matrix basis", "scope": scope}
    return values | {"reason": "Matrix reason"}


def _borrowing(world: World, account: str, name: str) -> dict:
    identifier = world.ids["petition"][name]
    carriers = Carrier.objects.filter(record=identifier).values_list("pk", flat=True)
    return {"petition": str(identifier), "carriers": [str(pk) for pk in carriers], "purpose": "Matrix purpose", "days": "1"}


def _line(world: World, account: str, name: str) -> dict:
    counted = {"pages": "3", "copies": "1", "place": "Matrix safe"}
    return counted | {"title": "Matrix 3", "level": "state_secret", "period": "5"}


def _destroying(world: World, account: str, name: str) -> dict:
    return {"items": [str(world.ids["petition"][name])], "reason": "Matrix reason", "method": "shredding"}


def _execution(world: World, account: str, name: str) -> dict:
    slip = world.things["destruction_slip"].get(name)
    return {"slip_number": slip.number if slip else "XH-0000-000000", "password": PASSWORD}


def _table(world: World, account: str, name: str) -> dict:
    return {"file": SimpleUploadedFile("matrix.csv", b"subject,body\nMatrix,Matrix text\n")}


def _appointment(world: World, account: str, name: str) -> dict:
    unit = str(world.house.units["petition_office"].pk)
    return {"office": "archivist", "unit": unit, "since": world.on.isoformat(), "reason": "Matrix reason"}


def _unit(world: World, account: str, name: str) -> dict:
    return {"name": "Matrix unit", "above": str(world.house.units["leadership"].pk), "reason": "Matrix reason"}


def _figures(world: World, account: str, name: str) -> dict:
    return {**FLOORS[Profile.INTERNAL], "tries": "4", "password": PASSWORD}


def _new_password(world: World, account: str, name: str) -> dict:
    return {"oldpassword": PASSWORD, "password1": "Quit-Uno-Vista-71", "password2": "Quit-Uno-Vista-71"}


def _pledge(world: World, account: str, name: str) -> dict:
    signer = world.house.people.get(account, world.house.xin)
    payload = payload_of(signer, text_in_force(), on=world.on)
    return {"seen": hash_of(payload), "password": PASSWORD}


def _check(world: World, account: str, name: str) -> dict:
    until = (world.on + timedelta(days=365)).isoformat()
    made = {"kind": "again", "result": "passed", "checked_on": world.on.isoformat(), "valid_until": until}
    return made | {"reasons": "Matrix reasons"}


def _course(world: World, account: str, name: str) -> dict:
    figures = {"hours": "2", "valid_months": "12", "asked": "0", "pass_mark": "60", "tries": "3"}
    return figures | {"title": "Matrix course", "topic": "law", "open": "on"}


def _opening(world: World, account: str, name: str) -> dict:
    companion = world.house.li if account == "wang" else world.house.wang
    return {"companion": str(companion.pk), "purpose": "Matrix purpose"}


def _leaving(world: World, account: str, name: str) -> dict:
    day = (world.on + timedelta(days=9)).isoformat()
    return {"ground": "retired", "day": day, "minute": "17:30", "reason": "Matrix reason", "password": PASSWORD}


def _periods(world: World, account: str, name: str) -> dict:
    return {code: str(months) for code, months in months_by_level().items()} | {"password": PASSWORD}


def _cases(world: World, account: str, name: str) -> dict:
    hands = {"handling_officer": str(world.house.chen.pk), "handling_unit": str(world.house.units["business_one"].pk)}
    return hands | {"petitions": [str(world.ids["petition"]["shared"])]}


def _wall(world: World, account: str, name: str) -> dict:
    return {"person": str(world.house.zheng.pk), "ground": "recused", "reason": "Matrix reason"}


_FORMS = {
    **GROUPS,
    **PARTNERS,
    "bulletins:new": lambda *_: {"kind": "notice", "title": "Matrix title", "body": "Matrix body"},
    **SCHEMES,
    "leaving:opening": _leaving,
    "leaving:periods": _periods,
    "leaving:talk": lambda world, *_: {"talk_on": world.on.isoformat(), "conclusion": "Matrix conclusion", "password": PASSWORD},
    "leaving:withdrawal": lambda *_: {"reason": "Matrix reason", "password": PASSWORD},
    "leaving:finishing": _proof,
    "leaving:pledge": _proof,
    "petitions:handing_over": _cases,
    "petitions:walls": _wall,
    **SCOPES,
    "petitions:opening_new": _opening,
    "petitions:opening_signature": _proof,
    "petitions:opening_companion": lambda *_: {"account": "wang", "companion_password": PASSWORD},
    "petitions:recusal": lambda *_: {"reason": "Matrix reason"},
    "personnel:propose": _appointment,
    "personnel:propose_rule": _unit,
    "personnel:account_new": lambda *_: {"username": "matrix", "name": "Matrix"},
    "personnel:account_renewal": _proof,
    "personnel:account_closing": _proof,
    "personnel:account_reopening": _proof,
    "personnel:my_devices": lambda *_: {"name": "Matrix device"},
    **dict.fromkeys(("personnel:factor_beginning", "personnel:factor_codes", "personnel:factor_removal"), _proof),
    "personnel:factor_confirming": lambda *_: {"code": "123456"},
    "personnel:device_enrolment": lambda *_: {"level": "important", "password": PASSWORD},
    "personnel:device_refusal": _proof,
    "personnel:device_revocation": _proof,
    "personnel:confirmation": _proof,
    "personnel:refusal": lambda *_: {"password": PASSWORD, "reason": "Matrix reason"},
    "account_change_password": _new_password,
    "personnel:signin_policy": _figures,
    "gate:pledge": _pledge,
    "gate:check": _check,
    "gate:text_new": lambda *_: {"title": "Matrix title", "body": "Matrix body"},
    "gate:conditions": _proof,
    "file:entry_new": lambda world, *_: {"category": "certified", "happened_on": world.on.isoformat(), "evidence": "Matrix evidence"},
    "unitfile:reward_new": lambda world, *_: {"category": "gift", "awarded_on": world.on.isoformat(), "ground": "Matrix ground"},
    "file:loss": loss,
    "file:appeal": lambda *_: {"text": "Matrix appeal"},
    "file:answer": lambda *_: {"text": "Matrix answer"},
    "training:new": _course,
    "training:edit": _course,
    "training:questions": lambda *_: {"text": "Matrix question", "answers": "*Matrix yes\nMatrix no"},
    "training:attendance": lambda world, *_: {"held_on": world.on.isoformat(), "people": [str(world.house.li.pk)]},
    "training:attempt": lambda *_: {"answer1": "0", "answer2": "0", "answer3": "0"},
    "petitions:import_new": _table,
    "petitions:import_mapping": lambda *_: {"subject": "subject", "body": "body"},
    "petitions:import_undoing": lambda *_: {"reason": "Matrix reason"},
    "petitions:hints": _registration,
    "inspection:wording": lambda *_: {name: "Matrix words" for name in CHAPTERS},
    "inspection:signature": _proof,
    "inspection:rows": lambda *_: {"format": "pdf"},
    "petitions:new": _registration,
    "petitions:edit": _registration,
    "petitions:search": lambda *_: {"q": "XF"},
    "petitions:handling": _handling,
    "petitions:closing": _closing,
    "petitions:reopening": lambda *_: {"reason": "Matrix reason"},
    "petitions:notes": lambda *_: {"text": "Matrix note"},
    "petitions:grading": _grading,
    "petitions:declassification": lambda *_: {"reason": "Matrix reason", "basis": "Matrix basis"},
    "petitions:declining": lambda *_: {"reason": "Matrix reason"},
    "petitions:attachments": lambda *_: {"files": SimpleUploadedFile("matrix.txt", b"Matrix file")},
    "petitions:attachment_removal": lambda *_: {"reason": "Matrix reason"},
    "petitions:reveal": lambda *_: {"field": "petitioner_phone", "reason": "Matrix reason"},
    "custody:borrow_new": _borrowing,
    "custody:carrier_new": _line,
    "custody:keeping": lambda world, *_: {"keeper": str(world.house.zhao.pk)},
    "custody:description": lambda *_: {"pages": "4", "copies": "1", "place": "Matrix place"},
    "custody:approval": _proof,
    "custody:refusal": lambda *_: {"password": PASSWORD, "reason": "Matrix reason"},
    "custody:withdrawal": _proof,
    "custody:handover": _proof,
    "custody:return": lambda *_: {"pages": "3", "condition": "whole"},
    "destruction:slip_new": _destroying,
    "destruction:approval": _proof,
    "destruction:refusal": lambda *_: {"password": PASSWORD, "reason": "Matrix reason"},
    "destruction:withdrawal": _proof,
    "destruction:execution": _execution,
    "destruction:witness": _proof,
}
