"""The verbs of destruction, and the only writes."""

from destruction.actions.executing import fall_back, open_execution, witness
from destruction.actions.filing import file_destruction
from destruction.actions.shredding import carry_out, recover_all

__all__ = ["carry_out", "fall_back", "file_destruction", "open_execution", "recover_all", "witness"]
