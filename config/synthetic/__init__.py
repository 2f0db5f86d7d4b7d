"""A made-up past for a demonstration: petitions by the thousand, put through the house by the actions people use.

Every word is invented here; nothing is taken from any record. Basis: docs/decisions/0014.
"""
