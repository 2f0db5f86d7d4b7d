"""Devices (终端): a person works only from enrolled ones, each with a level of its own. Basis: REQUIREMENTS P3, P11; DOMAIN S25."""
