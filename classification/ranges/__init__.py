"""From which addresses a level is shown, changed by proposal. Basis: REQUIREMENTS P11."""
