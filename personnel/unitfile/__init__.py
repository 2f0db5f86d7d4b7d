"""What is on record about a unit (单位保密档案): its coverage, overdue loans, conduct, rewards. Basis: REQUIREMENTS H5."""
