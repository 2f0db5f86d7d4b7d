"""Pictures of pages, made by a process set apart: it has no key, no database, no file to write, little time and memory."""
