"""Accounts (账号): made by the system administrator, opened by two halves of a code that nobody but their owner holds together."""
