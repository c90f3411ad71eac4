"""Check quotes against the texts of their sources."""
