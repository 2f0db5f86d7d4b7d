"""Decisions about what is graded already: notices of a change and their receipts, and who hears of it."""
