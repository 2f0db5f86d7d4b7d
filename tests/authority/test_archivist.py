"""The archivist (档案员): reads the ledger; changes nothing."""

from personnel.offices import Office


def test_an_archivist_carries_out_none_of_these(does):
    assert does(Office.ARCHIVIST, "archive") == set()
