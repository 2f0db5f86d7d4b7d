"""The grading authority (定密责任人): decides what others propose."""

from personnel.offices import Office


def test_the_grading_authority_decides_gradings_and_nothing_else(does):
    assert does(Office.GRADING_AUTHORITY, "leadership", leads=("petition_office",)) == {
        "decide_grading",
        "declassify",
        "decline_a_grading",
    }


def test_the_grading_authority_of_other_units_does_nothing(does):
    assert does(Office.GRADING_AUTHORITY, "leadership", leads=("legal",)) == set()


def test_a_grading_authority_who_is_not_cleared_decides_nothing(does):
    assert does(Office.GRADING_AUTHORITY, "leadership", leads=("petition_office",), cleared=False) == set()
