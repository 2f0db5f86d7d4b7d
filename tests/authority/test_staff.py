"""A member of a unit without any office: what the scope and the clearance open, no more."""

from personnel.offices import Office


def test_in_scope_and_cleared_they_see_the_card_and_may_borrow(does):
    assert does(Office.STAFF, "business_one") == {"see_the_card", "borrow"}


def test_in_scope_and_not_cleared_they_do_nothing(does):
    assert does(Office.STAFF, "business_one", cleared=False) == set()


def test_cleared_and_not_in_scope_they_do_nothing(does):
    assert does(Office.STAFF, "legal") == set()
