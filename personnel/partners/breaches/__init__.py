"""What a firm or its people did against the agreement, and what the house does about it. Basis: REQUIREMENTS H7."""
