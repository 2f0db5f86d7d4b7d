"""Loaded before every other app's models: from here on a sealed field is an ordinary text column, and no key is made.

Numbers, history, trail, grants, checks and pages stay what they are, so a ratio tells what sealing and searching over
sealed values cost. The twin finds equal values by ordinary indexes (`INDEXES`).
"""

from django.db import models

from vault import blind, fields, keys


class PlainTextField(models.TextField):
    """What `SealedTextField` would be without a vault."""

    def __init__(self, *args, dossier: str = "dossier_id", **kwargs):
        self.dossier = dossier
        super().__init__(*args, **{"null": True, "blank": True, **kwargs})

    def get_prep_value(self, value):
        """Empty text is NULL here as there."""
        return value or None

    def from_db_value(self, value, expression, connection):
        return value or ""


def _nothing(*args, **kwargs) -> None:
    return None


def _none(*args, **kwargs) -> list:
    return []


def _no(*args, **kwargs) -> bool:
    return False


fields.SealedTextField = PlainTextField
keys.make_keys = keys.warm = _nothing
keys.has_purpose_key = _no
blind.equality_rows = blind.bigram_rows = _none

# What a plain product would need to find equal values.
INDEXES = (
    "CREATE INDEX IF NOT EXISTS plain_id_number ON petitions_petitioner (id_number)",
    "CREATE INDEX IF NOT EXISTS plain_phone ON petitions_petitioner (phone_normalised)",
    "CREATE INDEX IF NOT EXISTS plain_body ON petitions_petition (md5(body))",
)
