"""The three administrators (三员): no record, no slip, no report, whatever clearance somebody gives them. Basis: THREATS T18–T20."""

import pytest

from personnel.offices import ADMINISTRATORS


@pytest.mark.parametrize("office", sorted(ADMINISTRATORS))
def test_t19_an_administrator_does_nothing_with_records(does, office):
    assert does(office, "administration") == set()
