"""Why a file, or one row of it, is not taken. Both carry sentences for the person who runs the import."""

from collections.abc import Iterable


class Unusable(Exception):
    """The file (or the mapping, or who imports) is not usable at all: one sentence, nothing was written."""

    def __init__(self, sentence: object):
        super().__init__(str(sentence))


class RowRefused(Exception):
    """One row is not registered: every reason, none of them quoting a cell."""

    def __init__(self, reasons: Iterable[object]):
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))
