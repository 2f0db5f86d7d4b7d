"""Who may ask that somebody be added to the scope of a petition or taken out of it, and the pages for it."""
