"""A person's confidentiality file (保密档案). Basis: REQUIREMENTS H5, H7, DOMAIN §5.8."""
