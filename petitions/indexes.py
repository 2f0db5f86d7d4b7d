"""Blind-index rows of petitions: written with them, replaced when they are corrected."""

from collections.abc import Iterable
from typing import Any

from petitions import places
from petitions.models import Petition, Petitioner
from petitions.phones import normalised_phones
from vault import blind


def index_text(body: str) -> str:
    """What two texts must share to count as the same: everything but space at the ends and line-break style."""
    return body.replace("\r\n", "\n").strip()


def add_new(rows: Iterable[tuple[Petition, Petitioner, Any]]) -> None:
    """Index rows of petitions just registered, in two statements; the third member holds the plain values."""
    equal: list[tuple] = []
    bigrams: list[tuple] = []
    for petition, petitioner, data in rows:
        equal += _equal(petition, petitioner, data)
        bigrams += blind.bigram_rows(petition.pk, petitioner.pk, places.NAME, data.petitioner_name)
        bigrams += blind.bigram_rows(petition.pk, petition.pk, places.SUBJECT, data.subject)
    blind.add_rows(equal=equal, bigrams=bigrams)


def _equal(petition: Petition, petitioner: Petitioner, data) -> list[tuple]:
    return [
        *blind.equality_rows(petition.pk, petitioner.pk, places.ID_NUMBER, [data.petitioner_id_number]),
        *blind.equality_rows(petition.pk, petitioner.pk, places.PHONE, normalised_phones(data.petitioner_phone)),
        *blind.equality_rows(petition.pk, petition.pk, places.TEXT, [index_text(data.body)]),
    ]


def renew(petition: Petition, petitioner: Petitioner) -> None:
    """Replaces the index rows after a correction."""
    ids = {"dossier_id": petition.pk, "row_id": petitioner.pk}
    blind.index_equality(**ids, place=places.ID_NUMBER, values=[petitioner.id_number])
    blind.index_equality(**ids, place=places.PHONE, values=normalised_phones(petitioner.phone))
    blind.index_bigrams(**ids, place=places.NAME, value=petitioner.name)
    ids["row_id"] = petition.pk
    blind.add_equality(**ids, place=places.TEXT, values=[index_text(petition.body)])  # an import knows the earlier wording again
    blind.index_bigrams(**ids, place=places.SUBJECT, value=petition.subject)
