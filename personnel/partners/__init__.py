"""Third parties (合作单位): the firm, its confidentiality agreement (保密协议), its people. Basis: REQUIREMENTS H3, H7; DOMAIN §5.4."""
