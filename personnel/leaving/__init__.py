"""Leaving (离岗离职): what stands in the way, the pledge of leavers, the minute access ends, the cooling-off. Basis: REQUIREMENTS H4."""
