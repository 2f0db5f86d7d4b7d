"""Schemes, levels and handling policies as data: changed by proposal, never behind the back of what was decided before."""
