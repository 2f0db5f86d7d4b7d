"""What a slip says of a thing without saying what is in it: number, mark, kind, pages and a hash of the ciphertext."""

import hashlib

from classification.models import GradedRecord
from custody.models import Carrier
from petitions.models import Petition
from vault.fields import Sealed, sealed_fields, verbatim
from vault.models import SealedFile


def of_value(instance, name: str) -> str:
    """SHA-256 of one sealed value's ciphertext; empty where there is none."""
    with verbatim():
        value = getattr(instance, name)
    return hashlib.sha256(value.blob).hexdigest() if isinstance(value, Sealed) else ""


def of_record(record: GradedRecord) -> str:
    """SHA-256 over the ciphertext of everything the record's dossier holds now: one changed value, another hash.

    The content itself and its plaintext's hash never leave the vault.
    """
    petition = Petition.objects.filter(pk=record.pk).first()
    if petition is None:
        return ""
    attached = list(petition.attachments.order_by("added_at", "id"))
    rows = [petition, *petition.petitioners.order_by("position"), *petition.notes.order_by("written_at", "id"), *attached]
    parts = [f"{row.pk}|{field.name}|{of_value(row, field.attname)}" for row in rows for field in sealed_fields(type(row))]
    parts += [
        f"{row.pk}|file|{bytes(row.cipher).hex()}"
        for row in SealedFile.objects.filter(pk__in=[one.file for one in attached]).order_by("pk")
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def carriers_of(records: set) -> list[str]:
    """Numbers of every living carrier of these records: one made after filing would outlive its record."""
    living = Carrier.objects.filter(record__in=records).exclude(status=Carrier.Status.DESTROYED)
    return list(living.order_by("number").values_list("number", flat=True))


def line(record: GradedRecord | None, carrier: Carrier | None) -> dict:
    """One line of a slip as the registers say it now."""
    held = record or (carrier.record if carrier else None)
    graded = held or carrier  # a state carrier alone bears its own mark
    petition = Petition.objects.filter(pk=held.pk).first() if held else None
    return {
        "record": petition.number if petition else "",
        "carrier": carrier.number if carrier else "",
        "kind": carrier.kind if carrier else "",
        "mark": graded.mark.text if graded else "",
        "level": (graded.level_id or "") if graded else "",
        "pages": carrier.pages if carrier else None,
        "copies": carrier.copies if carrier else None,
        "cipher": of_record(record) if record else "",
    }
