"""The end of a cooperation: what the firm's people still hold, proof of return and destruction. Basis: REQUIREMENTS H3, DOMAIN §5.4."""
