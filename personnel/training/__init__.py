"""Training (保密培训): courses, attendance, tests, results that run out. Basis: REQUIREMENTS H2, DOMAIN §5.8."""
