"""Quotes checked against the texts of their sources."""
