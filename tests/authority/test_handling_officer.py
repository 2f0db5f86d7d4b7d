"""The handling officer (承办人): notes, closing, reopening, proposing a grading; only on the cases in their own hands."""

from personnel.offices import Office


def test_a_handling_officer_does_this_on_their_own_cases_and_nothing_else(does):
    assert does(Office.HANDLING_OFFICER, "petition_office", handles=True) == {
        "note",
        "close",
        "reopen",
        "propose_grading",
        "propose_declassification",
        "see_the_card",
        "read_and_reveal",
        "borrow",
    }


def test_a_handling_officer_does_nothing_on_somebody_elses_cases_but_borrow(does):
    assert does(Office.HANDLING_OFFICER, "petition_office") == {"see_the_card", "borrow"}
