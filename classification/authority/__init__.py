"""Up to which level a grading authority decides (定密权限), limited and widened by proposal. Basis: DOMAIN §3.1 (BM 16–17)."""
