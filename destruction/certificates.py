"""The certificate of destruction (销毁证明): made once, sealed, verified each time it is shown."""

import json
from datetime import datetime

from django.utils import timezone

from approvals.models import Signature
from destruction.models import Certificate, DestructionSlip
from personnel.models import Person
from vault import keys, suites
from vault.identity import uuid7

PURPOSE = "certificate"


def issue(slip: DestructionSlip, *, records: int, at: datetime) -> Certificate:
    """Writes the certificate of a slip that has just been destroyed, in the caller's transaction."""
    content = _content(slip, records)
    message = canonical(content)
    return Certificate.objects.create(
        id=uuid7(),
        slip=slip,
        content=content,
        digest=suites.current().digest(message).hex(),
        seal=seal(message),
        made_at=at,
    )


def canonical(content: dict) -> bytes:
    """The exact bytes that are hashed and sealed. Changing this makes old certificates unverifiable."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def seal(message: bytes) -> bytes:
    return suites.current().mac(keys.purpose_key(PURPOSE), message)


def verifies(certificate: Certificate) -> bool:
    """Whether content, hash and seal are those written when the destruction was done."""
    message = canonical(certificate.content)
    return suites.current().digest(message).hex() == certificate.digest and seal(message) == bytes(certificate.seal)


def _content(slip: DestructionSlip, records: int) -> dict:
    """Who, when, how, which items. Names, numbers, marks, moments, hashes; never content."""
    return {
        "slip": slip.number,
        "slip_id": str(slip.pk),
        "unit": slip.owning_unit.name,
        "mark": slip.mark_text,
        "method": slip.method,
        "signed_payload": slip.payload_hash,
        "applicant": _person(slip.applicant, slip.filed_at),
        "approvers": [_signature(signature) for signature in slip.signatures],
        "executor": _person(slip.executor, slip.opened_at),
        "witnesses": [_person(slip.first_witness, slip.first_witness_at), _person(slip.second_witness, slip.second_witness_at)],
        "approved_at": _moment(slip.approved_at),
        "executed_at": _moment(slip.executed_at),
        "destroyed_at": _moment(slip.destroyed_at),
        "items": [item.frozen() for item in slip.items.all()],
        "record_keys_destroyed": records,
    }


def _person(person: Person | None, at: datetime | None) -> dict:
    if person is None:
        raise ValueError("a certificate names six people")
    return {"account": person.username, "name": person.name, "unit": str(person.main_unit or ""), "at": _moment(at)}


def _signature(signature: Signature) -> dict:
    return {**_person(signature.signer, signature.signed_at), "step": signature.step_code, "office": signature.office}


def _moment(value) -> str:
    return timezone.localtime(value).isoformat(timespec="seconds")
