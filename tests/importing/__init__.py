"""Tables of others as networks."""
