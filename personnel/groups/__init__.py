"""Working groups (工作组、专班): people from several units who need to know the same for a time. Basis: REQUIREMENTS G5; DOMAIN §3.4."""
