"""The auditor (审计员): downloads reports, and nothing else; a clearance opens no record to them."""

from personnel.offices import Office


def test_an_auditor_downloads_reports_and_nothing_else(does):
    assert does(Office.AUDITOR, "audit") == {"download_a_report"}
