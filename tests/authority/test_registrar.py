"""The registrar (登记员) of the petition office: registers, corrects, assigns, files destruction, asks for reports."""

from personnel.offices import Office


def test_a_registrar_does_this_and_nothing_else(does):
    assert does(Office.REGISTRAR, "petition_office") == {
        "register",
        "correct",
        "assign",
        "see_the_card",
        "read_and_reveal",
        "borrow",
        "change_the_ledger",
        "file_a_destruction",
        "make_an_interim_report",
        "word_a_report",
    }


def test_a_registrar_of_another_unit_does_nothing_with_these_petitions_but_borrow(does):
    """Whoever registers for a unit is of a petition office, so the house's reports are theirs to make."""
    reports = {"make_an_interim_report", "word_a_report"}
    assert does(Office.REGISTRAR, "business_one") == {"see_the_card", "borrow"} | reports


def test_a_registrar_without_clearance_sees_assigns_and_corrects_nothing(does):
    of_content = {"correct", "assign", "see_the_card", "read_and_reveal", "borrow"}
    assert does(Office.REGISTRAR, "petition_office", cleared=False) & of_content == set()
