"""Registers petitions from tables other programs exported (批量导入)."""
