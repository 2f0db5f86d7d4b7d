"""The destruction witness (监销人): witnesses, and nothing else."""

from personnel.offices import Office


def test_a_witness_witnesses_and_nothing_else(does):
    assert does(Office.DESTRUCTION_WITNESS, "general_office") == {"witness_a_destruction"}
