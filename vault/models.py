"""Key store tables (own cluster) and blind-index tables (records' cluster)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone

from vault.identity import uuid7


class RecordKey(models.Model):
    """A wrapped record key. Deleting the row is the destruction of everything sealed by it."""

    database = "keystore"

    dossier_id = models.UUIDField(primary_key=True)
    epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField()

    class Meta:
        required_db_vendor = "postgresql"


class PurposeKey(models.Model):
    """A wrapped key for one purpose: a blind index, the trail's seal."""

    database = "keystore"

    purpose = models.CharField(max_length=80, primary_key=True)
    epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField()


class EqualityEntry(models.Model):
    """Keyed digest of one normalised value, for exact search. Leaves with the dossier.

    Each place has a key of its own, so a digest belongs to one place: it is looked up by itself, and the index holds the answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier_id = models.UUIDField(db_index=True)
    row_id = models.UUIDField()
    place = models.CharField(max_length=60)
    digest = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["digest"], include=["dossier_id"], name="equality_by_digest")]
        constraints = [models.UniqueConstraint(fields=["row_id", "place", "digest"], name="one_equality_entry_per_value")]


class BigramEntry(models.Model):
    """Keyed numbers of the two-character pieces of one value, for word search. Leaves with the dossier."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    dossier_id = models.UUIDField(db_index=True)
    row_id = models.UUIDField()
    place = models.CharField(max_length=60)
    grams = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["grams"], name="bigrams_by_gram")]
        constraints = [models.UniqueConstraint(fields=["row_id", "place"], name="one_bigram_entry_per_value")]


class SealedFile(models.Model):
    """One sealed file under MEDIA_ROOT (`vault.files`): whose key opens it, how much it holds. Leaves with the dossier.

    `cipher` is the SHA-256 of the stored bytes; `likeness` a digest of the content keyed by the record key.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier_id = models.UUIDField(db_index=True)
    size = models.BigIntegerField()
    cipher = models.BinaryField()
    likeness = models.BinaryField()
    written_at = models.DateTimeField(default=timezone.now)
