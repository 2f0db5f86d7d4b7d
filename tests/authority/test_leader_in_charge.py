"""The leader in charge (分管领导) of the units led: the second signature, and the report's."""

from personnel.offices import Office


def test_the_leader_in_charge_does_this_and_nothing_else(does):
    assert does(Office.LEADER_IN_CHARGE, "leadership", leads=("petition_office", "business_one")) == {
        "see_the_card",
        "borrow",
        "sign_a_loan_second",
        "sign_a_destruction_second",
        "sign_a_report",
    }


def test_a_leader_of_other_units_does_nothing(does):
    assert does(Office.LEADER_IN_CHARGE, "leadership", leads=("legal",)) == set()
