"""Whether a file is plain text: UTF-8 or GB18030 all through, without controls."""

import codecs
import re

from vault.files import SealedReader

_ENCODINGS = ("utf-8", "gb18030")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")  # but tab, line ends, form feed


def is_text(reader: SealedReader) -> bool:
    return any(_reads_as(reader, encoding) for encoding in _ENCODINGS)


def _reads_as(reader: SealedReader, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    reader.seek(0)
    try:
        while piece := reader.next_piece():
            if _CONTROLS.search(piece):
                return False
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
