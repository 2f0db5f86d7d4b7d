"""The gate (上岗条件): check, training and pledge come before the records. Basis: REQUIREMENTS H1–H3."""
