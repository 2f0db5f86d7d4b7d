"""Ledger lines without a record: state carriers whose content this installation does not hold."""
