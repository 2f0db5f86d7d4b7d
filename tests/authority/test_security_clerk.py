"""The security clerk (保密员): keeps the ledger, hands over, takes back, executes; sees no record."""

from personnel.offices import Office


def test_a_security_clerk_does_this_and_nothing_else(does):
    assert does(Office.SECURITY_CLERK, "security_office") == {
        "hand_a_loan_over",
        "take_a_loan_back",
        "change_the_ledger",
        "open_an_execution",
    }
