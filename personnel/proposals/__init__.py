"""Proposals (提请): the security administrator asks for offices, clearances, units; a leader confirms. Basis: H8, DOMAIN §4.2."""
