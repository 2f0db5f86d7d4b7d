"""Attachments (附件): files of a petition or of a note on it, part of its content. docs/decisions says why they are kept as they are."""
