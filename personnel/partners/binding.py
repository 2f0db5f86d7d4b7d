"""What an agreement binds: the text, both sides, the period. Chinese in every language: it is a legal text. Basis: DOMAIN §5.4."""

import hashlib

from django.conf import settings

from personnel.partners.models import Agreement
from vault.fields import sealed_fields


def payload_of(agreement: Agreement) -> dict:
    """What both sides sign; of what is sealed the digest of its ciphertext."""
    partner, text = agreement.partner, agreement.text
    sealed = {field.name: field.pre_save(agreement, True) for field in sealed_fields(Agreement)}
    return {
        "number": agreement.number,
        "version": text.version,
        "text": hashlib.sha256(f"{text.title}\n{text.body}".encode()).hexdigest(),
        "organisation": settings.ORGANISATION_NAME,
        "firm": partner.name,
        "code": partner.code,
        "unit": str(partner.unit),
        "units": sorted(str(unit) for unit in partner.units.all()),
        "responsible": agreement.responsible.name,
        "since": agreement.since.isoformat(),
        "until": agreement.until.isoformat(),
        "firm_signed_on": agreement.firm_signed_on.isoformat() if agreement.firm_signed_on else "",
    } | {name: hashlib.sha256(value.blob).hexdigest() if value else "" for name, value in sealed.items()}


def boxes_of(agreement: Agreement) -> list[tuple[str, str]]:
    """The boxes above the text."""
    payload = agreement.payload
    return [
        ("甲方（单位）", payload["organisation"]),
        ("乙方（合作单位）", payload["firm"]),
        ("统一社会信用代码", payload["code"] or "—"),
        ("服务部门", "、".join(payload["units"])),
        ("甲方责任部门", payload["unit"]),
        ("甲方责任人", payload["responsible"]),
        ("乙方保密联系人", agreement.contact),
        ("乙方联系方式", agreement.contact_phone),
        ("协议期限", f"{payload['since']} 至 {payload['until']}"),
        ("违约责任", agreement.liability),
    ]
