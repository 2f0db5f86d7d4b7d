"""The head of a unit (单位负责人): assigns in the own unit, signs first."""

from personnel.offices import Office


def test_the_head_of_the_owning_unit_does_this_and_nothing_else(does):
    assert does(Office.UNIT_HEAD, "petition_office") == {
        "assign",
        "see_the_card",
        "read_and_reveal",
        "borrow",
        "sign_a_destruction_first",
        "make_an_interim_report",
        "word_a_report",
    }


def test_the_head_of_the_borrowers_unit_signs_the_loan_first_and_nothing_else(does):
    assert does(Office.UNIT_HEAD, "business_one") == {"see_the_card", "borrow", "sign_a_loan_first"}


def test_the_head_of_a_unit_that_has_no_part_in_it_does_nothing(does):
    assert does(Office.UNIT_HEAD, "legal") == set()


def test_the_principal_leader_does_nothing_while_others_hold_their_offices(does):
    assert does(Office.UNIT_HEAD, "leadership") == set()
