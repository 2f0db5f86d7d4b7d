"""What a leaving pledge binds: the text, who signs it, what their cooling-off is. Basis: DOMAIN §5.8."""

import hashlib

from django.conf import settings
from django.utils import timezone, translation

from personnel.gate.models import PledgeText
from personnel.leaving.cooling import cooling_of
from personnel.leaving.models import Departure, LeavingPledge
from personnel.registry import levels_of
from vault.fields import sealed_fields

NOTHING = "无"


def payload_of(departure: Departure, text: PledgeText) -> dict:
    """The boxes above the text, in Chinese whatever the reader's language: they are part of a legal text."""
    person, day = departure.person, timezone.localdate(departure.ends_at)
    with translation.override("zh-hans"):
        _code, until = cooling_of(person, on=day)
        return {
            "version": text.version,
            "text": hashlib.sha256(f"{text.title}\n{text.body}".encode()).hexdigest(),
            "organisation": settings.ORGANISATION_NAME,
            "name": person.name,
            "account": person.username,
            "units": [str(unit) for unit in person.units_now()],
            "office_names": [str(held.get_office_display()) for held in person.appointments_now],
            "levels": levels_of(person, on=day) or NOTHING,
            "ground": str(departure.get_ground_display()),
            "ends_at": timezone.localtime(departure.ends_at).strftime("%Y-%m-%d %H:%M"),
            "cools_from": day.isoformat() if until else "",
            "cools_until": until.isoformat() if until else "",
        }


def with_filled_in(payload: dict, pledge: LeavingPledge) -> dict:
    """What is signed: what was read and the ciphertext of what was filled in, never its words."""
    sealed = {field.name: field.pre_save(pledge, True) for field in sealed_fields(LeavingPledge)}
    return payload | {name: hashlib.sha256(value.blob).hexdigest() if value else "" for name, value in sealed.items()}


def boxes_of(payload: dict) -> list[tuple[str, str]]:
    """Chinese in every language, as the text is."""
    cools = f"{payload['cools_from']} 至 {payload['cools_until']}" if payload["cools_until"] else NOTHING
    return [
        ("原单位", payload["organisation"]),
        ("承诺人", f"{payload['name']}（{payload['account']}）"),
        ("部门", "、".join(payload["units"]) or "—"),
        ("岗位", "、".join(payload["office_names"]) or "—"),
        ("密级", payload["levels"]),
        ("离岗原因", payload["ground"]),
        ("离岗时间", payload["ends_at"]),
        ("脱密期", cools),
    ]


def signed_boxes(pledge: LeavingPledge) -> list[tuple[str, str]]:
    """As above, with what the person filled in."""
    filled = (
        ("现住址", pledge.address),
        ("身份证号", pledge.id_number),
        ("联系方式", pledge.contact),
        ("调往单位", pledge.destination),
    )
    return boxes_of(pledge.payload) + [(label, words or "—") for label, words in filled]
