"""Sealed files: everything that is too large for a column. docs/decisions names what others may call.

with files.writing(dossier_id) as writer:      # the record key was made before
    writer.write(piece)                        # any size, any number of times
row = files.keep(writer.written)               # in the transaction that makes use of it
files.reading(row)                             # seekable, read-only; opens the pieces it is asked for
files.streaming(row, still=…)                  # pieces for an answer
files.watched(pieces, still)                   # the same question asked of any other answer that takes its time
files.remove([row.pk])                         # row now, ciphertext after the commit
files.forget([dossier_id])                     # ciphertext, then rows; may be repeated
"""

from vault.files.keeping import discard, forget, keep, remove, sweep
from vault.files.opening import SealedReader, reading, streaming, watched
from vault.files.sealing import SealingWriter, Written, writing

__all__ = [
    "SealedReader",
    "SealingWriter",
    "Written",
    "discard",
    "forget",
    "keep",
    "reading",
    "remove",
    "streaming",
    "sweep",
    "watched",
    "writing",
]
