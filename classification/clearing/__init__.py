"""Clearances (涉密等级) as proposals of the security administrator. Basis: REQUIREMENTS H6, H8."""
